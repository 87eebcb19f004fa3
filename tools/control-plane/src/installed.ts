import { ExecError, run } from '@wildermesser/exec';

/** Whether there is a program of this name; what it says to `--version` does not matter. */
export const isInstalled = async (command: string): Promise<boolean> => {
  try {
    await run(command, ['--version']);
    return true;
  } catch (error) {
    if (error instanceof ExecError) return error.code !== 'NOT_FOUND';
    throw error;
  }
};
