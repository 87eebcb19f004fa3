import { join } from 'node:path';
import type { Environment } from '@wildermesser/exec';

/** Nobody listens on the discard port: a tool that goes to the network after all fails at once. */
export const deadProxy = 'http://127.0.0.1:9';

/**
 * How the tools, which are Go, collect garbage: a run lasts a twentieth of a second, and a quarter of it went into
 * collecting what ends with the process anyway. Large ones come to the usual pace at the limit.
 */
const garbage = { GOGC: '400', GOMEMLIMIT: '512MiB' };

/**
 * The environment of the rendering tools: the same on every machine, without the user's settings and without a way to
 * the network. `variables` are those that Argo CD gives to its tools.
 */
export const toolEnvironment = (temporary: string, variables: Readonly<Record<string, string>> = {}): Environment => {
  // Nothing is there: no settings, plug-ins or caches of the user are read, and what a tool makes is removed.
  const home = join(temporary, 'home');
  return {
    ...garbage,
    ...variables,
    PATH: '',
    HOME: home,
    TMPDIR: temporary,
    KUBECONFIG: join(home, 'kubeconfig'),
    KUBERC: 'off',
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
    HTTP_PROXY: deadProxy,
    HTTPS_PROXY: deadProxy,
    ALL_PROXY: deadProxy,
    NO_PROXY: '',
  };
};
