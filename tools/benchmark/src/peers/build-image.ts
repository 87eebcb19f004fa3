import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildImage,
  hostArchitecture,
  imageFiles,
  writeArchive,
} from '../../../../packages/operator-image/src/index.ts';

const [root = '', folder = '', entry = '', archive] = process.argv.slice(2);

/** The product, without the command line around it. With a fourth argument also an archive of this machine's image. */
const { images, bundle } = await buildImage({
  workspace: root,
  folder,
  entry,
  output: join(root, 'image'),
  cache: join(root, 'cache'),
  repository: 'registry.example/benchmark',
  source: 'https://git.example/benchmark',
});
writeFileSync(join(root, 'main.mjs'), bundle.program);
writeFileSync(join(root, 'NOTICES'), bundle.notices);
const own = images.find(({ architecture }) => architecture === hostArchitecture());
if (archive !== undefined && own !== undefined)
  writeArchive(join(root, 'image', imageFiles.layout), own, 'base:1', archive);
