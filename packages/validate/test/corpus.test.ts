import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalog, type Manifest, readDocuments } from '@wildermesser/manifest';
import { validate } from '../src/validate.ts';

const corpus = join(import.meta.dirname, '../../../../shared/corpus/kube-prometheus');

const objectsOf = (directory: string): Manifest[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readDocuments(readFileSync(join(directory, name), 'utf8'), name).documents)
    .map(({ value }) => value as Manifest & { readonly items?: readonly Manifest[] })
    .flatMap((object) => object.items ?? [object]);

/** Everything there is to say about a careful project of the year 2021 whose pods an operator makes. */
const acceptable = new Set([
  'disruption-budget-without-pods',
  'injected-field',
  'missing-limits',
  'missing-liveness-probe',
  'missing-readiness-probe',
  'missing-recommended-label',
  'missing-requests',
  'namespace-on-cluster-scoped',
  'pod-security-label-missing',
  'secret-value',
  'service-without-pods',
  'tracking-metadata',
  'unserved-version',
]);

for (const release of ['v0.7.0', 'v0.8.0', 'v0.9.0', 'v0.10.0']) {
  test(`kube-prometheus ${release} resolves all of its own references`, async (t) => {
    if (!existsSync(corpus)) return t.skip('kube-prometheus: the corpus is not on this machine');
    const { findings } = validate(objectsOf(join(corpus, release)), { catalog: await loadCatalog(), expected: [] });
    assert.deepEqual(
      findings.filter(({ code }) => !acceptable.has(code)),
      [],
    );
    assert.ok(findings.some(({ code }) => code === 'pod-security-label-missing'));
  });
}
