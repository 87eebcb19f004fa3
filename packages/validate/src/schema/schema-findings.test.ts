import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kind, loadCatalog, type Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import { schemaFindings } from './schema-findings.ts';

const catalog = await loadCatalog();

/** `code field` of every finding, which is what most tests are about. */
const found = (manifest: unknown, within = catalog): string[] =>
  schemaFindings(manifest as Manifest, within).map(({ code, field }) => `${code} ${field}`);

const only = (manifest: unknown, within = catalog) => {
  const findings = schemaFindings(manifest as Manifest, within);
  assert.equal(findings.length, 1, JSON.stringify(findings));
  return findings[0] ?? assert.fail();
};

const container = (fields: object = {}) => ({ name: 'web', image: 'web:1', ...fields });

const deployment = (fields: object = {}, pod: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container()], ...pod } },
    ...fields,
  },
});

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });

const application = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'web', namespace: 'argocd' },
  spec: { project: 'default', destination: {}, ...spec },
});

test('a number that may be text can have any size in a custom resource', () => {
  const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'web' } };
  assert.deepEqual(found({ ...rule, spec: { groups: [{ name: 'a', rules: [{ expr: 2 ** 40 }] }] } }), []);
});

test('a plain Deployment has no findings', () => {
  assert.deepEqual(found(deployment()), []);
});

test('a misspelt field is reported with its path, the field that was meant and the object', () => {
  const finding = only(deployment({}, { containers: [{ name: 'web', image: 'web:1', imagee: 'x' }] }));
  assert.equal(finding.severity, 'error');
  assert.equal(finding.code, 'unknown-field');
  assert.equal(finding.field, 'spec.template.spec.containers[0].imagee');
  assert.equal(finding.message, 'the field "imagee" is unknown');
  assert.equal(finding.advice, 'did you mean image?');
  assert.deepEqual(finding.object, { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' });
});

test('a field in the wrong case is recognised', () => {
  assert.equal(only(service({ ports: [{ Port: 80, port: 80 }] })).advice, 'did you mean port?');
  assert.equal(only(service({ CLUSTERIP: 'None' })).advice, 'did you mean clusterIP?');
});

test('a field like nothing known is to be removed', () => {
  assert.equal(only(deployment({ gibberish: 1 })).advice, 'remove it');
});

test('the place in the source that made the object comes with the finding', () => {
  const build = kind<Manifest>('v1', 'ConfigMap');
  const finding = only(build({ metadata: { name: 'web' }, dta: {} } as never));
  assert.equal(finding.file, import.meta.filename);
  assert.ok(finding.line);
});

test('a missing required field is reported at its own path', () => {
  const { spec } = deployment();
  const finding = only({ ...deployment(), spec: { template: spec.template } });
  assert.equal(`${finding.code} ${finding.field}`, 'missing-field spec.selector');
});

test('what only the code of the API server demands is demanded', () => {
  assert.deepEqual(found({ ...deployment(), spec: undefined }), ['missing-field spec']);
  assert.deepEqual(found(deployment({}, { containers: [{ name: 'web' }] })), [
    'missing-field spec.template.spec.containers[0].image',
  ]);
});

test('an object without metadata or without a name is reported', () => {
  assert.deepEqual(found({ apiVersion: 'v1', kind: 'ConfigMap' }), ['missing-field metadata']);
  assert.deepEqual(found({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }), ['missing-field metadata.name']);
  assert.deepEqual(found({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'web-' } }), []);
});

test('a value of the wrong type is reported without the value', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, stringData: { pin: 123456 } };
  const finding = only(secret);
  assert.equal(`${finding.code} ${finding.field}`, 'wrong-type stringData.pin');
  assert.equal(finding.message, 'the value must be a string, but is a number');
  assert.equal(finding.advice, 'write it in quotes');
  assert.doesNotMatch(JSON.stringify(finding), /123456/);
});

