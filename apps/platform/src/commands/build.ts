import { join } from 'node:path';
import { type Recollection, recall } from '../cache/recall.ts';
import type { Command } from '../command.ts';
import { paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { plural } from '../plural.ts';
import { countText, findingsText, hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';
import { listProjects, type Project } from '../workspace/list-projects.ts';
import { readSettings } from '../workspace/read-settings.ts';
import { driftBits } from '../write/drift-kinds.ts';
import { projectsOnDisk } from '../write/projects-on-disk.ts';
import { projectLines, recalledSummary, reportJson } from '../write/report-projects.ts';
import { recover } from '../write/staging.ts';
import type { WriteRequest, Written } from '../write/write-generated.ts';

const help = `Usage: platform build [project...] [options]

Writes generated/ from the bundles of packages/. Everything is evaluated and validated first; then all files that differ
are replaced together, or none. Without a project, all are built.

Options:
  --check              write nothing; compare with what Git has committed at HEAD; uses no cache
  --no-cache           call every bundle and read every file, whatever an earlier build found out
  --overwrite          drop edits made by hand to generated files
  --remove <project>   remove the files of a project whose bundle is gone; Argo CD then deletes what it deployed
  --reporter <name>    text (default), or jsonl: one JSON object a project on standard output

Exit codes:
  0  done, or nothing to do
  1  the sources have errors; nothing was written
  2  wrong use, or a tool failed
  With --check, the sum of: ${Object.entries(driftBits)
    .map(([kind, bit]) => `${bit} ${kind}`)
    .join(', ')}
`;

/** The answer when earlier builds know that all is as it should be; undefined when there is something to do. */
const nothingToDo = async (
  root: string,
  projects: readonly Project[],
  recollection: Recollection,
): Promise<Written | undefined> => {
  const { findings, isTouched } = recollection;
  const names = projects.map(({ name }) => name);
  if (findings === undefined || projectsOnDisk(join(root, 'generated')).some((name) => !names.includes(name))) return;
  if (isTouched) {
    const { remember } = await import('../cache/remember.ts');
    remember({ root, recollection, emissions: [], bundles: [], plans: [], findings });
  }
  const summaries = [...recollection.projects].map(([name, { record }]) => recalledSummary(name, record));
  return { projects: names, summaries, findings };
};

/** Generates `generated/`, or checks that it is as committed. */
export const build: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      check: { type: 'boolean' },
      'no-cache': { type: 'boolean' },
      overwrite: { type: 'boolean' },
      remove: { type: 'string', multiple: true },
      reporter: { type: 'string', default: 'text' },
    });
    if (values.reporter !== 'text' && values.reporter !== 'jsonl')
      throw new UsageError(`no reporter is named ${values.reporter}`, 'there are text and jsonl');
    const started = performance.now();
    const root = findRoot(io.cwd);
    const settings = readSettings(root);
    if (values.check === true) {
      const { checkGenerated } = await import('../write/check-generated.ts');
      return checkGenerated(root, settings, positionals, io);
    }
    if (recover(join(root, 'generated')))
      io.stderr.write('an interrupted build was undone; generated/ is as it was before it\n');

    const projects = listProjects(root);
    const { overwrite = false, remove: removed = [] } = values;
    const recollection = positionals.length > 0 || values['no-cache'] === true ? undefined : recall(root, projects);
    const known =
      recollection === undefined || removed.length > 0 ? undefined : await nothingToDo(root, projects, recollection);
    const written = known ?? (await write({ root, settings, names: positionals, overwrite, removed, recollection }));
    const { summaries, findings } = written;
    const lines = projectLines(summaries);
    if (values.reporter === 'jsonl') {
      reportJson(written.projects, findings, lines, io);
      return hasErrors(findings) ? 1 : 0;
    }
    const paint = paintFor(io);
    io.stdout.write(
      findingsText(
        findings.filter(({ severity }) => severity !== 'skipped'),
        paint,
      ),
    );
    if (hasErrors(findings)) {
      io.stdout.write(`${paint.red('nothing was written')}: ${countText(findings)}\n`);
      return 1;
    }
    for (const line of lines.values()) io.stdout.write(`${line}\n`);
    const objects = summaries.reduce((sum, summary) => sum + summary.objects, 0);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const counts = countText(findings);
    io.stdout.write(
      `${paint.green('built')} ${plural(written.projects.length, 'project')}, ${plural(objects, 'object')} for Kubernetes ${settings.kubernetes} in ${seconds} s${counts === '' ? '' : `; ${counts}`}\n`,
    );
    return 0;
  },
};

/** Loaded only when there is something to do. */
const write = async (request: WriteRequest): Promise<Written> =>
  (await import('../write/write-generated.ts')).writeGenerated(request);
