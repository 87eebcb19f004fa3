import type { Environment } from './environment.ts';
import { ExecError } from './exec-error.ts';
import { run } from './run.ts';

/** The first `1.2.3` or `1.2` in what a program says about itself. */
export const versionIn = (text: string): string | undefined => /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0];

/** Same major and minor version. */
export const sameMinor = (version: string, wanted: string): boolean =>
  version.split('.').slice(0, 2).join('.') === wanted.split('.').slice(0, 2).join('.');

/** Compares number by number; a missing one counts as 0. */
export const isAtLeast = (version: string, wanted: string): boolean => {
  const have = version.split('.').map(Number);
  for (const [index, number] of wanted.split('.').map(Number).entries()) {
    const part = have[index] ?? 0;
    if (part !== number) return part > number;
  }
  return true;
};

/** The version that a program prints, or undefined when there is no such program or it prints none. */
export const askVersion = async (
  command: string,
  args: readonly string[],
  env: Environment,
): Promise<string | undefined> => {
  try {
    const { stdout, stderr } = await run(command, args, { env, timeoutSeconds: 20 });
    return versionIn(stdout) ?? versionIn(stderr);
  } catch (error) {
    if (error instanceof ExecError) return undefined;
    throw error;
  }
};
