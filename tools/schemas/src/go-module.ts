import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A module at one version. Only `k8s.io/kubernetes` is read this way. */
export interface GoModule {
  readonly module: string;
  readonly version: string;
}

/** The read-only directory of a module's sources in Go's module cache; downloads it when it is not there. */
export const moduleDirectory = async ({ module, version }: GoModule): Promise<string> => {
  const { stdout } = await run('go', ['mod', 'download', '-json', `${module}@${version}`], {
    cwd: import.meta.dirname,
  });
  const { Dir } = JSON.parse(stdout) as { Dir: string };
  return Dir;
};
