import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StatefulSet } from '@wildermesser/manifest/apps/v1';
import type { Job } from '@wildermesser/manifest/batch/v1';
import type { Service } from '@wildermesser/manifest/core/v1';
import { minio } from './minio.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const manifests = minio.manifests(settings);
const ofKind = (kind: string): unknown => manifests.find((manifest) => manifest.kind === kind);
const statefulSet = ofKind('StatefulSet') as StatefulSet;
const service = ofKind('Service') as Service;
const job = ofKind('Job') as Job;
const pod = statefulSet.spec?.template.spec;
const container = pod?.containers[0];
const [claim] = statefulSet.spec?.volumeClaimTemplates ?? [];

test('one pod of MinIO serves /data', () => {
  assert.deepEqual(
    [statefulSet.metadata.name, statefulSet.spec?.replicas, container?.args],
    ['minio', 1, ['server', '/data']],
  );
});

test('the headless Service minio gives the pod its name, and leads to port 9000', () => {
  assert.deepEqual([service.metadata.name, service.spec?.clusterIP], [statefulSet.spec?.serviceName, 'None']);
  assert.deepEqual([service.spec?.ports?.[0]?.port, container?.ports?.[0]?.containerPort], [9000, 9000]);
});

test('the liveness probe asks MinIO itself', () => {
  assert.deepEqual(container?.livenessProbe?.httpGet, { path: '/minio/health/live', port: 9000 });
});

test('the data lies in a claim of 10Gi for one node at a time, in whatever storage class is the default', () => {
  assert.equal(container?.volumeMounts?.find(({ mountPath }) => mountPath === '/data')?.name, claim?.metadata.name);
  assert.deepEqual(
    [claim?.metadata.name, claim?.spec.accessModes, claim?.spec.resources?.requests?.storage],
    ['data', ['ReadWriteOnce'], '10Gi'],
  );
  assert.equal(claim?.spec.storageClassName, undefined);
});

test('the claim says what the API server would add, so that Argo CD sees no difference', () => {
  assert.deepEqual(
    [claim?.apiVersion, claim?.kind, claim?.spec.volumeMode],
    ['v1', 'PersistentVolumeClaim', 'Filesystem'],
  );
});

test('the data outlives the StatefulSet, and Argo CD asks before it deletes that', () => {
  assert.deepEqual(statefulSet.spec?.persistentVolumeClaimRetentionPolicy, {
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
  });
  for (const { kind, metadata } of manifests.filter(({ kind }) => ['Namespace', 'StatefulSet'].includes(kind)))
    assert.match(
      metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '',
      /Delete=confirm.*Prune=confirm/,
      kind,
    );
});

test('MinIO’s credentials are the keys of the Secret that the Job makes', () => {
  const environment = Object.fromEntries(
    (container?.env ?? []).map(({ name, valueFrom }) => [name, valueFrom?.secretKeyRef]),
  );
  assert.deepEqual(environment.MINIO_ROOT_USER, { name: 'minio-keys', key: 'access_key' });
  assert.deepEqual(environment.MINIO_ROOT_PASSWORD, { name: 'minio-keys', key: 'secret_key' });
  assert.equal(job.metadata.annotations?.['wildermesser.dev/generates-secret'], 'minio-keys');
  const made = job.spec?.template.spec?.containers[0]?.env?.find(({ name }) => name === 'KEYS')?.value;
  assert.deepEqual(
    made?.split(' ').map((key) => key.split('=')[0]),
    ['access_key', 'secret_key'],
  );
});

test('nobody writes a Secret into Git', () => {
  assert.equal(ofKind('Secret'), undefined);
});

test('the Service leads to MinIO and never to the pod of the Job', () => {
  const [[key, value] = []] = Object.entries(service.spec?.selector ?? {});
  assert.ok(key !== undefined && value !== undefined);
  assert.equal(statefulSet.spec?.template.metadata?.labels?.[key], value);
  assert.notEqual(job.spec?.template.metadata?.labels?.[key], value);
});

test('MinIO can write to its home, though the root file system is read-only', () => {
  assert.equal(container?.securityContext?.readOnlyRootFilesystem, true);
  const home = container?.env?.find(({ name }) => name === 'HOME')?.value;
  const mount = container?.volumeMounts?.find(({ mountPath }) => mountPath === home);
  assert.ok(pod?.volumes?.find(({ name }) => name === mount?.name)?.emptyDir);
  assert.notEqual(mount?.readOnly, true);
});
