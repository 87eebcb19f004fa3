import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecError, run } from '@wildermesser/exec';
import { architectures } from '../architecture.ts';
import { ImageError } from '../image-error.ts';

/** The release of Debian that the base is made of. */
export const suite = 'trixie';

const updateSeconds = 300;

/** Runs a program of apt and answers what it printed. Throws an ImageError with apt's own words. */
export const apt = async (command: string, args: readonly string[], cwd?: string): Promise<string> => {
  try {
    const { stdout } = await run(command, args, {
      timeoutSeconds: updateSeconds,
      ...(cwd === undefined ? {} : { cwd }),
    });
    return stdout;
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    if (error.code === 'NOT_FOUND')
      throw new ImageError(
        'MISSING',
        `${command} is not on this machine`,
        'update the base on a Debian or Ubuntu machine',
      );
    throw new ImageError(
      'MISSING',
      `${command} failed: ${error.stderr.trim()}`,
      'see that the machine’s own apt-get update works',
    );
  }
};

/** The mirrors of this machine: where its own packages come from, the next suite's come from, too. */
const mirrors = async (): Promise<{ readonly main: string; readonly security: string }> => {
  const listed = await apt('apt-get', ['indextargets', '--format', '$(REPO_URI) $(RELEASE)', 'Created-By: Packages']);
  const rows = listed.split('\n').map((line) => line.split(' '));
  const main = rows.find(([, release = '']) => /^[a-z]+$/.test(release))?.[0];
  const security = rows.find(([, release = '']) => release.endsWith('-security'))?.[0];
  if (main === undefined || security === undefined)
    throw new ImageError('MISSING', 'apt knows no Debian mirror here', 'update the base on a Debian machine');
  return { main, security };
};

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * The options of an apt of its own in `folder`, so that the machine's lists and installed packages have no part in it. Its
 * lists are in `lists`.
 */
export const privateApt = async (folder: string): Promise<readonly string[]> => {
  const { main, security } = await mirrors();
  mkdirSync(join(folder, 'lists/partial'), { recursive: true });
  mkdirSync(join(folder, 'cache/archives/partial'), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  const sources = [`${main} ${suite}`, `${main} ${suite}-updates`, `${security} ${suite}-security`];
  writeFileSync(
    join(folder, 'sources.list'),
    sources.map((source) => `deb [signed-by=${keyring}] ${source} main\n`).join(''),
  );
  const settings = {
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'APT::Architecture': architectures[0],
    'APT::Architectures': architectures.join(','),
    'APT::Sandbox::User': 'root',
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
};
