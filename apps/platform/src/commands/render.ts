import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { defaultKubernetesVersion, writeYaml } from '@wildermesser/manifest';
import { applyOrder, renderDirectory } from '@wildermesser/render';
import type { Command } from '../command.ts';
import { renderTarget } from '../generate/target.ts';
import { paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { findingsText, hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';
import { readSettings } from '../workspace/read-settings.ts';

const help = `Usage: platform render <directory> [options]
       platform render <project>/<component> --format <format> [--values <file>]
       platform render <project>/<component> --diff-formats [--values <file>]

Prints the manifests that Argo CD would apply for a directory, in the order in which it would apply them. The files of
the directory tell the tool: Kustomize, Helm, or plain YAML and Jsonnet. <project>/<component> stands for that directory
of generated/. Nothing is fetched and nothing is written.

A component that is written as a function of its values can be shown in any format, whatever it is emitted as; with
--diff-formats the real tools render all formats, and the results are compared with the function, object for object.

Options:
  --format <format>     plain, helm, jsonnet or kustomize
  --diff-formats        compare all formats
  --values <file>       values, merged over the component's own
  --namespace <name>    destination namespace (default: default)
  --release <name>      name of the Application, and so of the Helm release (default: the directory's name)
  --kubernetes <minor>  version of the cluster (default: that of platform.json, else ${defaultKubernetesVersion})

Exit codes: 0 rendered, 1 the directory has errors or the formats differ, 2 wrong use or a tool failed.
`;

/** The top of the checkout that a directory belongs to, or the directory itself outside of one. */
const repositoryOf = (directory: string): string => {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return directory;
  }
};

const settingsNear = (cwd: string): { kubernetes: string } => {
  try {
    return readSettings(findRoot(cwd));
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith('no platform.json'))
      return { kubernetes: defaultKubernetesVersion };
    throw error;
  }
};

/** Absolute path of the directory that the user means. Throws a UsageError when there is none. */
export const directoryNamed = (name: string, cwd: string): string => {
  const candidates = [resolve(cwd, name), resolve(cwd, 'generated', name)];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isDirectory());
  if (found === undefined)
    throw new UsageError(`there is no directory ${name}`, 'name a directory, or <project>/<component>');
  return found;
};

/** Renders one directory as Argo CD would. */
export const render: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      namespace: { type: 'string', default: 'default' },
      release: { type: 'string' },
      kubernetes: { type: 'string' },
      format: { type: 'string' },
      'diff-formats': { type: 'boolean' },
      values: { type: 'string' },
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('render takes one directory', 'see --help');
    if (values.format !== undefined || values['diff-formats'] === true) {
      const { renderComponent } = await import('./render-component.ts');
      const { namespace, release, values: valuesFile } = values;
      return renderComponent({ component: name, namespace, release, valuesFile }, values.format, io);
    }
    if (values.values !== undefined)
      throw new UsageError('--values goes with --format or --diff-formats', 'see --help');
    const directory = directoryNamed(name, io.cwd);
    const repoRoot = repositoryOf(directory);
    const settings = values.kubernetes === undefined ? settingsNear(io.cwd) : { kubernetes: values.kubernetes };
    const rendered = await renderDirectory({
      ...(await renderTarget(repoRoot, settings)),
      path: relative(repoRoot, directory),
      release: { name: values.release ?? directory.split('/').at(-1) ?? 'release', namespace: values.namespace },
    });
    io.stderr.write(findingsText(rendered.findings, paintFor(io)));
    for (const { manifest } of applyOrder(rendered.manifests)) io.stdout.write(`---\n${writeYaml(manifest)}`);
    return hasErrors(rendered.findings) ? 1 : 0;
  },
};
