import { ToolError, type ToolReport, tools } from '@wildermesser/exec';
import { jsonnetVersion } from '@wildermesser/render';
import type { Command } from '../command.ts';
import { type Paint, paintFor } from '../io.ts';

const help = `Usage: platform doctor

Lists everything that the platform needs on this machine: what was found, what is wanted, and how to get it. Then what
only ./platform cluster and ./platform test --cluster need; without it nothing else is missing.

Exit codes: 0 all there, 1 something is missing.
`;

const reportText = (reports: readonly ToolReport[], paint: Paint): string => {
  const found = (report: ToolReport): string => report.found?.version ?? 'not found';
  const width = (text: (report: ToolReport) => string): number =>
    Math.max(...reports.map((report) => text(report).length));
  const [names, versions, wishes] = [width(({ name }) => name), width(found), width(({ wanted }) => wanted)];
  return reports
    .map((report) => {
      const sign = report.advice === undefined ? paint.green('ok      ') : paint.red('missing ');
      const line = `${sign} ${report.name.padEnd(names)}  ${found(report).padEnd(versions)}  wanted ${report.wanted.padEnd(wishes)}  ${paint.dim(report.purpose)}`;
      return report.advice === undefined ? line : `${line}\n         → ${report.advice}`;
    })
    .join('\n');
};

/** The Jsonnet addon is no program but compiled code of a dependency, which only its loading proves to work. */
const jsonnet = async (): Promise<ToolReport> => {
  const need = { name: 'jsonnet', wanted: 'any', purpose: 'evaluates Jsonnet, in this process' };
  try {
    return { ...need, found: { version: await jsonnetVersion(), path: '@hanazuki/node-jsonnet' } };
  } catch (error) {
    if (error instanceof ToolError) return { ...need, advice: error.message };
    throw error;
  }
};

/** Whether clusters can be started here: nobody has to. */
const clustersText = async (paint: Paint): Promise<string> => {
  const { clusterObstacle } = await import('@wildermesser/control-plane');
  const line = async (name: string, options: { readonly node?: object }): Promise<string> => {
    const obstacle = await clusterObstacle(options);
    return obstacle === undefined
      ? `${paint.green('ok      ')} ${name}`
      : `${paint.yellow('optional')} ${name}\n         → ${obstacle}`;
  };
  return [
    await line('a cluster for tests: ./platform cluster up, ./platform test --cluster', {}),
    await line('a node for it, which runs Pods: ./platform cluster up --node', { node: {} }),
  ].join('\n');
};

/** Says what is missing on this machine, and how to get it. */
export const doctor: Command = {
  help,
  run: async (_args, io) => {
    const reports = [...(await tools()), await jsonnet()];
    const missing = reports.filter(({ advice }) => advice !== undefined).length;
    const paint = paintFor(io);
    io.stdout.write(
      `${reportText(reports, paint)}\n\n${await clustersText(paint)}\n\n${missing === 0 ? 'Everything is there.' : `${missing} missing.`}\n`,
    );
    return missing === 0 ? 0 : 1;
  },
};
