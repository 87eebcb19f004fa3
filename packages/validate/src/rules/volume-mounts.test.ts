import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { container, deployment, object } from '../../test/sample-manifests.ts';
import { volumeMounts } from './volume-mounts.ts';

const mounting = (...names: string[]) =>
  container({ volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })) });

test('a mount without its volume is reported, with the one that is probably meant', () => {
  const findings = check(volumeMounts, [
    deployment({ name: 'web', pod: { containers: [mounting('dta', 'data')], volumes: [{ name: 'data' }] } }),
  ]);
  assert.deepEqual(codes(findings), ['unknown-volume web']);
  assert.match(findings[0]?.advice ?? '', /"data"/);
});

test('a volume that an init container mounts is used', () => {
  const pod = { initContainers: [mounting('app')], volumes: [{ name: 'app' }] };
  assert.deepEqual(check(volumeMounts, [deployment({ name: 'web', pod })]), []);
});

test('a volume that nobody mounts is a warning', () => {
  const [finding] = check(volumeMounts, [deployment({ name: 'web', pod: { volumes: [{ name: 'app' }] } })]);
  assert.deepEqual([finding?.severity, finding?.code], ['warning', 'unused-volume']);
});

test('the claims of a StatefulSet are volumes of its pods', () => {
  const set = object('apps/v1', 'StatefulSet', {
    name: 'minio',
    spec: {
      template: { spec: { containers: [mounting('data')] } },
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  });
  assert.deepEqual(check(volumeMounts, [set]), []);
});
