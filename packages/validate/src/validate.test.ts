import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest, setOrigin } from '@wildermesser/manifest';
import fc from 'fast-check';
import { clusterObject, container, object, restricted, service } from '../test/sample-manifests.ts';
import { validate } from './validate.ts';

const catalog = await loadCatalog();
const labels = { app: 'web', 'app.kubernetes.io/name': 'web' };
const probe = { httpGet: { path: '/', port: 'http' } };
const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } };

const namespace = clusterObject('v1', 'Namespace', {
  name: 'shop',
  labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
});
const deployment = (pod: object = {}): Manifest =>
  object('apps/v1', 'Deployment', {
    name: 'web',
    labels,
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            container({ resources, readinessProbe: probe, livenessProbe: probe, securityContext: restricted }),
          ],
          ...pod,
        },
      },
    },
  });
const web = service({ name: 'web', labels });
const run = (...manifests: Manifest[]) => validate(manifests, { catalog, expected: [] }).findings;

test('a small application that has everything has no findings', () => {
  assert.deepEqual(run(namespace, deployment(), web), []);
});

test('faults of the schema and of the rules come together', () => {
  const findings = run(namespace, deployment({ serviceAccountName: 'nobody', hostnme: 'x' }), web);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['unknown-field', 'unknown-service-account'],
  );
});

test('kinds that the manifests define themselves are known', () => {
  const schema = {
    openAPIV3Schema: {
      type: 'object',
      properties: { spec: { type: 'object', properties: { image: { type: 'string' } } } },
    },
  };
  const definition = clusterObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    name: 'mysqls.otus.homework',
    spec: {
      group: 'otus.homework',
      scope: 'Namespaced',
      names: { plural: 'mysqls', singular: 'mysql', kind: 'MySQL' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
  const instance = object('otus.homework/v1', 'MySQL', { name: 'mysql-instance', spec: { image: 'mysql:8.4' } });
  assert.deepEqual(run(namespace, definition, instance), []);
  assert.deepEqual(
    run(namespace, definition, object('otus.homework/v1', 'MySQL', { name: 'a', namespace: '', spec: {} })).map(
      ({ code }) => code,
    ),
    ['missing-namespace'],
  );
});

test('findings come in the order of their places, whatever the order of the manifests', () => {
  const manifests = ['b', 'a', 'c'].map((name, index) => {
    const manifest = object('v1', 'ConfigMap', { name, namespace: 'nowhere', data: { A: 1 } });
    setOrigin(manifest, { file: `${name}.ts`, line: index + 1 });
    return manifest;
  });
  const wanted = run(...manifests);
  assert.deepEqual([...new Set(wanted.map(({ file }) => file))], ['a.ts', 'b.ts', 'c.ts']);
  fc.assert(
    fc.property(fc.shuffledSubarray(manifests, { minLength: manifests.length }), (shuffled) => {
      assert.deepEqual(run(...shuffled), wanted);
    }),
    { numRuns: 10 },
  );
});