test('every pair of types is told apart', () => {
  assert.deepEqual(found(deployment({ replicas: '3' })), ['wrong-type spec.replicas']);
  assert.deepEqual(found(deployment({ replicas: 1.5 })), ['wrong-type spec.replicas']);
  assert.deepEqual(found(deployment({ paused: 'true' })), ['wrong-type spec.paused']);
  assert.deepEqual(found(deployment({ template: [] })), ['wrong-type spec.template']);
  assert.deepEqual(found(deployment({}, { containers: {} })), ['wrong-type spec.template.spec.containers']);
  assert.deepEqual(found(deployment({}, { containers: ['web'] })), ['wrong-type spec.template.spec.containers[0]']);
  assert.deepEqual(found({ ...deployment(), metadata: 'web' }), ['wrong-type metadata']);
  assert.deepEqual(found(deployment({}, { nodeSelector: { zone: true } })), [
    'wrong-type spec.template.spec.nodeSelector.zone',
  ]);
});

test('a key that is no word is quoted in the path', () => {
  const metadata = { name: 'web', labels: { 'app.kubernetes.io/name': 1 } };
  assert.deepEqual(found({ apiVersion: 'v1', kind: 'ConfigMap', metadata }), [
    'wrong-type metadata.labels["app.kubernetes.io/name"]',
  ]);
});

test('a number that does not fit its Go type is reported', () => {
  assert.deepEqual(found(deployment({ replicas: 2 ** 31 })), ['out-of-range spec.replicas']);
  assert.deepEqual(found(deployment({}, { terminationGracePeriodSeconds: 2 ** 40 })), []);
  assert.deepEqual(found(deployment({}, { terminationGracePeriodSeconds: 1e30 })), [
    'out-of-range spec.template.spec.terminationGracePeriodSeconds',
  ]);
});

test('a whole number or text is taken where both mean something', () => {
  const ports = (targetPort: unknown) => found(service({ ports: [{ port: 80, targetPort }] }));
  assert.deepEqual(ports(8080), []);
  assert.deepEqual(ports('http'), []);
  assert.deepEqual(ports(80.5), ['wrong-type spec.ports[0].targetPort']);
  assert.deepEqual(ports(true), ['wrong-type spec.ports[0].targetPort']);
  assert.deepEqual(ports(2 ** 31), ['out-of-range spec.ports[0].targetPort'], 'the API server reads 32 bits');
});

test('a value outside a closed set is reported with the one that was meant', () => {
  const finding = only(service({ type: 'Clusterip' }));
  assert.equal(`${finding.code} ${finding.field}`, 'not-in-enum spec.type');
  assert.equal(finding.advice, 'write ClusterIP');
  assert.deepEqual(found(service({ ports: [{ port: 80, protocol: 'HTTP' }] })), ['not-in-enum spec.ports[0].protocol']);
  assert.deepEqual(found(service({ type: 1 })), ['wrong-type spec.type']);
});

test('an empty text stands for "not set" in a built-in kind', () => {
  assert.deepEqual(found(service({ type: '' })), []);
});

test('quantities are read as Kubernetes reads them', () => {
  const limits = (cpu: unknown) =>
    found(deployment({}, { containers: [container({ resources: { limits: { cpu } } })] }));
  for (const good of ['500m', '1', 1, 0.5, '1e3', '2Gi']) assert.deepEqual(limits(good), []);
  const field = 'spec.template.spec.containers[0].resources.limits.cpu';
  assert.deepEqual(limits('500 m'), [`wrong-format ${field}`]);
  assert.deepEqual(limits(true), [`wrong-type ${field}`]);
});

test('the data of a Secret must be base64', () => {
  const secret = (value: string) =>
    found({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, data: { value } });
  assert.deepEqual(secret('cGFzc3dvcmQ='), []);
  assert.deepEqual(secret('password!'), ['wrong-format data.value']);
});

