import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalog, type Manifest, readDocuments } from '@wildermesser/manifest';
import { schemaFindings } from './schema-findings.ts';

const corpus = join(import.meta.dirname, '../../../../../shared/corpus/kube-prometheus');

const objectsOf = (directory: string): Manifest[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readDocuments(readFileSync(join(directory, name), 'utf8'), name).documents)
    .map(({ value }) => value as Manifest & { readonly items?: readonly Manifest[] })
    .flatMap((object) => object.items ?? [object]);

/** Kinds of a release whose version Kubernetes 1.36 no longer serves. */
const refused: Readonly<Record<string, string>> = {
  'v0.10.0': '',
  'v0.7.0': '',
  'v0.8.0': 'PodDisruptionBudget policy/v1beta1',
  'v0.9.0': 'PodDisruptionBudget policy/v1beta1',
};

for (const [release, expected] of Object.entries(refused)) {
  test(`kube-prometheus ${release} has no findings but versions that are gone`, async (t) => {
    if (!existsSync(corpus)) return t.skip('kube-prometheus: the corpus is not on this machine');
    const objects = objectsOf(join(corpus, release));
    assert.ok(objects.length > 60);
    const catalog = (await loadCatalog()).withResources(objects);
    const findings = objects.flatMap((object) =>
      schemaFindings(object, catalog).map((finding) => ({ object, finding })),
    );
    assert.deepEqual(
      findings.filter(({ finding }) => finding.code !== 'unserved-version').map(({ finding }) => finding),
      [],
    );
    const gone = new Set(findings.map(({ object }) => `${object.kind} ${object.apiVersion}`));
    assert.equal([...gone].join(), expected);
  });
}
