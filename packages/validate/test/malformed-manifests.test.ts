import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import { withAllowances } from '../src/allowances.ts';
import { rules } from '../src/registry.ts';
import { worldOf } from '../src/world.ts';
import { testCatalog } from './check-rule.ts';

/** Kinds that rules look into, with the fields where they look. */
const kinds: readonly [string, string][] = [
  ['v1', 'Pod'],
  ['v1', 'Service'],
  ['v1', 'Secret'],
  ['v1', 'ConfigMap'],
  ['v1', 'Namespace'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['argoproj.io/v1alpha1', 'Application'],
  ['argoproj.io/v1alpha1', 'AppProject'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
];
const fields = [
  ...[
    'spec',
    'template',
    'metadata',
    'labels',
    'containers',
    'initContainers',
    'volumes',
    'env',
    'valueFrom',
    'ports',
    'name',
  ],
  ...[
    'selector',
    'matchLabels',
    'matchExpressions',
    'rules',
    'http',
    'paths',
    'backend',
    'service',
    'port',
    'tls',
    'image',
  ],
  ...[
    'subjects',
    'roleRef',
    'securityContext',
    'capabilities',
    'resources',
    'readinessProbe',
    'httpGet',
    'serviceName',
  ],
  ...[
    'parentRefs',
    'listeners',
    'destinations',
    'sources',
    'webhooks',
    'clientConfig',
    'data',
    'stringData',
    'args',
    'jobTemplate',
  ],
];
const annotationKeys = [
  'argocd.argoproj.io/sync-wave',
  'argocd.argoproj.io/hook',
  'cert-manager.io/issuer',
  'metallb.io/loadBalancerIPs',
  'wildermesser.dev/allow.x',
  'wildermesser.dev/generates-secret',
];
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, '', 'a', 0, 80, true, -1, [], {}),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 5 }),
  ),
})).value;

test('no manifest, however malformed, makes a rule throw', () => {
  const annotated = fc.dictionary(
    fc.constantFrom(...annotationKeys),
    fc.constantFrom<unknown>(null, 1, true, '', 'x', '-1'),
  );
  const manifest = fc
    .tuple(
      fc.constantFrom(...kinds),
      fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 6 }),
      fc.option(annotated),
    )
    .map(([[apiVersion, kind], content, annotations]) => ({
      ...content,
      apiVersion,
      kind,
      metadata: { name: 'a', namespace: 'b', annotations, labels: annotations },
    }));
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 4 }), (manifests) => {
      const world = worldOf(manifests as Manifest[], { catalog: testCatalog, expected: [] });
      const findings = rules.flatMap((rule) => rule.check(world));
      assert.ok(withAllowances(world, findings).length >= findings.length);
    }),
    { numRuns: 400 },
  );
});

test('every rule has a name of its own, which is that of its file', async () => {
  const names = rules.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const rule of rules) {
    const module: Record<string, unknown> = await import(`../src/rules/${rule.name}.ts`);
    assert.ok(Object.values(module).includes(rule), rule.name);
  }
});
