// @ts-check
/**
 * Runs with `npm ci`: fetches Node for the architectures that are not this machine's, which npm leaves out, so that an
 * image can be built without a network afterwards. Plain JavaScript, for the Node that the user has.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const workspace = join(__dirname, '../..');
const folder = join(workspace, 'node_modules/.cache/platform/runtime');
const { version, packages } = JSON.parse(readFileSync(join(__dirname, 'runtime.lock.json'), 'utf8'));

for (const { package: name } of Object.values(packages)) {
  const installed = existsSync(join(workspace, 'node_modules', name, 'bin/node'));
  if (installed || existsSync(join(folder, `${name}-${version}.tgz`))) continue;
  mkdirSync(folder, { recursive: true });
  const args = ['pack', `${name}@${version}`, '--pack-destination', folder, '--loglevel=error', '--prefer-offline'];
  // Only the image wants it, and asks again: its absence is no reason to fail here.
  if (spawnSync('npm', args, { cwd: folder, stdio: 'ignore' }).status !== 0)
    process.stderr.write(`${name}@${version} could not be fetched; ./platform image build will try again\n`);
}