test('null says "not set" in a built-in kind, and nothing in a list', () => {
  assert.deepEqual(found(deployment({ strategy: null })), []);
  assert.deepEqual(found({ ...deployment(), metadata: { name: 'web', creationTimestamp: null } }), []);
  assert.deepEqual(found(deployment({ selector: null })), ['missing-field spec.selector']);
  assert.deepEqual(found(deployment({}, { containers: [container(), null] })), [
    'null-value spec.template.spec.containers[1]',
  ]);
  assert.deepEqual(found(deployment({}, { nodeSelector: { zone: null } })), [
    'null-value spec.template.spec.nodeSelector.zone',
  ]);
});

test('null is refused in a custom resource that does not allow it', () => {
  assert.deepEqual(found(application({ syncPolicy: null })), ['null-value spec.syncPolicy']);
});

test('two items with the same key are reported, with the first of them', () => {
  const env = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
  const finding = only(deployment({}, { containers: [container({ env })] }));
  assert.equal(`${finding.code} ${finding.field}`, 'duplicate-key spec.template.spec.containers[0].env[2]');
  assert.equal(finding.message, 'the item has the same name as item 0 of this list: "A"');
  const ports = [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }];
  assert.equal(
    only(deployment({}, { containers: [container({ ports })] })).message,
    'the item has the same containerPort and protocol as item 0 of this list: 80, "TCP"',
  );
});

test('containers, volumes, mounts, variables and ports are lists of which no two items have one key', () => {
  const twice = (item: object) => [item, item];
  const duplicates = (pod: object) => found(deployment({}, pod)).filter((one) => one.startsWith('duplicate-key '));
  const spec = 'duplicate-key spec.template.spec';
  assert.deepEqual(duplicates({ containers: twice(container()) }), [`${spec}.containers[1]`]);
  assert.deepEqual(duplicates({ initContainers: twice(container()) }), [`${spec}.initContainers[1]`]);
  assert.deepEqual(duplicates({ volumes: twice({ name: 'v', emptyDir: {} }) }), [`${spec}.volumes[1]`]);
  for (const [list, item] of Object.entries({
    env: { name: 'A' },
    ports: { containerPort: 80 },
    volumeMounts: { name: 'v', mountPath: '/v' },
  })) {
    const containers = [container({ [list]: twice(item) })];
    assert.deepEqual(duplicates({ containers }), [`${spec}.containers[0].${list}[1]`]);
  }
});

test('keys that only a program can hold are compared and told like all others', () => {
  const ports = Array.from({ length: 20 }, (_, index) => ({ name: `p${index}`, port: BigInt(80 + (index % 19)) }));
  const finding = only(service({ ports }));
  assert.equal(`${finding.code} ${finding.field}`, 'duplicate-key spec.ports[19]');
  assert.match(finding.message, /item 0 of this list: 80, "TCP"$/);
});

test('a key that is not written counts as its default', () => {
  const ports = (second: object) =>
    found(
      service({
        ports: [
          { name: 'a', port: 53 },
          { name: 'b', port: 53, ...second },
        ],
      }),
    );
  assert.deepEqual(ports({}), ['duplicate-key spec.ports[1]']);
  assert.deepEqual(ports({ protocol: 'TCP' }), ['duplicate-key spec.ports[1]']);
  assert.deepEqual(ports({ protocol: 'UDP' }), []);
});

test('long lists are searched for duplicates too', () => {
  const env = Array.from({ length: 40 }, (_, index) => ({ name: `V${index === 39 ? 7 : index}` }));
  assert.deepEqual(found(deployment({}, { containers: [container({ env })] })), [
    'duplicate-key spec.template.spec.containers[0].env[39]',
  ]);
});

test('an item that is twice in a set is reported', () => {
  const finalizers = ['a/b', 'c/d', 'a/b'];
  assert.deepEqual(found({ ...deployment(), metadata: { name: 'web', finalizers } }), [
    'duplicate-item metadata.finalizers[2]',
  ]);
});

