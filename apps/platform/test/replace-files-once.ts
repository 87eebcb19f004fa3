import { replaceFiles } from '../src/write/staging.ts';

/** The change that the tests of interruption make: one of each kind, in old folders and in new ones. */
const [folder = ''] = process.argv.slice(2);
const write = new Map([
  ['a/kept/replaced.yaml', 'new'],
  ['a/kept/added.yaml', 'new'],
  ['a/fresh/one.yaml', 'new'],
  ['a/fresh/two.yaml', 'new'],
  ['b/deep/er/three.yaml', 'new'],
]);
await replaceFiles(folder, write, ['a/kept/removed.yaml', 'a/gone/last.yaml']);
