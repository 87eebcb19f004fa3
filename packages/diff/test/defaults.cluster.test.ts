import assert from 'node:assert/strict';
import { clusterTests } from '@wildermesser/control-plane';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { canonicalObject } from '../src/compare/canonical.ts';
import { compareObjects } from '../src/compare/compare-objects.ts';
import { coreSamples } from './default-samples/core.ts';
import { otherSamples } from './default-samples/other.ts';
import { withoutServerFields } from './default-samples/server-fields.ts';
import { workloadSamples } from './default-samples/workloads.ts';

/** The tables of defaults against a real API server: what it answers to a sample is what we make of the sample. */
const test = await clusterTests({
  controllers: false,
  apiServerArguments: ['--disable-admission-plugins=ServiceAccount'],
});

const catalog = await loadCatalog();

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isMap(value) && Object.keys(value).length === 0);

/** Without `false`, `0`, `''` and empty lists and maps: where they matter, the comparison says so. */
const substance = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(substance);
  if (!isMap(value)) return value;
  const kept = Object.entries(value).map(([key, field]) => [key, substance(field)] as const);
  return Object.fromEntries(kept.filter(([, field]) => !isNothing(field)));
};

const samples: readonly Manifest[] = [...workloadSamples, ...coreSamples, ...otherSamples];
const places = new Map<string, number>();

for (const sample of samples) {
  const place = (places.get(sample.kind) ?? 0) + 1;
  places.set(sample.kind, place);
  test(`the API server makes of ${sample.kind} ${place} what we make of it`, async ({ kubectl }) => {
    const answered = await kubectl(['create', '--dry-run=server', '--output=json', '--filename=-'], {
      input: JSON.stringify(sample),
    });
    const answer = withoutServerFields(JSON.parse(answered) as Manifest, sample);
    assert.deepEqual(substance(canonicalObject(sample, catalog)), substance(answer));
    const { fields, textOnly } = compareObjects(sample, answer, { base: catalog, head: catalog });
    assert.ok(textOnly || fields.length === 0, JSON.stringify(fields));
  });
}
