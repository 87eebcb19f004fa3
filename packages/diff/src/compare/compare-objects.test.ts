import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { fieldText } from '../model/field-path.ts';
import { compareObjects } from './compare-objects.ts';

const catalog = await loadCatalog();
const catalogs = { base: catalog, head: catalog };

const compare = (base: object, head: object) => compareObjects(base as Manifest, head as Manifest, catalogs);

/** The changes as text: kind, path, values. */
const changesOf = (base: object, head: object): readonly string[] =>
  compare(base, head).fields.map(({ kind, path, before, after }) => {
    const values = [before, after].flatMap((value) => (value === undefined ? [] : [JSON.stringify(value)]));
    return `${kind} ${fieldText(path)} ${values.join(' → ')}`.trim();
  });

const assertSame = (base: object, head: object): void => {
  const { textOnly, fields } = compare(base, head);
  assert.ok(textOnly, JSON.stringify(fields));
};

const container = (fields: object = {}) => ({ name: 'server', image: 'registry.example/server:1.0.0', ...fields });

const deployment = (spec: object = {}, pod: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'server', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'server' } },
    template: { metadata: { labels: { app: 'server' } }, spec: { containers: [container()], ...pod } },
    ...spec,
  },
});
const podWith = (fields: object) => deployment({}, { containers: [container(fields)] });

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'server' }, spec });
const configMap = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });

test('defaults that are written out are no change', () => {
  assertSame(
    deployment(),
    deployment(
      {
        replicas: 1,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      },
      {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        terminationGracePeriodSeconds: 30,
        schedulerName: 'default-scheduler',
        securityContext: {},
        hostNetwork: false,
        nodeSelector: {},
        tolerations: [],
        containers: [
          container({
            imagePullPolicy: 'IfNotPresent',
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            resources: {},
            env: [],
          }),
        ],
      },
    ),
  );
  const ports = [{ port: 80, targetPort: 80, protocol: 'TCP' }];
  assertSame(
    service({ selector: { app: 'server' }, ports: [{ port: 80 }] }),
    service({
      selector: { app: 'server' },
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ports,
    }),
  );
});

test('a default that depends on another field follows it', () => {
  assertSame(podWith({ image: 'server' }), podWith({ image: 'server', imagePullPolicy: 'Always' }));
  assert.deepEqual(changesOf(podWith({}), podWith({ imagePullPolicy: 'Always' })), [
    'changed spec.template.spec.containers[name=server].imagePullPolicy "IfNotPresent" → "Always"',
  ]);
  const selector = { app: 'server' };
  assert.deepEqual(changesOf(service({ selector }), service({ selector, type: 'NodePort' })), [
    'changed spec.type "ClusterIP" → "NodePort"',
  ]);
});

test('requests are those of the limits in a Pod, and not in the template of one', () => {
  const limits = { cpu: '1', memory: '1Gi' };
  const [less, more] = [{ resources: { limits } }, { resources: { limits, requests: limits } }];
  const pod = (fields: object) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'server' },
    spec: { containers: [container(fields)] },
  });
  assertSame(pod(less), pod(more));
  assert.equal(compare(podWith(less), podWith(more)).textOnly, false);
});

test('the note says which side is the default', () => {
  const [change] = compare(deployment(), deployment({ replicas: 3 })).fields;
  assert.deepEqual(change, {
    path: ['spec', 'replicas'],
    kind: 'changed',
    before: 1,
    after: 3,
    note: 'the value before is the default',
  });
});

test('quantities are compared by their amount', () => {
  const resources = (cpu: unknown, memory: unknown) => podWith({ resources: { requests: { cpu, memory } } });
  assertSame(resources('1000m', '1024Mi'), resources(1, '1Gi'));
  assert.deepEqual(changesOf(resources('1000m', '1Gi'), resources('1500m', '1Gi')), [
    'changed spec.template.spec.containers[name=server].resources.requests.cpu "1000m" → "1500m"',
  ]);
});

