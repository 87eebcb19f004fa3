import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageName, type Scale } from '../objects.ts';
import { directoriesOf } from './argocd-objects.ts';
import { floorText } from './floor-text.ts';

const [target = '', scaleText = '{}', only] = process.argv.slice(2);
const scale: Scale = JSON.parse(scaleText);

for (let index = 0; index < scale.packages; index++) {
  if (only !== undefined && index !== Number(only)) continue;
  for (const [directory, manifests] of directoriesOf(scale, index)) {
    const folder = join(target, packageName(index), directory);
    mkdirSync(folder, { recursive: true });
    for (const manifest of manifests) {
      const file = `${manifest.kind.toLowerCase()}-${manifest.metadata.name}.yaml`;
      writeFileSync(join(folder, file), floorText(manifest));
    }
  }
}
