import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { formats, loadReport, type Plan, type ReportOptions, type Severity, severities } from '@wildermesser/diff';
import { kubernetesVersions } from '@wildermesser/manifest';
import type { Command } from '../command.ts';
import { layouts } from '../diff/layout.ts';
import type { Io } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { UsageError } from '../usage-error.ts';

const help = `Usage: platform diff [BASE] [HEAD] [options]

Says what a change does to the cluster: what is added, changed, restarted, recreated, pruned or refused, and why. Both
sides are rendered as Argo CD would; nothing is fetched, no cluster is asked, and no old source is checked out.

BASE and HEAD are revisions or directories. Without HEAD it is the work tree, new files included; without BASE the commit
at which the current branch left the main one. A name that is both is a revision; write ./name for the directory.
BASE..HEAD is understood, too.

What is read:
  --layout <layout>        applications: a tree of Argo CD Applications; sources: every chart, overlay and directory on
                           its own; manifests: rendered manifests, all together (default: detected)
  --path <folder>          look only there (default: generated/ in a repository of this platform, else everything)
  --application <name>     only this Application; may be repeated
  --kubernetes <minor>     version whose defaults apply: ${kubernetesVersions.join(', ')} (default: that of platform.json)
  --date <day>             the day for which waivers are judged, such as 2027-01-31 (default: today)

What is printed:
  --format <format>        ${formats.join(', ')} (default: terminal)
  --output <file>          write the report there, and a line for each Application to the terminal; further pages go
                           beside it as <file>-2, <file>-3
  --stat                   a line for each Application only
  --names-only             a line for each object only, for scripts
  --source-url <url>       what stands before file#Lline in links, such as https://github.com/o/r/blob/<commit>/
  --rules-url <url>        the page that explains the rules
  --html-report <text>     where the HTML report is to be found, for the Markdown report

Gate:
  --fail-on <severity>     exit with 1 only for effects of this severity or worse: ${severities.join(', ')}

An accepted risk is written on the object, with its last day and a reason, and counts for no gate until then:
  annotations: { 'wildermesser.dev/accept.<rule>': 'until 2027-01-31: the claim is empty' }

Exit codes: 0 no differences, or none that the gate is for; 1 differences; 2 wrong use, a tool failed, or an Application
could not be rendered, so that the plan is not whole.
`;

const oneOf = <Name extends string>(option: string, value: string, names: readonly Name[]): Name => {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new UsageError(`--${option} ${value} means nothing`, `there are ${names.join(', ')}`);
  return found;
};

const dayOf = (value: string | undefined): string => {
  const date = value ?? new Date().toISOString().slice(0, 10);
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date)
    throw new UsageError(`--date ${date} is no day`, 'write it as 2027-01-31');
  return date;
};

/** The pages of a report beside each other: `plan.md`, `plan-2.md`, in a folder that is made when it is not there. */
const writePages = (file: string, pages: readonly string[]): void => {
  const extension = extname(file);
  if (existsSync(file) && statSync(file).isDirectory())
    throw new UsageError(`--output ${file} is a directory`, `name a file in it, such as ${join(file, 'plan.md')}`);
  mkdirSync(dirname(file), { recursive: true });
  for (const [index, page] of pages.entries()) {
    const name = index === 0 ? basename(file) : `${basename(file, extension)}-${index + 1}${extension}`;
    writeFileSync(join(dirname(file), name), page);
  }
};

/** An error that belongs to no Application is of a file that might declare some. */
const isWhole = ({ applications, findings }: Plan): boolean =>
  applications.every(({ status }) => status !== 'unknown') &&
  findings.every(({ severity, application }) => severity !== 'error' || application !== undefined);

const exitCode = (plan: Plan, failOn: Severity | undefined): number => {
  if (!isWhole(plan)) return 2;
  if (failOn === undefined) return plan.changes.length > 0 ? 1 : 0;
  const counted = severities.slice(severities.indexOf(failOn));
  return counted.some((severity) => plan.counts.severities[severity] > 0) ? 1 : 0;
};

const isColoured = ({ stdout, env }: Io): boolean =>
  env.FORCE_COLOR !== undefined || (stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');

/** Prints the plan of a change. */
export const diff: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      layout: { type: 'string' },
      path: { type: 'string' },
      application: { type: 'string', multiple: true },
      kubernetes: { type: 'string' },
      date: { type: 'string' },
      format: { type: 'string', default: 'terminal' },
      output: { type: 'string' },
      stat: { type: 'boolean' },
      'names-only': { type: 'boolean' },
      'source-url': { type: 'string' },
      'rules-url': { type: 'string' },
      'html-report': { type: 'string' },
      'fail-on': { type: 'string' },
    });
    const format = oneOf('format', values.format, formats);
    const failOn = values['fail-on'] === undefined ? undefined : oneOf('fail-on', values['fail-on'], severities);
    const layout = values.layout === undefined ? {} : { layout: oneOf('layout', values.layout, layouts) };
    const kubernetes =
      values.kubernetes === undefined ? {} : { kubernetes: oneOf('kubernetes', values.kubernetes, kubernetesVersions) };
    const path = values.path === undefined ? {} : { path: values.path.replace(/^\.\/|\/+$/g, '') };
    if (values.stat === true && values['names-only'] === true)
      throw new UsageError('--stat and --names-only are two reports', 'choose one');
    const { makeDiff } = await import('../diff/make-diff.ts');
    const plan = await makeDiff({
      names: positionals,
      cwd: io.cwd,
      applications: values.application ?? [],
      date: dayOf(values.date),
      ...layout,
      ...kubernetes,
      ...path,
    });
    const { 'source-url': sourceUrl, 'rules-url': rulesUrl, 'html-report': htmlReport } = values;
    const terminal: ReportOptions = {
      colour: isColoured(io),
      ...(io.stdout.columns === undefined ? {} : { width: io.stdout.columns }),
    };
    const detail = values.stat === true ? 'stat' : values['names-only'] === true ? 'names' : 'full';
    const pages = (await loadReport(format))(plan, {
      ...(values.output === undefined ? terminal : {}),
      detail,
      ...(sourceUrl === undefined ? {} : { sourceUrl }),
      ...(rulesUrl === undefined ? {} : { rulesUrl }),
      ...(htmlReport === undefined ? {} : { htmlReport }),
    });
    if (values.output === undefined) for (const page of pages) io.stdout.write(page);
    else {
      writePages(resolve(io.cwd, values.output), pages);
      const overview = await loadReport('terminal');
      for (const page of overview(plan, { ...terminal, detail: 'stat' })) io.stdout.write(page);
    }
    return exitCode(plan, failOn);
  },
};
