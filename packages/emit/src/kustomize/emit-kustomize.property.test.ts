import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityKey, identityOf, loadCatalog, type Manifest, writeYaml } from '@wildermesser/manifest';
import fc from 'fast-check';
import { emitKustomize } from './emit-kustomize.ts';
import { plainManifest } from './plain-value.ts';
import { buildKustomizations } from './test/build-kustomizations.ts';
import { randomEnvironments } from './test/random-environments.ts';

const catalog = await loadCatalog();
const runs = Number(process.env.RUNS ?? 3);

const keyOf = (manifest: Manifest): string => identityKey(identityOf(manifest));
/** As read back; Kustomize drops annotations that are empty. */
const texts = (manifests: readonly Manifest[]): Map<string, string> =>
  new Map(
    manifests.map((manifest) => {
      const { annotations, ...metadata } = manifest.metadata;
      const kept = Object.keys(annotations ?? {}).length === 0 ? metadata : manifest.metadata;
      return [keyOf(manifest), writeYaml(plainManifest({ ...manifest, metadata: kept }))];
    }),
  );

test('kubectl builds of every random overlay what its environment holds, object for object', async () => {
  const forms = { merges: 0, operations: 0, removals: 0, objects: 0 };
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  for (const environments of fc.sample(randomEnvironments(80), { numRuns: runs, seed })) {
    const tree = new Map<string, string>();
    const directories: string[] = [];
    const wanted: Manifest[] = [];
    environments.forEach(({ base, wanted: manifests }, i) => {
      const emission = emitKustomize({
        base,
        overlays: [{ name: 'env', manifests }],
        namespace: 'x',
        catalog,
        isShared: () => false,
      });
      assert.deepEqual(emission.findings, []);
      for (const [path, text] of emission.tree) {
        tree.set(`c${i}/${path}`, text);
        if (!path.includes('/patches/')) continue;
        forms[text.startsWith('-') ? 'operations' : text.includes('\n$patch: delete') ? 'removals' : 'merges']++;
      }
      directories.push(`c${i}/overlays/env`);
      wanted.push(...manifests);
      forms.objects += manifests.length;
    });
    const built = texts(await buildKustomizations(tree, directories));
    const expected = texts(wanted);
    assert.deepEqual([...built.keys()].sort(), [...expected.keys()].sort(), `seed ${seed}`);
    for (const [key, text] of expected) {
      if (built.get(key) === text) continue;
      const [, folder, object] = /o(\d+)\.(\d+)$/.exec(key) ?? [];
      const patch = [...tree].find(
        ([path]) => path.startsWith(`c${folder}/overlays/env/patches/`) && path.includes(`-o${folder}.${object}.`),
      );
      assert.deepEqual(built.get(key)?.split('\n'), text.split('\n'), `seed ${seed}: ${key}\n${patch?.join('\n')}`);
    }
  }
  for (const count of Object.values(forms)) assert.ok(count > 5, JSON.stringify(forms));
  if (process.env.RUNS) console.log(forms);
});
