import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertEqual, compileSource } from './fixture.ts';

const source = `
import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { persistentVolumeClaim, service } from '@wildermesser/manifest/core/v1';
import { generatedSecret, podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

export interface RedisValues {
  /**
   * Pods to run.
   * @minimum 0
   * @default 1
   */
  replicas: number;
  image: {
    /** @default "7.4.1" */
    tag: string;
  };
  /** @default {} */
  labels: Record<string, string>;
  /** Group that owns the volumes. */
  group?: number;
  storage: { type: 'emptyDir' } | { type: 'persistentVolumeClaim'; size: string; storageClass?: string };
}

const name = 'redis';

const described = (values: RedisValues) => ({
  ...values.labels,
  ...recommendedLabels({ app: name, name, component: 'cart', partOf: 'shop', version: values.image.tag }),
});

/** A cart in memory. It may keep its data. */
export const component = (values: RedisValues, release: { readonly name: string; readonly namespace: string }): readonly Manifest[] => {
  const { storage } = values;
  const labels = described(values);
  const volume = storage.type === 'emptyDir'
    ? { name: 'data', emptyDir: {} }
    : { name: 'data', persistentVolumeClaim: { claimName: \`\${release.name}-\${name}\` } };
  return [
    podNamespace(release.namespace, 'restricted', labels),
    deployment({
      metadata: { name, labels },
      spec: {
        replicas: values.replicas,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 1000, ...(values.group === undefined ? {} : { volumeGroup: values.group }) }),
            containers: [{ name, image: \`redis:\${values.image.tag}\`, securityContext: restrictedContainer, ports: [{ containerPort: 6379 }] }],
            volumes: [volume],
          },
        },
      },
    }),
    service({ metadata: { name, labels }, spec: { selector: { app: name }, ports: [{ name: 'redis', port: 6379 }] } }),
    ...(storage.type === 'persistentVolumeClaim'
      ? [persistentVolumeClaim({
          metadata: { name: \`\${release.name}-\${name}\` },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(storage.storageClass && { storageClassName: storage.storageClass }),
            resources: { requests: { storage: storage.size } },
          },
        })]
      : []),
    ...generatedSecret({ name: 'redis', keys: { password: 16 }, labels: { app: name, 'app.kubernetes.io/name': release.name } }),
  ];
};
`;

test('a component of builders, labels, namespaces and generated Secrets of the workspace is compiled', async () => {
  const common = { replicas: 0, image: { tag: '1e3' }, labels: { app: 'mine', z: '' } };
  const template = await assertEqual(source, [
    { ...common, storage: { type: 'emptyDir' } },
    { ...common, group: 0, storage: { type: 'persistentVolumeClaim', size: '1Gi' } },
    { ...common, labels: {}, storage: { type: 'persistentVolumeClaim', size: '1Gi', storageClass: '' } },
    { ...common, replicas: 2, storage: { type: 'persistentVolumeClaim', size: '1Gi', storageClass: 'fast' } },
  ]);
  assert.equal(template.description, 'A cart in memory.');
  assert.deepEqual(template.values, { replicas: 1, image: { tag: '7.4.1' }, labels: {} });
});

test('what does not depend on the values is literal, and manifests say which line made them', () => {
  const { template } = compileSource(source);
  const objects = template?.manifests.flatMap((element) => (element.does === 'add' ? [element.value] : [])) ?? [];
  const { origin } = objects[1] ?? {};
  assert.match(origin?.file ?? '', /^fixture-\d+\.ts$/);
  assert.equal(origin?.line, 41);
  const service = objects[2];
  assert.ok(service?.op === 'object');
  const spec = service.members.find((member) => member.does === 'set' && member.key === 'spec');
  assert.ok(spec?.does === 'set');
  assert.deepEqual(spec.value, {
    op: 'literal',
    kind: 'object',
    optional: false,
    value: { selector: { app: 'redis' }, ports: [{ name: 'redis', port: 6379 }] },
  });
});
