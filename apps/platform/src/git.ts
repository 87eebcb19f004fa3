import { ExecError, environment, findTool, runBinary } from '@wildermesser/exec';

/**
 * Runs Git in a folder. Rejects with an `ExecError`. Any version will do, so it is not asked for one before: of a small
 * diff that would be a tenth of the processes.
 */
export const git = async (folder: string, args: readonly string[], input?: string): Promise<Buffer> => {
  const options = input === undefined ? {} : { input };
  try {
    const { stdout } = await runBinary(environment().GIT_BIN || 'git', ['-C', folder, ...args], options);
    return stdout;
  } catch (error) {
    // Says what to install.
    if (error instanceof ExecError && error.code === 'NOT_FOUND') await findTool('git');
    throw error;
  }
};

/** As `git`; undefined when Git says no. */
export const tryGit = async (folder: string, args: readonly string[]): Promise<Buffer | undefined> => {
  try {
    return await git(folder, args);
  } catch (error) {
    if (error instanceof ExecError && error.code === 'FAILED') return undefined;
    throw error;
  }
};

/** Splits the answer of a command that was asked to end each line with a zero byte. */
export const zeroSeparated = (answer: Buffer): readonly string[] =>
  answer.length === 0 ? [] : answer.toString().replace(/\0$/, '').split('\0');

/** Splits the answer of `git cat-file --batch`: a header line with the size, then so many bytes, for each object. */
export const splitBatch = (answer: Buffer): Buffer[] => {
  const contents: Buffer[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(0x0a, at);
    const size = Number(answer.toString('latin1', at, end).split(' ')[2]);
    contents.push(answer.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
};
