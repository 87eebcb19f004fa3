import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { architectures } from '../src/architecture.ts';
import { baseEntries } from '../src/debian/base-entries.ts';
import { readBaseLock } from '../src/debian/base-lock.ts';
import { compressLayer } from '../src/layer/compress-layer.ts';

const [folder = ''] = process.argv.slice(2);

/** Prints the digests of the base layers and the version of Node that made them, for tests with another Node. */
const digests: string[] = [];
for (const architecture of architectures) {
  const path = join(tmpdir(), `print-base-${process.pid}.tar.gz`);
  digests.push(compressLayer('base', await baseEntries(folder, readBaseLock(folder), architecture), path).digest);
}
process.stdout.write(JSON.stringify({ node: process.version, digests }));
