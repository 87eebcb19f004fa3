import type { Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import type { NativeFields } from '../native-fields.ts';

const word = fc.constantFrom('a', 'b', 'c');
// The last is what the first is called between a prefix and a suffix.
const objectName = fc.constantFrom('a', 'b', 'c', 'p-a');
const image = fc
  .tuple(
    fc.constantFrom('nginx', 'reg.io/nginx', 'reg.io:5000/x/nginx', 'regXio/nginx', 'redis'),
    fc.constantFrom('', ':1.0', '@sha256:aa', ':1.0@sha256:aa'),
  )
  .map((parts) => parts.join(''));
const labels = fc.dictionary(word, word, { maxKeys: 2, noNullPrototype: true });

const container = fc
  .record({ name: word, image, secret: objectName, configMap: objectName, from: objectName })
  .map(({ name, image: text, secret, configMap, from }) => ({
    name,
    image: text,
    env: [
      { name: 'A', valueFrom: { secretKeyRef: { name: secret, key: 'k' } } },
      { name: 'B', valueFrom: { configMapKeyRef: { name: configMap, key: 'k' } } },
    ],
    envFrom: [{ configMapRef: { name: from } }, { secretRef: { name: from } }],
  }));

const pod = fc.record({
  serviceAccountName: objectName,
  priorityClassName: objectName,
  imagePullSecrets: fc.array(fc.record({ name: objectName }), { maxLength: 2 }),
  containers: fc.array(container, { maxLength: 2 }),
  initContainers: fc.array(container, { maxLength: 1 }),
  volumes: fc.record({ configMap: objectName, secret: objectName, claim: objectName, image }).map((names) => [
    { name: 'v', configMap: { name: names.configMap } },
    { name: 's', secret: { secretName: names.secret } },
    { name: 'p', persistentVolumeClaim: { claimName: names.claim } },
    { name: 'i', image: { reference: names.image } },
    { name: 'j', projected: { sources: [{ secret: { name: names.secret } }] } },
  ]),
});
const template = fc.record(
  { metadata: fc.record({ labels }, { requiredKeys: [] }), spec: pod },
  { requiredKeys: ['spec'] },
);
const rbac = 'rbac.authorization.k8s.io';
const subject = fc.oneof(
  fc.record(
    {
      kind: fc.constant('ServiceAccount'),
      name: fc.constantFrom('a', 'b', 'p-a', 'default'),
      namespace: fc.constantFrom('x', 'y', 'default'),
    },
    { requiredKeys: ['kind', 'name'] },
  ),
  fc.constant({ kind: 'Group', name: 'everyone' }),
);
const roleRef = fc.record({
  apiGroup: fc.constant(rbac),
  kind: fc.constantFrom('Role', 'ClusterRole'),
  name: objectName,
});
const rules = fc.array(
  fc.record({
    apiGroups: fc.constant(['']),
    resources: fc.constant(['configmaps']),
    resourceNames: fc.array(objectName),
  }),
  { maxLength: 2 },
);

const bodies: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'v1/Pod': fc.record({ spec: pod }),
  'apps/v1/Deployment': fc.record({
    spec: fc.record(
      { replicas: fc.nat(3), selector: fc.record({ matchLabels: labels }), template },
      { requiredKeys: ['template'] },
    ),
  }),
  'apps/v1/StatefulSet': fc.record({
    spec: fc.record({
      serviceName: objectName,
      template,
      volumeClaimTemplates: fc.array(
        fc.record({ metadata: fc.record({ name: word }), spec: fc.record({ storageClassName: objectName }) }),
        { maxLength: 2 },
      ),
    }),
  }),
  'apps/v1/DaemonSet': fc.record({ spec: fc.record({ template }) }),
  'apps/v1/ReplicaSet': fc.record({ spec: fc.record({ template }) }),
  'batch/v1/Job': fc.record({ spec: fc.record({ template }) }),
  'batch/v1/CronJob': fc.record({ spec: fc.record({ jobTemplate: fc.record({ spec: fc.record({ template }) }) }) }),
  'v1/ReplicationController': fc.record({ spec: fc.record({ template }) }),
  'v1/ConfigMap': fc.record({ data: labels }),
  'v1/Secret': fc.constant({}),
  'v1/Service': fc.record({ spec: fc.record({ selector: labels }) }),
  'serving.knative.dev/v1/Service': fc.record({ spec: fc.record({ template: fc.record({ spec: pod }) }) }),
  'v1/ServiceAccount': fc.record({ imagePullSecrets: fc.array(fc.record({ name: objectName }), { maxLength: 2 }) }),
  'v1/PersistentVolumeClaim': fc.record({ spec: fc.record({ storageClassName: objectName, volumeName: objectName }) }),
  'v1/PersistentVolume': fc.record({ spec: fc.record({ storageClassName: objectName }) }),
  'v1/Namespace': fc.constant({}),
  'storage.k8s.io/v1/StorageClass': fc.constant({}),
  'scheduling.k8s.io/v1/PriorityClass': fc.constant({ value: 1 }),
  'networking.k8s.io/v1/IngressClass': fc.constant({}),
  'networking.k8s.io/v1/Ingress': fc.record({
    spec: fc.record({
      ingressClassName: objectName,
      tls: fc.array(fc.record({ secretName: objectName }), { maxLength: 1 }),
      defaultBackend: objectName.map((name) => ({ service: { name } })),
      rules: objectName.map((name) => [{ http: { paths: [{ backend: { service: { name } } }] } }]),
    }),
  }),
  'networking.k8s.io/v1/NetworkPolicy': fc.record({
    spec: fc.record({ podSelector: fc.record({ matchLabels: labels }) }),
  }),
  'autoscaling/v2/HorizontalPodAutoscaler': fc.record({
    spec: fc.record({
      scaleTargetRef: fc.record({ kind: fc.constantFrom('Deployment', 'StatefulSet'), name: objectName }),
    }),
  }),
  [`${rbac}/v1/Role`]: fc.record({ rules }),
  [`${rbac}/v1/ClusterRole`]: fc.record({ rules }),
  [`${rbac}/v1/RoleBinding`]: fc.record({ roleRef, subjects: fc.array(subject, { maxLength: 3 }) }),
  [`${rbac}/v1/ClusterRoleBinding`]: fc.record({ roleRef, subjects: fc.array(subject, { maxLength: 3 }) }),
  'apiextensions.k8s.io/v1/CustomResourceDefinition': fc.constant({ spec: { containers: [{ image: 'nginx' }] } }),
  'example.io/v1/Widget': fc.record({
    spec: fc.record({
      containers: fc.array(fc.record({ image }), { maxLength: 1 }),
      configMap: objectName,
      template: fc.record({ metadata: fc.record({ labels }) }),
    }),
  }),
};

