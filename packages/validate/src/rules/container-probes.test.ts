import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { container, deployment, object } from '../../test/sample-manifests.ts';
import { containerProbes } from './container-probes.ts';

const probe = (port: unknown) => ({ httpGet: { path: '/', port } });
const result = (fields: object) =>
  check(containerProbes, [deployment({ name: 'web', pod: { containers: [container(fields)] } })]);

test('a container that listens and says neither when it is ready nor alive is warned about', () => {
  const findings = result({});
  assert.deepEqual(codes(findings), ['missing-readiness-probe web', 'missing-liveness-probe web']);
  assert.ok(findings.every(({ severity }) => severity === 'warning'));
});

test('probes to ports of the container pass, by name and number', () => {
  assert.deepEqual(result({ readinessProbe: probe('http'), livenessProbe: probe(8080) }), []);
});

test('a probe to a port name that the container does not have is an error', () => {
  const [finding] = result({ readinessProbe: probe('htpp'), livenessProbe: probe(8080) });
  assert.deepEqual([finding?.severity, finding?.code], ['error', 'unknown-probe-port']);
  assert.match(finding?.advice ?? '', /"http"/);
});

test('a container without ports needs no probes', () => {
  assert.deepEqual(result({ ports: [] }), []);
});

test('init containers, sidecars and Jobs need no probes', () => {
  const probed = container({ readinessProbe: probe('http'), livenessProbe: probe('http') });
  const init = deployment({
    name: 'web',
    pod: { initContainers: [container({ restartPolicy: 'Always' })], containers: [probed] },
  });
  const job = object('batch/v1', 'Job', { name: 'job', spec: { template: { spec: { containers: [container()] } } } });
  assert.deepEqual(check(containerProbes, [init, job]), []);
});
