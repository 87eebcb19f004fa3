import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restrictedContainer, restrictedPod } from './pod-security.ts';

test('a restricted pod runs as the given user and as the group of the same number', () => {
  const { runAsNonRoot, runAsUser, runAsGroup, seccompProfile } = restrictedPod({ user: 1001 });
  assert.deepEqual([runAsNonRoot, runAsUser, runAsGroup, seccompProfile?.type], [true, 1001, 1001, 'RuntimeDefault']);
});

test('a group given apart wins over the number of the user', () => {
  assert.equal(restrictedPod({ user: 1001, group: 7 }).runAsGroup, 7);
});

test('volumes change hands only when a volume group is given', () => {
  assert.equal('fsGroup' in restrictedPod({ user: 1001 }), false);
  assert.equal(restrictedPod({ user: 1001, volumeGroup: 5 }).fsGroup, 5);
});

test('a restricted container cannot gain rights or write to its root file system', () => {
  const { allowPrivilegeEscalation, capabilities, readOnlyRootFilesystem } = restrictedContainer;
  assert.deepEqual([allowPrivilegeEscalation, capabilities, readOnlyRootFilesystem], [false, { drop: ['ALL'] }, true]);
});
