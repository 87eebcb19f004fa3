import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityOf, loadCatalog, type Manifest } from '@wildermesser/manifest';
import { compareObjects } from '../src/compare/compare-objects.ts';
import { immutableTable, refusalsOf } from '../src/effects/immutable/refusals.ts';
import { fieldText, type SideObject } from '../src/index.ts';
import { worldOf } from '../src/plan/world.ts';
import { immutableSamples } from './immutable-samples/all-samples.ts';
import { mergePatch, type Sample } from './immutable-samples/sample.ts';

const catalog = await loadCatalog();

const onSide = (manifest: Manifest): SideObject => ({
  identity: identityOf(manifest),
  manifest,
  application: 'samples',
  generated: { file: 'sample.yaml', line: 1 },
});

/** The field that the table refuses of a sample, undefined when it takes the change. */
const refusedBy = ({ base, patch }: Sample): string | undefined => {
  const changed = mergePatch(base, patch) as Manifest;
  const { fields, textOnly } = compareObjects(base, changed, { base: catalog, head: catalog });
  if (textOnly) return undefined;
  const world = worldOf({ name: 'head', applications: [], unchanged: 0, findings: [] }, catalog);
  const [refusal] = refusalsOf(world, { base: onSide(base), head: onSide(changed), fields });
  return refusal === undefined ? undefined : fieldText(refusal.change.path);
};

for (const sample of immutableSamples) {
  test(`${sample.name} is ${sample.refused === undefined ? 'taken' : 'refused'}`, () => {
    const refused = refusedBy(sample);
    if (sample.unknowable !== undefined) assert.equal(refused, undefined, sample.unknowable);
    else if (sample.refused === undefined) assert.equal(refused, undefined);
    else
      assert.ok(
        refused?.startsWith(sample.refused.split('.').slice(0, 2).join('.')),
        `${refused} for ${sample.refused}`,
      );
  });
}

test('every kind of the table has a sample that is refused, or is of no API that the server of the tests has', () => {
  const elsewhere = new Set([
    'snapshot.storage.k8s.io/VolumeSnapshot',
    'snapshot.storage.k8s.io/VolumeSnapshotContent',
    'gateway.networking.k8s.io/GatewayClass',
  ]);
  const sampled = new Set(
    immutableSamples
      .filter(({ refused }) => refused !== undefined)
      .map(({ base }) => {
        const { group, kind } = identityOf(base);
        return `${group}/${kind}`;
      }),
  );
  const kinds = new Set(immutableTable.map(({ group, kind }) => `${group}/${kind}`));
  assert.deepEqual(
    [...kinds].filter((kind) => !sampled.has(kind) && !elsewhere.has(kind)),
    [],
  );
});
