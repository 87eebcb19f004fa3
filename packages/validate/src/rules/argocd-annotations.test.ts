import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { argocdAnnotations } from './argocd-annotations.ts';

const annotated = (key: string, value: string) =>
  object('batch/v1', 'Job', { name: 'a', annotations: { [`argocd.argoproj.io/${key}`]: value } });
const result = (key: string, value: string) =>
  check(argocdAnnotations, [annotated(key, value)]).map(({ code }) => code);

test('what Argo CD understands passes', () => {
  const understood: [string, string][] = [
    ['hook', 'PreSync'],
    ['hook', 'PostSync, SyncFail'],
    ['hook-delete-policy', 'BeforeHookCreation,HookSucceeded'],
    ['sync-wave', '-1'],
    ['sync-options', 'Prune=confirm,Delete=confirm'],
    ['sync-options', 'ServerSideApply=true'],
    ['compare-options', 'IgnoreExtraneous'],
  ];
  for (const [key, value] of understood) assert.deepEqual(result(key, value), [], `${key}: ${value}`);
});

test('what Argo CD does not understand is reported', () => {
  assert.deepEqual(result('hook', 'PreSink'), ['unknown-hook']);
  assert.deepEqual(result('hook', 'Sync,post-sync'), ['unknown-hook']);
  assert.deepEqual(result('hook-delete-policy', 'HookSuccess'), ['unknown-hook-delete-policy']);
  assert.deepEqual(result('sync-wave', '1.5'), ['invalid-sync-wave']);
  assert.deepEqual(result('sync-wave', 'first'), ['invalid-sync-wave']);
  assert.deepEqual(result('sync-options', 'prune=false'), ['unknown-sync-option']);
  assert.deepEqual(result('sync-options', 'CreateNamespace=true'), ['unknown-sync-option']);
  assert.deepEqual(result('compare-options', 'IgnoreAll'), ['unknown-compare-option']);
});

test('a misspelt annotation is a warning that names the right one', () => {
  const [finding] = check(argocdAnnotations, [annotated('sync-wawe', '1')]);
  assert.equal(finding?.severity, 'warning');
  assert.match(finding?.advice ?? '', /argocd\.argoproj\.io\/sync-wave/);
});

test('a hook with a typo is told which one is meant', () => {
  assert.match(check(argocdAnnotations, [annotated('hook', 'PreSink')])[0]?.advice ?? '', /"PreSync"/);
});

test('other annotations of Argo CD pass, and those of others are not judged', () => {
  assert.deepEqual(result('refresh', 'hard'), []);
  assert.deepEqual(result('tracking-id', 'x'), []);
  const other = object('v1', 'ConfigMap', { name: 'a', annotations: { 'example.org/hook': 'x' } });
  assert.deepEqual(check(argocdAnnotations, [other]), []);
});
