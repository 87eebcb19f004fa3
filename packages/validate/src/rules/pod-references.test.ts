import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, container, deployment, object } from '../../test/sample-manifests.ts';
import { podReferences } from './pod-references.ts';

const withEnv = (valueFrom: object) =>
  deployment({ name: 'web', pod: { containers: [container({ env: [{ name: 'A', valueFrom }] })] } });
const withVolume = (volume: object) => deployment({ name: 'web', pod: { volumes: [{ name: 'v', ...volume }] } });
const result = (...manifests: Manifest[]) => codes(check(podReferences, manifests));
const config = object('v1', 'ConfigMap', { name: 'config', data: { 'app.yaml': '' }, binaryData: { logo: '' } });

test('every way to refer to a ConfigMap or Secret that nobody emits is reported', () => {
  const secret = (name: string) => [`unknown-secret ${name}`];
  assert.deepEqual(result(withEnv({ secretKeyRef: { name: 'x', key: 'k' } })), secret('web'));
  assert.deepEqual(result(withEnv({ configMapKeyRef: { name: 'x', key: 'k' } })), ['unknown-config-map web']);
  assert.deepEqual(result(withVolume({ secret: { secretName: 'x' } })), secret('web'));
  assert.deepEqual(result(withVolume({ configMap: { name: 'x' } })), ['unknown-config-map web']);
  assert.deepEqual(result(withVolume({ projected: { sources: [{ secret: { name: 'x' } }] } })), secret('web'));
  assert.deepEqual(result(deployment({ name: 'web', pod: { imagePullSecrets: [{ name: 'x' }] } })), secret('web'));
  const envFrom = deployment({
    name: 'web',
    pod: { containers: [container({ envFrom: [{ secretRef: { name: 'x' } }] })] },
  });
  assert.deepEqual(result(envFrom), secret('web'));
  const init = deployment({
    name: 'web',
    pod: { initContainers: [container({ envFrom: [{ configMapRef: { name: 'x' } }] })] },
  });
  assert.deepEqual(result(init), ['unknown-config-map web']);
});

test('optional references may lead nowhere', () => {
  assert.deepEqual(result(withEnv({ secretKeyRef: { name: 'x', key: 'k', optional: true } })), []);
  assert.deepEqual(result(withVolume({ configMap: { name: 'x', optional: true } })), []);
});

test('a Secret exists when something makes it', () => {
  const user = withEnv({ secretKeyRef: { name: 'keys', key: 'k' } });
  const makers: Manifest[] = [
    object('v1', 'Secret', { name: 'keys' }),
    object('bitnami.com/v1alpha1', 'SealedSecret', { name: 'keys' }),
    object('bitnami.com/v1alpha1', 'SealedSecret', { name: 'x', spec: { template: { metadata: { name: 'keys' } } } }),
    object('external-secrets.io/v1', 'ExternalSecret', { name: 'x', spec: { target: { name: 'keys' } } }),
    object('external-secrets.io/v1', 'ExternalSecret', { name: 'keys', spec: {} }),
    object('cert-manager.io/v1', 'Certificate', { name: 'x', spec: { secretName: 'keys' } }),
    object('batch/v1', 'Job', { name: 'x', annotations: { 'wildermesser.dev/generates-secret': 'keys' } }),
  ];
  for (const maker of makers) {
    assert.deepEqual(result(user, maker), [], maker.kind);
    const elsewhere = { ...maker, metadata: { ...maker.metadata, namespace: 'other' } };
    assert.deepEqual(result(user, elsewhere), ['unknown-secret web'], `${maker.kind} in another namespace`);
  }
});

test('a key that the ConfigMap does not have is reported', () => {
  assert.deepEqual(result(config, withEnv({ configMapKeyRef: { name: 'config', key: 'app.yaml' } })), []);
  assert.deepEqual(result(config, withVolume({ configMap: { name: 'config', items: [{ key: 'logo' }] } })), []);
  const [finding] = check(podReferences, [config, withEnv({ configMapKeyRef: { name: 'config', key: 'app.yml' } })]);
  assert.equal(finding?.code, 'unknown-config-map-key');
  assert.match(finding?.advice ?? '', /"app\.yaml"/);
});

test("the cluster's own ConfigMap, ServiceAccount and priorities are there", () => {
  assert.deepEqual(result(withVolume({ configMap: { name: 'kube-root-ca.crt' } })), []);
  const pod = { serviceAccountName: 'default', priorityClassName: 'system-node-critical' };
  assert.deepEqual(result(deployment({ name: 'web', pod })), []);
});

test('a claim, a ServiceAccount and classes that nobody emits are reported', () => {
  const pod = {
    serviceAccountName: 'a',
    priorityClassName: 'p',
    runtimeClassName: 'r',
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }],
  };
  const wanted = [
    'unknown-service-account web',
    'unknown-priority-class web',
    'unknown-runtime-class web',
    'unknown-claim web',
  ];
  assert.deepEqual(result(deployment({ name: 'web', pod })), wanted);
  const emitted = [
    object('v1', 'ServiceAccount', { name: 'a' }),
    clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { name: 'p' }),
    clusterObject('node.k8s.io/v1', 'RuntimeClass', { name: 'r' }),
    object('v1', 'PersistentVolumeClaim', { name: 'c' }),
  ];
  assert.deepEqual(result(deployment({ name: 'web', pod }), ...emitted), []);
});

test('an expected Secret is accepted', () => {
  const expected = { group: '', kind: 'Secret', namespace: 'shop', name: 'keys', reason: 'made by hand' };
  assert.deepEqual(check(podReferences, [withEnv({ secretKeyRef: { name: 'keys', key: 'k' } })], [expected]), []);
});
