import { type Environment, ExecError, environment, isAtLeast, run } from '@wildermesser/exec';

/** Environment of every run of Go here: this Go and no other, and the same programs whatever the user's settings are. */
export const goEnvironment = (env: Environment = environment()): Environment => ({
  ...env,
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOWORK: 'off',
  CGO_ENABLED: '0',
});

/** The version of the Go on PATH, or what to do because it is too old or missing. */
export const findGo = async (
  wanted: string,
  env?: Environment,
): Promise<{ readonly version: string } | { readonly advice: string }> => {
  const advice = `install Go ${wanted} or newer (https://go.dev/dl)`;
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { env: goEnvironment(env) });
    const version = /^go(\d+\.\d+(?:\.\d+)?)/.exec(stdout.trim())?.[1] ?? '';
    return isAtLeast(version, wanted) ? { version } : { advice: `Go ${version} is too old: ${advice}` };
  } catch (error) {
    if (error instanceof ExecError) return { advice };
    throw error;
  }
};
