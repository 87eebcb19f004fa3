import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import type { Command } from '../command.ts';
import { generate } from '../generate/generate.ts';
import { paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { plural } from '../plural.ts';
import { countText, findingsText, hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';
import { readSettings } from '../workspace/read-settings.ts';
import { driftBits } from '../write/drift-kinds.ts';
import { planRemoval, planWrite } from '../write/plan.ts';
import { projectLines, reportJson } from '../write/report-projects.ts';
import { recover, replaceFiles } from '../write/staging.ts';

const help = `Usage: platform build [project...] [options]

Writes generated/ from the bundles of packages/. Everything is evaluated and validated first; then all files that differ
are replaced together, or none. Without a project, all are built.

Options:
  --check              write nothing; compare with what Git has committed at HEAD
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

/** Everything below `generated/` that an index owns, by project. */
const projectsOnDisk = (generated: string): string[] => {
  try {
    return readdirSync(generated, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort(compareBytes);
  } catch {
    return [];
  }
};

/** Generates `generated/`, or checks that it is as committed. */
export const build: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      check: { type: 'boolean' },
      overwrite: { type: 'boolean' },
      remove: { type: 'string', multiple: true },
      reporter: { type: 'string', default: 'text' },
    });
    if (values.reporter !== 'text' && values.reporter !== 'jsonl')
      throw new UsageError(`no reporter is named ${values.reporter}`, 'there are text and jsonl');
    const started = performance.now();
    const root = findRoot(io.cwd);
    const generated = join(root, 'generated');
    const settings = readSettings(root);
    const paint = paintFor(io);
    if (values.check !== true && recover(generated))
      io.stderr.write('an interrupted build was undone; generated/ is as it was before it\n');

    const generation = await generate(root, settings, positionals, { twice: values.check === true });
    const bundles = new Map(generation.bundles.map(({ project, bundle }) => [project.name, bundle]));
    const names = generation.bundles.map(({ project }) => project.name);
    const whole = positionals.length === 0;
    if (values.check === true) {
      if (hasErrors(generation.findings)) {
        io.stdout.write(findingsText(generation.findings, paint));
        return 1;
      }
      const { checkDrift } = await import('../write/check-drift.ts');
      return checkDrift(root, generation.emissions, whole, io);
    }

    const plans = generation.emissions.flatMap((emission) => {
      const bundle = bundles.get(emission.project);
      return bundle === undefined
        ? []
        : [planWrite(generated, emission, bundle, { overwrite: values.overwrite === true })];
    });
    const gone = whole ? projectsOnDisk(generated).filter((name) => !bundles.has(name)) : [];
    const removed = values.remove ?? [];
    for (const name of removed)
      if (!gone.includes(name))
        throw new UsageError(`${name} is no project of generated/ without a bundle`, 'leave out --remove');
    plans.push(...gone.map((project) => planRemoval(generated, project, removed.includes(project))));

    const findings = [...generation.findings, ...plans.flatMap((plan) => plan.findings)];
    if (!hasErrors(findings)) {
      const write = new Map(plans.flatMap((plan) => [...plan.write]));
      await replaceFiles(
        generated,
        write,
        plans.flatMap(({ remove }) => remove),
      );
    }
    const components = new Map(
      [...bundles].map(([name, bundle]) => [name, (bundle?.components.length ?? 0) + (bundle?.templates?.length ?? 0)]),
    );
    const lines = projectLines(generation.emissions, components, plans);
    if (values.reporter === 'jsonl') {
      reportJson(names, findings, lines, io);
      return hasErrors(findings) ? 1 : 0;
    }
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
    const objects = generation.emissions.reduce((sum, emission) => sum + emission.objects.length, 0);
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const counts = countText(findings);
    io.stdout.write(
      `${paint.green('built')} ${plural(names.length, 'project')}, ${plural(objects, 'object')} for Kubernetes ${settings.kubernetes} in ${seconds} s${counts === '' ? '' : `; ${counts}`}\n`,
    );
    return 0;
  },
};
