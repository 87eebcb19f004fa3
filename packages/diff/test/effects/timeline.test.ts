import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import type { ApplicationTimeline, Plan } from '../../src/index.ts';
import { applicationOf, sideOf } from '../side-of.ts';
import { planOf } from './effects-of.ts';
import { caseCatalog } from './load-case.ts';

const catalog = await caseCatalog;

const configMap = (name: string, value: string, annotations: Record<string, string> = {}): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', annotations },
  data: { value },
});
const inWave = (wave: number): Record<string, string> => ({ 'argocd.argoproj.io/sync-wave': String(wave) });
const job = (hook: string): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: hook.toLowerCase(), namespace: 'shop', annotations: { 'argocd.argoproj.io/hook': hook } },
  spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'run', image: 'run:1.0.0' }] } } },
});
const frozen = (value: string): object => ({ ...configMap('frozen', value), immutable: true });

/** An Application that prunes. */
const manifest: Manifest = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop', namespace: 'argocd' },
  ...{ spec: { syncPolicy: { automated: { prune: true } } } },
};

const plan = (base: readonly object[], head: readonly object[]): Plan =>
  planOf(
    sideOf('base', applicationOf(base, { name: 'shop', manifest })),
    sideOf('head', applicationOf(head, { name: 'shop', manifest })),
    catalog,
  );

const stepsOf = ({ steps }: ApplicationTimeline): readonly string[] =>
  steps.map(({ phase, wave, verb, object }) => `${phase} ${wave} ${verb} ${object.name}`);

const only = ({ timeline }: Plan): ApplicationTimeline => {
  assert.equal(timeline.length, 1);
  return timeline[0] as ApplicationTimeline;
};

test('phases come before waves, and a hook runs though it is the same', () => {
  const same = [job('PreSync'), job('PostSync'), configMap('same', '1')];
  const timeline = only(
    plan(
      [...same, configMap('late', '1', inWave(2)), configMap('early', '1', inWave(-1))],
      [...same, configMap('late', '2', inWave(2)), configMap('early', '2', inWave(-1))],
    ),
  );
  assert.deepEqual(stepsOf(timeline), [
    'PreSync 0 none presync',
    'Sync -1 change early',
    'Sync 2 change late',
    'PostSync 0 none postsync',
  ]);
  assert.equal(timeline.failsAt, undefined);
  assert.equal(timeline.seconds, 6);
});

test('what goes is pruned in the opposite order of waves, before its wave is applied', () => {
  const timeline = only(
    plan(
      [configMap('first', '1', inWave(-1)), configMap('last', '1', inWave(1)), configMap('stays', '1', inWave(1))],
      [configMap('stays', '2', inWave(1))],
    ),
  );
  assert.deepEqual(stepsOf(timeline), ['Prune -1 prune last', 'Prune 1 prune first', 'Sync 1 change stays']);
});

test('what is pruned last comes after the last wave', () => {
  const last = { 'argocd.argoproj.io/sync-options': 'PruneLast=true' };
  const timeline = only(plan([configMap('gone', '1', last), configMap('stays', '1')], [configMap('stays', '2')]));
  assert.deepEqual(stepsOf(timeline), ['Sync 0 change stays', 'Prune 1 prune gone']);
});

test('the first step that fails is named, with what is in its way', () => {
  const timeline = only(
    plan(
      [configMap('a', '1', inWave(-1)), frozen('1'), configMap('z', '1', inWave(1))],
      [configMap('a', '2', inWave(-1)), frozen('2'), configMap('z', '2', inWave(1))],
    ),
  );
  assert.equal(timeline.failsAt, 1);
  assert.equal(timeline.steps[1]?.note, 'data.value cannot change in place');
  assert.deepEqual(stepsOf(timeline), ['Sync -1 change a', 'Sync 0 recreate frozen', 'Sync 1 change z']);
});

test('an Application in which nothing differs is not synced', () => {
  const same = [job('PreSync'), configMap('same', '1')];
  assert.deepEqual(plan(same, same).timeline, []);
});
