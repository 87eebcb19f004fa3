import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { groupOf, loadCatalog, type Manifest } from '@wildermesser/manifest';
import type { Release } from '@wildermesser/manifest/template';
import { validate } from '@wildermesser/validate';
import { allComponents } from './all-components.ts';

const releases: readonly Release[] = [
  { name: 'release-name', namespace: 'default' },
  { name: 'prod-catalog', namespace: 'team' },
];
const catalog = await loadCatalog();

/** What a component alone cannot have, or what its values hand in: the objects around it, limits, probes of UDP. */
const ofTheSurroundings = new Set([
  'disruption-budget-without-pods',
  'missing-limits',
  'missing-liveness-probe',
  'missing-readiness-probe',
  'missing-requests',
  'service-without-pods',
  'unknown-claim',
  'unknown-class',
  'unknown-config-map',
  'unknown-definition',
  'unknown-issuer',
  'unknown-namespace',
  'unknown-secret',
  'unknown-service',
  'unused-volume',
]);

const placed = (manifest: Manifest, namespace: string): Manifest =>
  manifest.metadata.namespace === undefined && catalog.isNamespaced(groupOf(manifest.apiVersion), manifest.kind)
    ? { ...manifest, metadata: { ...manifest.metadata, namespace } }
    : manifest;

for (const { file, name, call, examples } of allComponents) {
  test(`${basename(file)}: each example gives manifests that the API server would take`, () => {
    assert.ok(examples.length >= 3);
    for (const values of examples)
      for (const release of releases) {
        const manifests = call(values, release).map((manifest) => placed(manifest, release.namespace));
        const { findings } = validate(manifests, { catalog, expected: [] });
        assert.deepEqual(
          findings.filter(({ code }) => !ofTheSurroundings.has(code)),
          [],
          JSON.stringify(values),
        );
        const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
        assert.deepEqual(names, [...new Set(names)], 'no two objects are one');
      }
  });

  test(`${basename(file)}: ${name} is a function of its arguments alone, and its values matter`, () => {
    const [release] = releases;
    assert.ok(release);
    const texts = examples.map((values) => JSON.stringify(call(values, release)));
    assert.deepEqual(
      texts,
      examples.map((values) => JSON.stringify(call(structuredClone(values), release))),
    );
    assert.equal(new Set(texts).size, examples.length, 'every example gives something else');
  });
}
