import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExecError } from '@wildermesser/exec';
import { identityKey, identityOf, loadCatalog, type Manifest, writeYaml } from '@wildermesser/manifest';
import fc from 'fast-check';
import { applyNative } from './apply-native.ts';
import { emitKustomize } from './emit-kustomize.ts';
import { buildKustomizations } from './test/build-kustomizations.ts';
import { randomNative } from './test/random-native.ts';

const catalog = await loadCatalog();
const runs = Number(process.env.RUNS ?? 1) * 16;

const texts = (manifests: readonly Manifest[]): [string, string][] =>
  manifests
    .map((manifest): [string, string] => [identityKey(identityOf(manifest)), writeYaml(manifest)])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const withoutLabels = (manifest: Manifest): Manifest => {
  const { labels: _own, ...metadata } = manifest.metadata;
  return { ...manifest, metadata };
};

const isAmbiguous = (error: unknown): boolean =>
  error instanceof ExecError && /multiple possible referrals/.test(error.stderr);

test('kubectl makes of native fields what the model says', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const counts = { built: 0, refused: 0 };
  const one = async ({ manifests, native }: { manifests: readonly Manifest[]; native: object }): Promise<void> => {
    const overlays = [{ name: 'env', manifests, native }];
    // Without labels and without the last object, so that the overlay has patches and an object of its own.
    const base = manifests.slice(0, Math.max(1, manifests.length - 1)).map(withoutLabels);
    const { tree, findings } = emitKustomize({
      base,
      overlays,
      namespace: 'x',
      catalog,
      isShared: (kind) => kind === 'Service',
    });
    if (findings.length > 0) {
      counts.refused++;
      if (findings.every(({ message }) => message.endsWith('Kustomize does not choose')))
        await assert.rejects(buildKustomizations(tree, ['overlays/env']), isAmbiguous, `seed ${seed}`);
      return;
    }
    counts.built++;
    const built = texts(await buildKustomizations(tree, ['overlays/env']));
    const expected = texts(applyNative(manifests, native));
    assert.deepEqual(built, expected, `seed ${seed} ${JSON.stringify(native)}`);
  };
  const samples = fc.sample(randomNative, { numRuns: runs, seed });
  for (let i = 0; i < samples.length; i += 2) await Promise.all(samples.slice(i, i + 2).map(one));
  assert.ok(counts.built > 1, JSON.stringify(counts));
  if (process.env.RUNS) console.log(counts);
});
