import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookOf } from './hook.ts';
import { invalidWave, waveOf } from './wave.ts';

const withAnnotations = (annotations: Readonly<Record<string, string>>) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'a', annotations },
});

test('hooks are read as Argo CD reads them', () => {
  const cases: [argo: string | undefined, helm: string | undefined, status: string, types: string[]][] = [
    [undefined, undefined, 'none', []],
    ['PreSync', undefined, 'hook', ['PreSync']],
    ['PreSync, PostSync', undefined, 'hook', ['PreSync', 'PostSync']],
    ['PreDelete', undefined, 'hook', ['PreDelete']],
    ['Skip', undefined, 'skip', ['Skip']],
    ['Skip,PreSync', undefined, 'hook', ['Skip', 'PreSync']],
    ['PresSync', undefined, 'invalid', []],
    ['presync', undefined, 'invalid', []],
    ['', undefined, 'invalid', []],
    ['PresSync', 'pre-install', 'hook', ['PreSync']],
    ['PostSync', 'pre-install', 'hook', ['PostSync']],
    [undefined, 'pre-install', 'hook', ['PreSync']],
    [undefined, 'pre-install,pre-upgrade', 'hook', ['PreSync']],
    [undefined, 'post-install,post-upgrade', 'hook', ['PostSync']],
    [undefined, 'pre-delete', 'hook', ['PreDelete']],
    [undefined, 'post-delete', 'hook', ['PostDelete']],
    [undefined, 'crd-install', 'none', []],
    [undefined, 'test', 'ignored', []],
    [undefined, 'test-success', 'ignored', []],
    [undefined, 'pre-rollback', 'ignored', []],
    [undefined, 'test,pre-install', 'hook', ['PreSync']],
    [undefined, 'toString', 'ignored', []],
  ];
  for (const [argo, helm, status, types] of cases) {
    const hook = hookOf(
      withAnnotations({
        ...(argo === undefined ? {} : { 'argocd.argoproj.io/hook': argo }),
        ...(helm === undefined ? {} : { 'helm.sh/hook': helm }),
      }),
    );
    assert.deepEqual([hook.status, hook.types], [status, types], `${argo} ${helm}`);
  }
});

test('delete policies come from both annotations, and there is always one', () => {
  const policies = (annotations: Readonly<Record<string, string>>) =>
    hookOf(withAnnotations({ 'argocd.argoproj.io/hook': 'Sync', ...annotations })).deletePolicies;
  assert.deepEqual(policies({}), ['BeforeHookCreation']);
  assert.deepEqual(policies({ 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded,Odd' }), ['HookSucceeded']);
  assert.deepEqual(policies({ 'helm.sh/hook-delete-policy': 'hook-failed' }), ['HookFailed']);
});

test('annotations that are null are no hook and no wave', () => {
  const manifest = {
    apiVersion: 'v1',
    kind: 'A',
    metadata: { name: 'a', annotations: null as unknown as Record<string, string> },
  };
  assert.deepEqual([hookOf(manifest).status, waveOf(manifest)], ['none', 0]);
});

test('waves are whole numbers, with the weight of a Helm hook behind them', () => {
  const cases: [wave: string | undefined, weight: string | undefined, expected: number, invalid: string | undefined][] =
    [
      [undefined, undefined, 0, undefined],
      ['3', undefined, 3, undefined],
      ['-5', '7', -5, undefined],
      ['+2', undefined, 2, undefined],
      [undefined, '-7', -7, undefined],
      ['one', '7', 7, 'one'],
      ['1.5', undefined, 0, '1.5'],
      [' 1', undefined, 0, ' 1'],
      ['', undefined, 0, ''],
    ];
  for (const [wave, weight, expected, invalid] of cases) {
    const manifest = withAnnotations({
      ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': wave }),
      ...(weight === undefined ? {} : { 'helm.sh/hook-weight': weight }),
    });
    assert.deepEqual([waveOf(manifest), invalidWave(manifest)], [expected, invalid], `${wave} ${weight}`);
  }
});
