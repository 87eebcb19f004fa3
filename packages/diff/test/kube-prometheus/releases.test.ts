import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { compareSides, type Effect, fieldText, judges, makePlan, type Plan } from '../../src/index.ts';
import { knowledge } from '../effects/effects-of.ts';
import { applicationOf, sideOf, withoutStrayNamespaces } from '../side-of.ts';
import type { Tag } from './tags.ts';

const catalog = await loadCatalog();

const manifestsAt = (tag: Tag): readonly Manifest[] => {
  const file = new URL(`fixtures/${tag}.json.gz`, import.meta.url);
  const objects = JSON.parse(gunzipSync(readFileSync(file)).toString()) as (Manifest & { items?: Manifest[] })[];
  return objects.flatMap((object) => (object.kind.endsWith('List') ? (object.items ?? []) : [object]));
};

const planBetween = (base: Tag, head: Tag): Plan => {
  const [old, now] = [base, head].map((tag) =>
    sideOf(tag, applicationOf(withoutStrayNamespaces(manifestsAt(tag), catalog))),
  ) as [ReturnType<typeof sideOf>, ReturnType<typeof sideOf>];
  return makePlan(compareSides(old, now, catalog), { judges, knowledge, date: '2026-11-28' });
};

/** Objects that come, that go, and that stay and differ. */
const sums = ({ changes }: Plan): readonly number[] => [
  changes.filter(({ verb }) => verb === 'add').length,
  changes.filter(({ verb }) => verb === 'prune').length,
  changes.filter(({ verb }) => verb !== 'add' && verb !== 'prune').length,
];

const objectsWith = ({ changes }: Plan, holds: (effect: Effect) => boolean): readonly string[] =>
  changes.filter(({ effects }) => effects.some(holds)).map(({ identity }) => `${identity.kind} ${identity.name}`);

test('from v0.7.0 to v0.8.0 five workloads must be recreated for their selectors', () => {
  const plan = planBetween('v0.7.0', 'v0.8.0');
  assert.deepEqual(sums(plan), [17, 2, 88]);
  const isSelector = ({ rule, field = [] }: Effect): boolean =>
    rule === 'immutable-field' && fieldText(field).startsWith('spec.selector');
  assert.deepEqual(objectsWith(plan, isSelector), [
    'DaemonSet node-exporter',
    'Deployment grafana',
    'Deployment kube-state-metrics',
    'Deployment prometheus-adapter',
    'Deployment prometheus-operator',
  ]);
  assert.equal(plan.counts.verbs.recreate, 5);
  const definitions = plan.changes.filter(({ identity }) => identity.kind === 'CustomResourceDefinition');
  assert.equal(definitions.length, 7);
});

test('from v0.9.0 to v0.10.0 one object goes, and ten with a stray namespace stay', () => {
  const plan = planBetween('v0.9.0', 'v0.10.0');
  assert.deepEqual(sums(plan), [2, 1, 101]);
  const gone = plan.changes.filter(({ verb }) => verb === 'prune').map(({ identity }) => identity);
  assert.deepEqual(gone, [
    { group: 'monitoring.coreos.com', kind: 'ServiceMonitor', namespace: 'monitoring', name: 'alertmanager' },
  ]);
  assert.equal(plan.counts.verbs.recreate, 0);
});

test('there and back again is the reverse', () => {
  const there = planBetween('v0.9.0', 'v0.10.0');
  const back = planBetween('v0.10.0', 'v0.9.0');
  assert.deepEqual(sums(back), [1, 2, 101]);
  assert.equal(back.changes.length, there.changes.length);
});