test('keys that every object of JavaScript has are keys like any others', () => {
  const own = (key: string, value: string): object => Object.fromEntries([[key, value]]);
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assert.deepEqual(changesOf(configMap({}), configMap(own(key, 'x'))), [
      `added data ${JSON.stringify(own(key, 'x'))}`,
    ]);
    const field = `data.${key}`;
    assert.deepEqual(changesOf(configMap({ a: '1' }), configMap({ a: '1', ...own(key, 'x') })), [`added ${field} "x"`]);
    assert.deepEqual(changesOf(configMap({ a: '1', ...own(key, 'x') }), configMap({ a: '1' })), [
      `removed ${field} "x"`,
    ]);
    assert.deepEqual(changesOf(configMap(own(key, 'x')), configMap(own(key, 'y'))), [`changed ${field} "x" → "y"`]);
  }
  const text = (value: string) => configMap({ 'app.properties': `constructor=${value}\n` });
  assert.deepEqual(changesOf(text('a'), text('b')), [
    'changed data["app.properties"] (properties).constructor "a" → "b"',
  ]);
});

test('entries of a list are matched by their keys, wherever they stand', () => {
  const before = {
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
  };
  const after = { env: [{ name: 'NEW', value: '0' }, ...before.env.slice(0, 1), { name: 'B', value: '3' }] };
  const env = 'spec.template.spec.containers[name=server].env';
  assert.deepEqual(changesOf(podWith(before), podWith(after)), [
    `changed ${env}[name=B].value "2" → "3"`,
    `added ${env}[name=NEW] {"name":"NEW","value":"0"}`,
  ]);
  const ports = (...list: object[]) => podWith({ ports: list });
  const [tcp, udp] = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];
  assert.deepEqual(changesOf(ports(tcp, udp), ports(tcp, { ...udp, name: 'dns' })), [
    'added spec.template.spec.containers[name=server].ports[containerPort=53,protocol=UDP].name "dns"',
  ]);
});

test('an order that pods notice is a change, another is none', () => {
  const env = [
    { name: 'A', value: '1' },
    { name: 'B', value: '$(A)' },
  ];
  assert.deepEqual(changesOf(podWith({ env }), podWith({ env: env.toReversed() })), [
    'reordered spec.template.spec.containers[name=server].env',
  ]);
  const args = ['-v', '--port', '80'];
  assert.deepEqual(changesOf(podWith({ args }), podWith({ args: ['--port', '80', '-v'] })), [
    'reordered spec.template.spec.containers[name=server].args',
  ]);
  const role = (...rules: object[]) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'r' },
    rules,
  });
  const [pods, nodes] = [
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
    { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
  ];
  assertSame(role(pods, nodes), role(nodes, { ...pods, verbs: ['list', 'get'] }));
});

test('an argument that comes or goes is one change', () => {
  const args = (...list: string[]) => podWith({ args: list });
  const path = 'spec.template.spec.containers[name=server].args';
  assert.deepEqual(changesOf(args('-a', '-b', '-c'), args('-a', '-x', '-b', '-c')), [`added ${path}[-x] "-x"`]);
  assert.deepEqual(changesOf(args('-a', '-b'), args('-b')), [`removed ${path}[-a] "-a"`]);
  assert.deepEqual(changesOf(args('-a', '-b=1'), args('-a', '-b=2')), [`changed ${path}[1] "-b=1" → "-b=2"`]);
});

test('a subtree that comes is one change at its top', () => {
  const securityContext = { runAsNonRoot: true, runAsUser: 1000 };
  assert.deepEqual(changesOf(deployment(), deployment({}, { securityContext })), [
    `added spec.template.spec.securityContext ${JSON.stringify(securityContext)}`,
  ]);
});

test('data within a text is compared as data', () => {
  const yaml = (level: string) => configMap({ 'app.yaml': `log:\n  level: ${level}\nport: 80\n` });
  assert.deepEqual(changesOf(yaml('info'), yaml('debug')), [
    'changed data["app.yaml"] (yaml).log.level "info" → "debug"',
  ]);
  const json = (text: string) => configMap({ 'app.json': text });
  assert.deepEqual(changesOf(json('{"a":1,"b":2}'), json('{"b":3,"a":1}')), [
    'changed data["app.json"] (json).b 2 → 3',
  ]);
  const [layout] = compare(json('{"a":1}'), json('{ "a": 1 }')).fields;
  assert.equal(layout?.note, 'the json says the same; only comments, order or layout differ');
  const ini = (size: string) => configMap({ 'my.cnf': `[mysqld]\n# how many\nmax_connections = ${size}\n` });
  assert.deepEqual(changesOf(ini('10'), ini('20')), [
    'changed data["my.cnf"] (properties).mysqld.max_connections "10" → "20"',
  ]);
  const script = (last: string) => configMap({ 'run.sh': `#!/bin/sh\nset -e\n${last}\n` });
  assert.deepEqual(changesOf(script('a'), script('b')), [
    'changed data["run.sh"] "#!/bin/sh\\nset -e\\na\\n" → "#!/bin/sh\\nset -e\\nb\\n"',
  ]);
});

