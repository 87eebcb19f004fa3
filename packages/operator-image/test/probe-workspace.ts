import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const repository = join(here, '../..');

/** Says what it sees, as JSON on one line, then waits to be ended. */
const program = `
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { label } from './label.ts';

const attempt = (path: string): string => {
  try {
    writeFileSync(path, 'x');
    return 'written';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  }
};
process.on('SIGTERM', () => {
  console.log('ended');
  process.exit(0);
});
accessSync('/app/main.mjs', constants.R_OK);
console.log(JSON.stringify({
  label,
  arguments: process.argv.slice(2),
  variable: process.env.PROBE ?? '',
  node: process.version,
  pid: process.pid,
  uid: process.getuid?.(),
  name: userInfo().username,
  folder: process.cwd(),
  root: attempt('/x'),
  app: attempt('/app/x'),
  tmp: attempt('/tmp/x'),
  shell: existsSync('/bin/sh'),
  system: /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1],
  authorities: readFileSync(process.env.SSL_CERT_FILE ?? '', 'utf8').split('BEGIN CERTIFICATE').length > 100,
}));
setInterval(() => undefined, 1000);
`;

/** A workspace with a small program, in a temporary folder of that name, and the locks of this package. */
export const probeWorkspace = (name: string, order: 'forwards' | 'backwards' = 'forwards') => {
  const parent = mkdtempSync(join(tmpdir(), 'image-test-'));
  after(() => rmSync(parent, { recursive: true, force: true }));
  const root = join(parent, name);
  const files: readonly (readonly [string, string])[] = [
    ['apps/probe/package.json', JSON.stringify({ name: 'probe', version: '1.2.3', type: 'module' })],
    ['apps/probe/src/label.ts', "export const label: string = 'probe';\n"],
    ['apps/probe/src/main.ts', program],
  ];
  for (const [path, content] of order === 'forwards' ? files : files.toReversed()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const folder = join(root, 'packages/operator-image');
  mkdirSync(folder, { recursive: true });
  for (const each of ['base', 'runtime.lock.json']) cpSync(join(here, each), join(folder, each), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  return { root, folder, output: join(folder, 'dist/image'), cache: join(parent, 'cache') };
};