test('several mistakes are all reported, in the order of the file', () => {
  assert.deepEqual(found(deployment({ replicas: 'x', foo: 1, selector: undefined })), [
    'wrong-type spec.replicas',
    'unknown-field spec.foo',
    'missing-field spec.selector',
  ]);
});

test('the status of an object is not looked at', () => {
  assert.deepEqual(found({ ...deployment(), status: { anything: [null] } }), []);
});

test('a kind without a schema is skipped by name', () => {
  const finding = only({ apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'x' }, spec: { a: 1 } });
  assert.equal(finding.severity, 'skipped');
  assert.equal(finding.code, 'unknown-kind');
  assert.match(finding.message, /Widget/);
});

test('a kind that Kubernetes does not have is an error, with the one that was meant', () => {
  const finding = only({ apiVersion: 'apps/v1', kind: 'Deploymnt', metadata: { name: 'x' } });
  assert.equal(finding.severity, 'error');
  assert.equal(finding.advice, 'did you mean Deployment?');
  assert.equal(
    only({ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', metadata: { name: 'x' } }).severity,
    'error',
  );
});

test('a version that is no longer served names those that are', () => {
  const ingress = only({ apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { name: 'x' } });
  assert.equal(`${ingress.severity} ${ingress.code}`, 'error unserved-version');
  assert.equal(ingress.advice, 'use networking.k8s.io/v1');
  assert.equal(
    only({ apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: {} }).advice,
    'use policy/v1',
  );
  assert.equal(
    only({ apiVersion: 'argoproj.io/v1', kind: 'Application', metadata: {} }).advice,
    'use argoproj.io/v1alpha1',
  );
});

test('a list of objects is to be written as documents', () => {
  assert.equal(only({ apiVersion: 'v1', kind: 'List', items: [] }).field, 'items');
});

test('a misspelt field of a custom resource is found', () => {
  assert.deepEqual(found(application({ source: { repoURL: 'https://example.org', targetRevison: 'HEAD' } })), [
    'unknown-field spec.source.targetRevison',
  ]);
});

test('the bounds and patterns of a custom resource are kept', () => {
  const pool = (spec: object) =>
    found({ apiVersion: 'metallb.io/v1beta1', kind: 'BFDProfile', metadata: { name: 'x' }, spec });
  assert.deepEqual(pool({ detectMultiplier: 1 }), ['out-of-range spec.detectMultiplier']);
  assert.deepEqual(pool({ detectMultiplier: 3 }), []);
  const route = (name: string) =>
    found({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'x' },
      spec: { hostnames: [name] },
    });
  assert.deepEqual(route('*.example.org'), []);
  assert.deepEqual(route('Example_org'), ['wrong-pattern spec.hostnames[0]']);
  assert.deepEqual(route(''), ['wrong-pattern spec.hostnames[0]', 'out-of-range spec.hostnames[0]']);
});

const definition = (properties: object, more: object = {}) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Cluster',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties, ...more } } } },
      },
    ],
  },
});

const widget = (spec: unknown, properties: object, more?: object) =>
  found(
    { apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'x' }, spec },
    catalog.withResources([definition(properties, more)]),
  );

test('a CustomResourceDefinition of the tree judges its objects, and is judged itself', () => {
  assert.deepEqual(widget({ size: 1, colour: 'red' }, { size: { type: 'integer' } }), ['unknown-field spec.colour']);
  assert.deepEqual(found(definition({})), []);
  const typo = definition({ size: { typ: 'integer' } });
  const path = 'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.size.typ';
  assert.deepEqual(found(typo), [`unknown-field ${path}`]);
});

test('a required field with a default may be left out of a custom resource', () => {
  const properties = { a: { type: 'string', default: 'x' }, b: { type: 'string' } };
  assert.deepEqual(widget({}, properties, { required: ['a', 'b'] }), ['missing-field spec.b']);
});

