import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import { operator } from './operator.ts';
import { sample } from './sample.ts';
import { waves } from './waves.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const of = (component: typeof operator, kind: string) =>
  component.manifests(settings).find((manifest) => manifest.kind === kind) as never;

test('the definition comes first, and the operator goes after the instances that need it', () => {
  assert.ok(waves.crd < waves.operator && waves.operator < waves.sample);
  assert.deepEqual([operator.wave, sample.wave], [waves.operator, waves.sample]);
});

test('the sample is the instance of the course, and no password of it is in Git', () => {
  const { metadata, spec } = of(sample, 'MySQL') as { metadata: { name: string }; spec: Record<string, unknown> };
  assert.deepEqual([metadata.name, spec.database, spec.storage_size], ['mysql-instance', 'otus-database', '1Gi']);
  assert.deepEqual([spec.password, spec.password_secret], ['', { name: 'mysql-instance-root', key: 'password' }]);
  assert.equal(of(sample, 'Secret'), undefined);
});

test('the operator runs twice, restricted, with probes and a name of its own in the lease', () => {
  const { spec } = of(operator, 'Deployment') as Deployment;
  const container = spec.template.spec?.containers[0];
  assert.equal(spec.replicas, 2);
  assert.equal(container?.securityContext?.readOnlyRootFilesystem, true);
  assert.deepEqual(
    [container?.readinessProbe?.httpGet?.path, container?.livenessProbe?.httpGet?.path],
    ['/readyz', '/healthz'],
  );
  assert.ok(container?.env?.some(({ name, valueFrom }) => name === 'POD_NAME' && valueFrom?.fieldRef !== undefined));
});
