import { umask } from 'node:process';
import { buildImage } from '../src/build-image.ts';

const [workspace = '', folder = '', output = '', cache = ''] = process.argv.slice(2);
if (process.env.PROBE_UMASK !== undefined) umask(Number.parseInt(process.env.PROBE_UMASK, 8));

/** Builds the image of a small program, for tests that build it elsewhere and otherwise. */
const { pin } = await buildImage({
  workspace,
  folder,
  entry: 'apps/probe/src/main.ts',
  output,
  cache,
  repository: 'registry.example/acme/probe',
  source: 'https://git.example/platform',
});
process.stdout.write(`${JSON.stringify(pin)}\n`);