test('a custom resource may keep what its schema does not know', () => {
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: { type: 'string' } } };
  assert.deepEqual(widget({ open: { a: 'x', b: [null] } }, { open }), []);
  assert.deepEqual(widget({ open: { a: 1 } }, { open }), ['wrong-type spec.open.a']);
  assert.deepEqual(widget({ closed: { a: 1 } }, { closed: { type: 'object' } }), ['unknown-field spec.closed.a']);
});

test('an object inside a custom resource may name its kind', () => {
  const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: { type: 'object' } } };
  assert.deepEqual(
    widget({ embedded: { apiVersion: 'v1', kind: 'Pod', metadata: {}, spec: {}, foo: 1 } }, { embedded }),
    ['unknown-field spec.embedded.foo'],
  );
});

test('the rules for lists, maps and numbers of a custom resource are kept', () => {
  const text = { type: 'string' };
  assert.deepEqual(widget({ a: [] }, { a: { type: 'array', items: text, minItems: 1 } }), ['out-of-range spec.a']);
  assert.deepEqual(widget({ a: ['x', 'y'] }, { a: { type: 'array', items: text, maxItems: 1 } }), [
    'out-of-range spec.a',
  ]);
  assert.deepEqual(widget({ a: {} }, { a: { type: 'object', additionalProperties: text, minProperties: 1 } }), [
    'out-of-range spec.a',
  ]);
  const either = { type: 'object', properties: { x: text, y: text }, minProperties: 1, maxProperties: 1 };
  assert.deepEqual(widget({ a: {} }, { a: either }), ['out-of-range spec.a']);
  assert.deepEqual(widget({ a: { x: '1' } }, { a: either }), []);
  assert.deepEqual(widget({ a: { x: '1', y: '2' } }, { a: either }), ['out-of-range spec.a']);
  assert.deepEqual(widget({ a: 10 }, { a: { type: 'integer', maximum: 10, exclusiveMaximum: true } }), [
    'out-of-range spec.a',
  ]);
  assert.deepEqual(widget({ a: 10 }, { a: { type: 'integer', maximum: 10 } }), []);
  assert.deepEqual(widget({ a: 7 }, { a: { type: 'integer', multipleOf: 5 } }), ['out-of-range spec.a']);
  assert.deepEqual(widget({ a: 'ab' }, { a: { type: 'string', maxLength: 1 } }), ['out-of-range spec.a']);
  assert.deepEqual(widget({ a: '🙂' }, { a: { type: 'string', maxLength: 1 } }), []);
  assert.deepEqual(widget({ a: null }, { a: { type: 'string', nullable: true } }), []);
  assert.deepEqual(widget({ a: 'x' }, { a: { type: 'string', pattern: '(?i)[[:alpha:]' } }), []);
});

test('what is no manifest at all is reported and never thrown', () => {
  assert.deepEqual(found(null), ['wrong-type undefined']);
  assert.deepEqual(found([]), ['wrong-type undefined']);
  assert.deepEqual(found('x'), ['wrong-type undefined']);
  assert.deepEqual(found({}), ['missing-field apiVersion']);
  assert.deepEqual(found({ apiVersion: 'v1' }), ['missing-field kind']);
  assert.deepEqual(found({ apiVersion: 1, kind: [] }), ['missing-field apiVersion']);
  assert.deepEqual(found({ apiVersion: 'v1', kind: '__proto__', metadata: {} }), ['unknown-kind kind']);
  assert.deepEqual(found({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, constructor: 1 }), [
    'unknown-field constructor',
  ]);
});

test('any JSON in any place of a Deployment gives findings, not an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (spec, pod) => {
      for (const one of schemaFindings({ ...deployment(), spec } as never, catalog)) assert.ok(one.code);
      for (const one of schemaFindings(deployment({}, { containers: [pod] }) as never, catalog)) assert.ok(one.field);
    }),
  );
});
