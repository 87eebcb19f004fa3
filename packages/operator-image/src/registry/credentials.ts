import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecError, environment, run } from '@wildermesser/exec';
import { ImageError } from '../image-error.ts';

/** What somebody logs in with. */
export interface Credentials {
  /** `<token>` when the password is an identity token (an OAuth refresh token). */
  readonly user: string;
  readonly password: string;
}

/** `~/.docker/config.json`, which docker, podman and their like write at `login`. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string; readonly identitytoken?: string }>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

const configPath = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.DOCKER_CONFIG ?? join(env.HOME ?? '/', '.docker'), 'config.json');

const readConfig = (path: string): DockerConfig => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  try {
    return JSON.parse(text) as DockerConfig;
  } catch {
    // The parser's message would quote the file.
    throw new ImageError('FORMAT', `${path} is no JSON`, 'log in again with docker login or podman login');
  }
};

/** The names under which a registry's login may be written. */
const namesOf = (registry: string): readonly string[] =>
  registry === 'docker.io' || registry === 'registry-1.docker.io'
    ? ['https://index.docker.io/v1/', 'docker.io', 'registry-1.docker.io']
    : [registry, `https://${registry}`, `http://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`];

const fromHelper = async (helper: string, registry: string): Promise<Credentials | undefined> => {
  const program = `docker-credential-${helper}`;
  try {
    const { stdout } = await run(program, ['get'], { input: registry });
    const { Username = '', Secret = '' } = JSON.parse(stdout) as { Username?: string; Secret?: string };
    return { user: Username, password: Secret };
  } catch (error) {
    if (!(error instanceof ExecError)) throw new ImageError('FORMAT', `${program} answers something else than JSON`);
    if (error.code === 'NOT_FOUND')
      throw new ImageError(
        'MISSING',
        `${program} is not installed, but ${configPath(environment())} names it for ${registry}`,
      );
    // Helpers say «credentials not found» on their standard output and end with 1.
    return undefined;
  }
};

/** The login for a registry; undefined when there is none, and pulling without one may do. */
export const credentialsFor = async (registry: string): Promise<Credentials | undefined> => {
  const env = environment();
  const { auths = {}, credHelpers = {}, credsStore } = readConfig(configPath(env));
  const names = namesOf(registry);
  const helper = names.map((name) => credHelpers[name]).find((each) => each !== undefined) ?? credsStore;
  const stored = helper === undefined ? undefined : await fromHelper(helper, names[0] ?? registry);
  if (stored !== undefined) return stored;
  const entry = names.map((name) => auths[name]).find((each) => each !== undefined);
  if (entry?.identitytoken) return { user: '<token>', password: entry.identitytoken };
  if (!entry?.auth) return undefined;
  const decoded = Buffer.from(entry.auth, 'base64').toString();
  const colon = decoded.indexOf(':');
  return { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
};
