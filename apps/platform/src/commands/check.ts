import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { type ExpectedObject, type ProjectIndex, sha256 } from '@wildermesser/emit';
import { type Finding, identityKey, identityOf, type Manifest, originOf } from '@wildermesser/manifest';
import { type Rendered, type RenderTarget, renderApplication, renderDirectory } from '@wildermesser/render';
import { validate } from '@wildermesser/validate';
import type { Command } from '../command.ts';
import { argocdNamespaceObject } from '../generate/argocd-namespace.ts';
import { renderTarget } from '../generate/target.ts';
import { inParallel } from '../in-parallel.ts';
import { paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { plural } from '../plural.ts';
import { countText, findingsText, hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';
import { listGenerated } from '../workspace/list-generated.ts';
import { readSettings } from '../workspace/read-settings.ts';

const help = `Usage: platform check [project...] [options]

Looks at generated/ as it stands on disk, as Argo CD will: renders every Application with the real tools, then validates
what comes out. The sources are not read. A kind whose schema is not known is named as skipped.

Options:
  --verbose  print what was skipped, too

Exit codes: 0 fine, 1 errors were found, 2 wrong use or a tool failed.
`;

/** One directory of generated/, rendered. */
interface Looked {
  readonly project: string;
  readonly directory: string;
  readonly rendered: Rendered;
}

const lookAt = async (index: ProjectIndex, target: RenderTarget, repository: string): Promise<Looked[]> => {
  const { project, components } = index;
  const directory = (name: string, namespace: string, release: string): Promise<Looked> =>
    renderDirectory({ ...target, path: `generated/${project}/${name}`, release: { name: release, namespace } }).then(
      (rendered) => ({
        project,
        directory: name,
        rendered,
      }),
    );
  const hasApplications = components.some(({ application }) => application !== undefined);
  const own = hasApplications ? [await directory('argocd', 'argocd', project)] : [];
  const applications = own.flatMap(({ rendered }) => rendered.manifests).filter(({ kind }) => kind === 'Application');
  const looked = await inParallel(components, availableParallelism(), async ({ name, namespace, application }) => {
    const found = applications.find(({ metadata }) => metadata.name === application);
    if (application === undefined) return directory(name, namespace, name);
    if (found !== undefined)
      return { project, directory: name, rendered: await renderApplication(found, { ...target, repoURL: repository }) };
    const missing: Finding = {
      severity: 'error',
      code: 'application-missing',
      message: `the index knows the Application ${application}, but generated/${project}/argocd does not have it`,
      advice: 'run ./platform build',
      file: `generated/${project}/index.json`,
    };
    return { project, directory: name, rendered: { tool: undefined, manifests: [], dropped: [], findings: [missing] } };
  });
  return [...own, ...looked];
};

/** Files that are not as their index says: the only thing here that rendering would not notice. */
const editedFiles = (index: ProjectIndex, root: string): Finding[] =>
  Object.entries(index.files).flatMap(([path, hash]): Finding[] => {
    const file = `generated/${path}`;
    const report = (code: string, message: string, advice: string): Finding[] => [
      { severity: 'error', code, message, advice, file },
    ];
    let content: Buffer;
    try {
      content = readFileSync(join(root, file));
    } catch {
      return report('file-missing', 'the index knows this file, but it is not there', 'run ./platform build');
    }
    if (sha256(content) === hash) return [];
    return report(
      'hand-edited',
      'this generated file was edited by hand',
      'make the change in the sources; ./platform build --overwrite drops it',
    );
  });

/** Objects that the index promises and Argo CD would not apply. */
const lostObjects = (index: ProjectIndex, manifests: readonly Manifest[]): Finding[] => {
  const rendered = new Set(manifests.map((manifest) => identityKey(identityOf(manifest))));
  return index.objects
    .filter((object) => !rendered.has(identityKey(object)))
    .map(({ group, kind, namespace, name, file }) => ({
      severity: 'error',
      code: 'object-lost',
      message: 'the index promises this object, but Argo CD would not apply it',
      advice: 'run ./platform build',
      object: { group, kind, namespace, name },
      file: `generated/${file}`,
    }));
};

/** Objects that Argo CD would apply although no build made them: a file that somebody put into a component's folder. */
const foreignObjects = (index: ProjectIndex, manifests: readonly Manifest[]): Finding[] => {
  const known = new Set(index.objects.map(identityKey));
  return manifests
    .filter((manifest) => !known.has(identityKey(identityOf(manifest))))
    .map((manifest) => ({
      severity: 'error',
      code: 'foreign-object',
      message: 'Argo CD would apply this object, but the build did not make it',
      advice: 'declare it in the component, or move the file out of generated/',
      object: identityOf(manifest),
      ...originOf(manifest),
    }));
};

/** Renders and validates what is in generated/. */
export const check: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, { verbose: { type: 'boolean' } });
    const root = findRoot(io.cwd);
    const settings = readSettings(root);
    const { indexes, findings: unreadable } = listGenerated(root);
    for (const name of positionals)
      if (!indexes.some(({ project }) => project === name))
        throw new UsageError(
          `generated/ has no project ${name}`,
          `there are: ${indexes.map(({ project }) => project).join(', ')}`,
        );
    if (indexes.length === 0 && unreadable.length === 0)
      throw new UsageError('generated/ is empty', 'run ./platform build');
    const { catalog, ...target } = await renderTarget(root, settings);

    const looked = (await Promise.all(indexes.map((index) => lookAt(index, target, settings.repository)))).flat();
    const manifests = looked.flatMap(({ rendered }) => rendered.manifests);
    const expected: ExpectedObject[] = [
      argocdNamespaceObject(settings),
      ...indexes.flatMap(({ components }) => components.flatMap(({ expects = [] }) => expects)),
    ];
    const selected =
      positionals.length === 0 ? indexes : indexes.filter(({ project }) => positionals.includes(project));
    const outcome = validate(manifests, { catalog, expected });
    const all: Finding[] = [
      ...unreadable,
      ...selected.flatMap((index) => {
        const own = looked.filter(({ project }) => project === index.project);
        const rendered = own.flatMap(({ rendered: { manifests: applied } }) => applied);
        return [...editedFiles(index, root), ...lostObjects(index, rendered), ...foreignObjects(index, rendered)];
      }),
      ...looked.flatMap(({ rendered }) => rendered.findings),
      ...outcome.findings,
    ].map((finding) => (finding.file?.startsWith('/') ? { ...finding, file: relative(root, finding.file) } : finding));
    const folders = selected.map(({ project }) => `generated/${project}/`);
    const findings = all.filter(({ file }) => file === undefined || folders.some((folder) => file.startsWith(folder)));

    const paint = paintFor(io);
    const shown = values.verbose === true ? findings : findings.filter(({ severity }) => severity !== 'skipped');
    io.stdout.write(findingsText(shown, paint));
    const own = looked.filter(({ project }) => selected.some((index) => index.project === project));
    const objects = own.reduce((sum, { rendered }) => sum + rendered.manifests.length, 0);
    const verdict = hasErrors(findings) ? paint.red('not fit to sync') : paint.green('fit to sync');
    const counts = countText(findings);
    io.stdout.write(
      `${verdict}: ${plural(objects, 'object')} of ${own.length} directories in ${plural(selected.length, 'project')}${counts === '' ? '' : `; ${counts}`}\n`,
    );
    return hasErrors(findings) ? 1 : 0;
  },
};
