import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf } from '../origin.ts';
import { podNamespace } from './namespace.ts';

test('a level is enforced on pods, and shown on the workloads that make them', () => {
  const { labels } = podNamespace('web', 'baseline').metadata;
  for (const mode of ['enforce', 'warn', 'audit'])
    assert.equal(labels?.[`pod-security.kubernetes.io/${mode}`], 'baseline', mode);
});

test('Argo CD asks before it deletes or prunes the namespace', () => {
  const options = podNamespace('web', 'restricted').metadata.annotations?.['argocd.argoproj.io/sync-options'];
  assert.deepEqual(options?.split(','), ['Delete=confirm', 'Prune=confirm']);
});

test('further labels are kept and cannot lower the level', () => {
  const { labels } = podNamespace('web', 'restricted', {
    team: 'a',
    'pod-security.kubernetes.io/enforce': 'privileged',
  }).metadata;
  assert.deepEqual([labels?.team, labels?.['pod-security.kubernetes.io/enforce']], ['a', 'restricted']);
});

test('the origin of the namespace is the line that asked for it', () => {
  assert.match(originOf(podNamespace('web', 'restricted'))?.file ?? '', /namespace\.test\.ts$/);
});
