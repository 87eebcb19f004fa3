import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One way of doing the job that is measured. */
export interface Contender {
  readonly name: string;
  /** Undoes what an earlier round did; not measured. */
  readonly prepare?: () => void;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a whole process, with all that it started and waited for, cost. */
export interface Cost {
  readonly wallSeconds: number;
  /** User and system time. */
  readonly cpuSeconds: number;
  /** The largest resident set of one process. */
  readonly peakMebibytes: number;
}

/** A measured program failed, so that its time means nothing. */
export class ContenderError extends Error {
  readonly code = 'CONTENDER';
  readonly contender: string;
  readonly output: string;
  constructor(contender: string, output: string) {
    super(`${contender} failed:\n${output}`);
    this.contender = contender;
    this.output = output;
  }
}

/** The middle one of an odd number of values. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const runOnce = ({ name, prepare, command, cwd, env }: Contender, report: string): Cost => {
  prepare?.();
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync('time', ['-f', '%U %S %M', '-o', report, ...command], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const wallSeconds = (performance.now() - started) / 1000;
  if (status !== 0)
    throw new ContenderError(name, error === undefined ? (stdout + stderr).slice(-4000) : error.message);
  const [user = 0, system = 0, kibibytes = 0] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  return { wallSeconds, cpuSeconds: user + system, peakMebibytes: kibibytes / 1024 };
};

/**
 * Runs the contenders in turn, so that what else the machine does hits all alike. More than one round is preceded by
 * one that only warms caches. Needs GNU time on PATH.
 *
 * @returns the median cost of each, in their order
 */
export const measure = (contenders: readonly Contender[], rounds: number): Cost[] => {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-time-'));
  try {
    const costs: Cost[][] = contenders.map(() => []);
    const first = rounds > 1 ? 0 : 1;
    for (let round = first; round <= rounds; round++)
      for (const [i, contender] of contenders.entries()) {
        const cost = runOnce(contender, join(folder, 'report'));
        if (round > 0) costs[i]?.push(cost);
      }
    return costs.map((own) => ({
      wallSeconds: median(own.map((cost) => cost.wallSeconds)),
      cpuSeconds: median(own.map((cost) => cost.cpuSeconds)),
      peakMebibytes: median(own.map((cost) => cost.peakMebibytes)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
