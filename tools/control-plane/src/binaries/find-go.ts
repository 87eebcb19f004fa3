import { type Environment, ExecError, environment, run } from '@wildermesser/exec';
import { goVersion } from './recipe.ts';

const isAtLeast = (version: string, wanted: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
};

/** Environment of every run of Go here: this Go and no other, and the same programs whatever the user's settings are. */
export const goEnvironment = (env: Environment = environment()): Environment => ({
  ...env,
  GOTOOLCHAIN: 'local',
  GOFLAGS: '',
  GOWORK: 'off',
  CGO_ENABLED: '0',
});

/** What Go this machine has: its version when it is new enough, else what to do about it. */
export const findGo = async (
  env?: Environment,
): Promise<{ readonly version: string } | { readonly advice: string }> => {
  const advice = `install Go ${goVersion} or newer (https://go.dev/dl), or set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver`;
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'], { env: goEnvironment(env) });
    const version = /^go(\d+\.\d+(?:\.\d+)?)/.exec(stdout.trim())?.[1] ?? '';
    return isAtLeast(version, goVersion) ? { version } : { advice: `Go ${version} is too old: ${advice}` };
  } catch (error) {
    if (error instanceof ExecError) return { advice };
    throw error;
  }
};
