import { ToolError } from '@wildermesser/exec';

type Addon = typeof import('@hanazuki/node-jsonnet');

let addon: Promise<Addon> | undefined;

/** The Jsonnet interpreter, loaded when the first program needs it: it is a native addon that may not be built. */
export const loadJsonnet = (): Promise<Addon> => {
  addon ??= import('@hanazuki/node-jsonnet').catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    const advice = 'install CMake and a C++ compiler, then run npm ci';
    throw new ToolError('MISSING', 'jsonnet', `the Jsonnet addon cannot be loaded (${why}): ${advice}`);
  });
  return addon;
};

/** The version of the Jsonnet interpreter, such as `0.20.0`. Throws a `ToolError` when the addon is not built. */
export const jsonnetVersion = async (): Promise<string> => (await loadJsonnet()).Jsonnet.version.replace(/^v/, '');