test('a mode is shown as people write it', () => {
  const volumes = (defaultMode: number) =>
    deployment({}, { volumes: [{ name: 'v', configMap: { name: 'c', defaultMode } }] });
  assertSame(deployment({}, { volumes: [{ name: 'v', configMap: { name: 'c' } }] }), volumes(0o644));
  const [change] = compare(volumes(0o644), volumes(0o400)).fields;
  assert.equal(change?.note, '0644 → 0400');
});

test('durations of custom resources are compared as times', () => {
  const certificate = (duration: string) => ({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'c', namespace: 'shop' },
    spec: { secretName: 'c', issuerRef: { name: 'i' }, duration },
  });
  assertSame(certificate('2160h'), certificate('2160h0m0s'));
  assert.equal(changesOf(certificate('2160h'), certificate('2161h')).length, 1);
});

test('versions in labels and checksums are noise, in a selector they are not', () => {
  const labelled = (version: string, selector = {}) =>
    deployment({
      selector: { matchLabels: { app: 'server', ...selector } },
      template: {
        metadata: {
          labels: { app: 'server', 'app.kubernetes.io/version': version },
          annotations: { 'checksum/config': version },
        },
        spec: { containers: [container()] },
      },
    });
  const noiseOf = (base: object, head: object) => compare(base, head).fields.map(({ noise }) => noise);
  assert.deepEqual(noiseOf(labelled('1'), labelled('2')), ['version-label', 'checksum']);
  const versioned = (version: string) => labelled('1', { 'app.kubernetes.io/version': version });
  assert.deepEqual(noiseOf(versioned('1'), versioned('2')), [undefined]);
});

test('what only a server writes is no change', () => {
  const served = { ...deployment(), status: { replicas: 3 } };
  const metadata = { ...served.metadata, creationTimestamp: null, uid: 'x', resourceVersion: '12' };
  assertSame(deployment(), { ...served, metadata });
});

test('another version of the API is a change of it, not of the object', () => {
  const autoscaler = (apiVersion: string, spec: object) => ({
    apiVersion,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'server', namespace: 'shop' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'server' }, maxReplicas: 3, ...spec },
  });
  const changed = changesOf(autoscaler('autoscaling/v1', {}), autoscaler('autoscaling/v2', { minReplicas: 1 }));
  assert.deepEqual(changed, ['changed apiVersion "autoscaling/v1" → "autoscaling/v2"']);
});

test('an empty list of a custom resource is kept apart from none', () => {
  const pool = (spec: object) => ({ apiVersion: 'example.com/v1', kind: 'Pool', metadata: { name: 'p' }, spec });
  assert.deepEqual(changesOf(pool({}), pool({ members: [] })), ['added spec.members []']);
});

test('an empty text in a map is an entry of it', () => {
  const labelled = (labels: object) => ({ ...configMap({ a: '1' }), metadata: { name: 'settings', labels } });
  assert.deepEqual(changesOf(labelled({}), labelled({ marker: '' })), ['added metadata.labels {"marker":""}']);
  assert.deepEqual(changesOf(configMap({ a: '1' }), configMap({ a: '1', b: '' })), ['added data.b ""']);
});

test('an empty schema and an empty default of a definition are kept', () => {
  const definition = (properties: object) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'pools.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Pool', plural: 'pools' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties } } },
      ],
    },
  });
  const at = 'spec.versions[name=v1].schema.openAPIV3Schema.properties';
  const spec = { type: 'array', items: { type: 'string' } };
  assert.deepEqual(changesOf(definition({ spec }), definition({ spec, extra: {} })), [`added ${at}.extra {}`]);
  assert.deepEqual(changesOf(definition({ spec }), definition({ spec: { ...spec, default: [] } })), [
    `added ${at}.spec.default []`,
  ]);
});
