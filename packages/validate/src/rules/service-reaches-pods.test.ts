import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { container, deployment, service } from '../../test/sample-manifests.ts';
import { serviceReachesPods } from './service-reaches-pods.ts';

const port = (fields: object) => ({ spec: { ports: [{ port: 80, ...fields }] } });

test('a Service whose selector matches no pod is reported', () => {
  const findings = check(serviceReachesPods, [service({ name: 'web' }), deployment({ name: 'other' })]);
  assert.deepEqual(codes(findings), ['service-without-pods web']);
});

test('pods of another namespace are not reached', () => {
  const findings = check(serviceReachesPods, [
    service({ name: 'web' }),
    deployment({ name: 'web', namespace: 'other' }),
  ]);
  assert.deepEqual(codes(findings), ['service-without-pods web']);
});

test('a Service whose pods have the port passes, by name, by number and by default', () => {
  const services = [{}, port({ targetPort: 8080 }), port({ port: 8080 })].map((fields) =>
    service({ name: 'web', ...fields }),
  );
  assert.deepEqual(check(serviceReachesPods, [...services, deployment({ name: 'web' })]), []);
});

test('a target port that no container has is reported, with the one that is probably meant', () => {
  const [finding] = check(serviceReachesPods, [
    service({ name: 'web', ...port({ targetPort: 'htpp' }) }),
    deployment({ name: 'web' }),
  ]);
  assert.equal(finding?.code, 'service-port-missing');
  assert.match(finding?.advice ?? '', /"http"/);
});

test('a target port of another protocol is another port', () => {
  const dns = service({ name: 'web', ...port({ targetPort: 8080, protocol: 'UDP' }) });
  assert.deepEqual(codes(check(serviceReachesPods, [dns, deployment({ name: 'web' })])), ['service-port-missing web']);
});

test('a number passes when the containers declare no ports at all, a name does not', () => {
  const silent = deployment({ name: 'web', pod: { containers: [container({ ports: [] })] } });
  assert.deepEqual(check(serviceReachesPods, [service({ name: 'web', ...port({ targetPort: 1 }) }), silent]), []);
  assert.equal(check(serviceReachesPods, [service({ name: 'web' }), silent]).length, 1);
});

test('a sidecar serves ports, an ordinary init container does not', () => {
  const pods = (restartPolicy?: string) =>
    deployment({
      name: 'web',
      pod: {
        initContainers: [container({ restartPolicy })],
        containers: [container({ ports: [{ containerPort: 1 }] })],
      },
    });
  assert.deepEqual(check(serviceReachesPods, [service({ name: 'web' }), pods('Always')]), []);
  assert.equal(check(serviceReachesPods, [service({ name: 'web' }), pods()]).length, 1);
});

test('a Service without selector and an ExternalName reach nothing by themselves', () => {
  const services = [
    service({ name: 'manual', spec: { selector: undefined } }),
    service({ name: 'external', spec: { type: 'ExternalName', externalName: 'example.org' } }),
  ];
  assert.deepEqual(check(serviceReachesPods, services), []);
});

test('labels that controllers add may be selected', () => {
  const one = service({
    name: 'web',
    spec: { selector: { app: 'web', 'statefulset.kubernetes.io/pod-name': 'web-0' } },
  });
  assert.deepEqual(check(serviceReachesPods, [one, deployment({ name: 'web' })]), []);
});

test('pods of an expected workload are reached; its ports count when it states them', () => {
  const dns = service({
    name: 'dns',
    namespace: 'kube-system',
    spec: { selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, protocol: 'UDP' }] },
  });
  const expected = {
    group: 'apps',
    kind: 'Deployment',
    namespace: 'kube-system',
    name: 'coredns',
    reason: 'kubeadm',
    labels: { 'k8s-app': 'kube-dns' },
  };
  assert.deepEqual(check(serviceReachesPods, [dns], [expected]), []);
  assert.deepEqual(check(serviceReachesPods, [dns], [{ ...expected, ports: [{ port: 53, protocol: 'UDP' }] }]), []);
  assert.equal(check(serviceReachesPods, [dns], [{ ...expected, ports: [{ port: 53 }] }]).length, 1);
});

test('the message says which label of the selector is the one that nobody has', () => {
  const wrong = service({ name: 'web', spec: { selector: { app: 'web', tier: 'fornt' } } });
  assert.match(
    check(serviceReachesPods, [wrong, deployment({ name: 'web' })])[0]?.advice ?? '',
    /pods with app=web exist/,
  );
});

test('an expected Service with labels is no pod', () => {
  const expected = {
    group: '',
    kind: 'Service',
    namespace: 'shop',
    name: 'x',
    reason: 'chart',
    labels: { app: 'web' },
  };
  assert.equal(check(serviceReachesPods, [service({ name: 'web' })], [expected]).length, 1);
});
