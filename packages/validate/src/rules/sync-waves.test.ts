import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, deployment, object } from '../../test/sample-manifests.ts';
import { syncWaves } from './sync-waves.ts';

const wave = (number: number | undefined) =>
  number === undefined ? {} : { annotations: { 'argocd.argoproj.io/sync-wave': `${number}` } };
const web = (
  number?: number,
  pod: object = { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] },
) => deployment({ name: 'web', pod, ...wave(number) });
const claim = (number?: number) => object('v1', 'PersistentVolumeClaim', { name: 'data', ...wave(number) });

test('a claim in an earlier wave than its consumer is a warning', () => {
  const findings = check(syncWaves, [claim(-1), web()]);
  assert.deepEqual(codes(findings), ['claim-before-consumer data']);
  assert.equal(findings[0]?.severity, 'warning');
});

test('a claim in the wave of its consumer passes, and one in a later wave does not', () => {
  assert.deepEqual(check(syncWaves, [claim(2), web(2)]), []);
  assert.deepEqual(codes(check(syncWaves, [claim(3), web(2)])), ['dependency-in-later-wave web']);
});

test('a ConfigMap may come earlier, not later', () => {
  const config = (number: number) => object('v1', 'ConfigMap', { name: 'c', ...wave(number) });
  const pod = { volumes: [{ name: 'v', configMap: { name: 'c' } }] };
  assert.deepEqual(check(syncWaves, [config(-1), web(0, pod)]), []);
  assert.deepEqual(codes(check(syncWaves, [config(1), web(0, pod)])), ['dependency-in-later-wave web']);
});

test('a PriorityClass has to come in an earlier wave than its pods', () => {
  const priority = (number: number) =>
    clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { name: 'p', ...wave(number) });
  const pods = web(0, { priorityClassName: 'p' });
  assert.deepEqual(codes(check(syncWaves, [priority(0), pods])), ['dependency-in-later-wave web']);
  assert.deepEqual(check(syncWaves, [priority(-1), pods]), []);
});

test('hooks are not compared with the waves of ordinary objects', () => {
  const hook = deployment({
    name: 'web',
    annotations: { 'argocd.argoproj.io/hook': 'PostSync' },
    pod: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] },
  });
  assert.deepEqual(check(syncWaves, [claim(-1), hook]), []);
});
