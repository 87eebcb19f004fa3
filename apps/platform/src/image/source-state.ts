import { ExecError, findTool, run } from '@wildermesser/exec';
import type { SourceState } from '@wildermesser/operator-image';

/** The commit that is checked out, and whether files differ from it. */
export const sourceState = async (root: string, repository: string): Promise<SourceState> => {
  const git = await findTool('git');
  const ask = async (args: readonly string[]): Promise<string> =>
    (await run(git.path, [...git.args, ...args], { cwd: root })).stdout.trim();
  try {
    const commit = await ask(['rev-parse', 'HEAD']);
    return { commit, modified: (await ask(['status', '--porcelain'])) !== '', repository };
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    return { commit: undefined, modified: true, repository };
  }
};