const clusterScoped =
  /(?:Cluster\w+|v1\/Namespace|PersistentVolume|StorageClass|PriorityClass|IngressClass|Definition)$/;

const object = fc.constantFrom(...Object.keys(bodies)).chain((type) =>
  fc
    .record({
      name: objectName,
      namespace: fc.constantFrom(undefined, undefined, 'x', 'y'),
      labels: fc.option(labels, { nil: undefined }),
      body: bodies[type] as fc.Arbitrary<object>,
    })
    .map(({ name, namespace, labels: own, body }): Manifest => {
      const slash = type.lastIndexOf('/');
      const metadata = {
        name,
        ...(namespace === undefined || clusterScoped.test(type) ? {} : { namespace }),
        ...(own === undefined ? {} : { labels: own }),
      };
      return { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), metadata, ...body };
    }),
);

const fields: fc.Arbitrary<NativeFields> = fc.record(
  {
    namePrefix: fc.constantFrom('p-', 'a'),
    nameSuffix: fc.constantFrom('-s', 'b'),
    namespace: fc.constantFrom('x', 'z'),
    labels: fc.array(
      fc.record({
        pairs: fc.dictionary(word, word, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
        includeTemplates: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    images: fc.array(
      fc.record(
        {
          name: fc.constantFrom('nginx', 'reg.io/nginx', 'reg.io:5000/x/nginx'),
          newName: fc.constantFrom('other', 'h:1/o'),
          newTag: fc.constantFrom('2', '1.10'),
          digest: fc.constant('sha256:bb'),
        },
        { requiredKeys: ['name'] },
      ),
      { maxLength: 2 },
    ),
    replicas: fc.array(fc.record({ name: objectName, count: fc.nat(9) }), { maxLength: 1 }),
    configMapGenerator: fc.array(
      fc.record({
        name: fc.constantFrom('c', 'gen'),
        literals: fc.dictionary(word, fc.constantFrom('', 'x=y', '1', 'yes', '"q"', "'", "'a b'", 'm\nn\n', ' s '), {
          maxKeys: 2,
          noNullPrototype: true,
        }),
      }),
      { maxLength: 1 },
    ),
  },
  { requiredKeys: [] },
);

/** Objects that refer to each other, and the native fields of an overlay over them. */
export const randomNative = fc.record({
  manifests: fc.uniqueArray(object, {
    minLength: 1,
    maxLength: 16,
    selector: ({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`,
  }),
  native: fields,
});
