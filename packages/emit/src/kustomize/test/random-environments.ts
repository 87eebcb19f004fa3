import type { Manifest } from '@wildermesser/manifest';
import { manifestString as anyString, manifestValue as anyValue } from '@wildermesser/manifest/testing';
import fc from 'fast-check';
import { isList, isMap, isSame, type Plain, type PlainMap, valueAt } from '../plain-value.ts';

/** Objects of a base, and what an environment makes of them. */
export interface RandomEnvironment {
  readonly base: readonly Manifest[];
  readonly wanted: readonly Manifest[];
}

/**
 * Without what Kustomize cannot write, which is a finding, and without hexadecimal digits beyond any number, which it
 * leaves unquoted and the strict reader refuses.
 */
const writable = (text: string): string =>
  text
    .replace(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, '?')
    .replace(/^<<$/, '<')
    .replace(/^\t/, '?')
    .replace(/^([-+]?)0(?=\w{16})/, '$1');
const manifestString = anyString.map(writable);
const writableValue = (value: unknown): Plain =>
  typeof value === 'string'
    ? writable(value)
    : Array.isArray(value)
      ? value.map(writableValue)
      : isMap(value as Plain)
        ? Object.fromEntries(
            Object.entries(value as PlainMap).map(([key, item]) => [writable(key), writableValue(item)]),
          )
        : (value as Plain);
const manifestValue = anyValue.map(writableValue);

const word = fc.constantFrom('a', 'b', 'c', 'd');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const map = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model).map((value) => JSON.parse(JSON.stringify(value)) as PlainMap);
const keyed = (model: Record<string, fc.Arbitrary<unknown>>, key: (item: PlainMap) => unknown) =>
  fc.uniqueArray(map(model), { selector: key, maxLength: 4 });
const stringMap = fc.dictionary(fc.oneof(word, manifestString), manifestString, { maxKeys: 3, noNullPrototype: true });
const labels = fc.dictionary(word, fc.oneof(manifestString), { maxKeys: 3, noNullPrototype: true });

const port = keyed(
  { containerPort: fc.integer({ min: 80, max: 83 }), protocol: fc.constantFrom('TCP', 'UDP'), name: optional(word) },
  ({ containerPort, protocol }) => `${containerPort}/${protocol}`,
);
const barePort = keyed(
  { containerPort: fc.integer({ min: 80, max: 83 }), name: optional(word) },
  (p) => p.containerPort,
);
/** Some with a protocol and some without: nothing that a merge could tell apart. */
const mixedPort = fc.array(
  map({
    containerPort: fc.constantFrom(53, 54),
    protocol: optional(fc.constantFrom('TCP', 'UDP')),
    name: optional(word),
  }),
  { maxLength: 3 },
);

const container = {
  name: word,
  image: optional(fc.oneof(word, manifestString)),
  args: optional(fc.array(manifestString, { maxLength: 4 })),
  env: optional(
    fc.oneof(
      keyed(
        { name: word, value: optional(manifestString), valueFrom: optional(fc.constant({ fieldRef: {} })) },
        (e) => e.name,
      ),
      fc.array(map({ name: word, value: manifestString }), { maxLength: 3 }),
    ),
  ),
  ports: optional(fc.oneof(port, barePort, mixedPort)),
  resources: optional(
    map({ limits: optional(map({ cpu: fc.constantFrom('1', 2, 0.5) })), requests: optional(stringMap) }),
  ),
  volumeMounts: optional(keyed({ mountPath: word, name: word, readOnly: optional(fc.boolean()) }, (m) => m.mountPath)),
};

const podSpec = map({
  containers: keyed(container, (item) => item.name),
  initContainers: optional(keyed(container, (item) => item.name)),
  volumes: optional(
    keyed(
      { name: word, emptyDir: optional(map({ medium: optional(word) })), configMap: optional(map({ name: word })) },
      (v) => v.name,
    ),
  ),
  nodeSelector: optional(labels),
  tolerations: optional(fc.array(map({ key: word, value: optional(manifestString) }), { maxLength: 3 })),
  imagePullSecrets: optional(keyed({ name: word }, (s) => s.name)),
  hostAliases: optional(keyed({ ip: word, hostnames: fc.array(word) }, (h) => h.ip)),
  schedulingGates: optional(keyed({ name: word }, (g) => g.name)),
  hostNetwork: optional(fc.boolean()),
  topologySpreadConstraints: optional(
    keyed(
      { topologyKey: word, whenUnsatisfiable: word, maxSkew: fc.nat(3) },
      (t) => `${t.topologyKey}/${t.whenUnsatisfiable}`,
    ),
  ),
});

const bodies: Readonly<Record<string, fc.Arbitrary<PlainMap>>> = {
  'apps/v1/Deployment': map({
    spec: map({
      replicas: optional(fc.nat(3)),
      strategy: optional(map({ type: word, rollingUpdate: optional(map({ maxSurge: fc.constantFrom(1, '25%') })) })),
      template: map({
        metadata: optional(map({ labels: optional(labels), annotations: optional(stringMap) })),
        spec: podSpec,
      }),
    }),
  }),
  'batch/v1/CronJob': map({ spec: map({ jobTemplate: map({ spec: map({ template: map({ spec: podSpec }) }) }) }) }),
  'v1/Service': map({
    spec: map({
      type: optional(word),
      selector: optional(labels),
      ports: fc.oneof(
        keyed(
          { port: fc.integer({ min: 80, max: 83 }), protocol: fc.constantFrom('TCP', 'UDP'), name: optional(word) },
          (p) => `${p.port}/${p.protocol}`,
        ),
        keyed({ port: fc.integer({ min: 80, max: 83 }), targetPort: fc.oneof(word, fc.nat(9)) }, (p) => p.port),
      ),
    }),
  }),
  'v1/ConfigMap': map({
    data: optional(stringMap),
    binaryData: optional(stringMap),
    immutable: optional(fc.boolean()),
  }),
  'autoscaling/v2/HorizontalPodAutoscaler': map({
    spec: map({ metrics: fc.array(map({ type: word, n: fc.nat(3) }), { maxLength: 3 }) }),
  }),
  'example.io/v1/Widget': map({
    spec: fc.oneof(manifestValue, stringMap),
    containers: optional(fc.array(map({ name: word, n: fc.nat(2) }))),
  }),
  'monitoring.coreos.com/v1/ServiceMonitor': map({
    spec: map({ endpoints: fc.array(map({ port: word, path: optional(manifestString) }), { maxLength: 3 }) }),
  }),
};

/** Takes from two values what `choose` says: the one, the other, a mixture, nothing. */
const mix = (a: Plain, b: Plain, choose: (ways: number) => number): Plain => {
  if (isMap(a) && isMap(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    const entries = keys.flatMap((key): [string, Plain][] => {
      const [one, two] = [valueAt(a, key), valueAt(b, key)];
      const way = choose(8);
      if (one === undefined || two === undefined) {
        const only = (one ?? two) as Plain;
        return (one === undefined) === way < 3 ? [[key, only]] : one !== undefined && way < 7 ? [[key, only]] : [];
      }
      if (way === 0) return [[key, two]];
      return way < 4 ? [[key, mix(one, two, choose)]] : [[key, one]];
    });
    return Object.fromEntries(entries);
  }
  if (isList(a) && isList(b)) {
    const way = choose(5);
    if (way === 0) return b;
    if (way === 1) return [...a].reverse();
    if (way === 2) return a.filter(() => choose(3) > 0);
    const first = (item: Plain) => (isMap(item) ? (item.name ?? Object.values(item)[0]) : item);
    const merged = a.map((item) => {
      const other = b.find((candidate) => isSame(first(candidate), first(item)));
      return other === undefined || choose(2) === 0 ? item : mix(item, other, choose);
    });
    const fresh = b
      .filter((item) => !a.some((known) => isSame(first(known), first(item))))
      .filter(() => choose(2) === 0);
    return way === 3 ? [...merged, ...fresh] : [...fresh, ...merged];
  }
  return choose(3) === 0 ? b : a;
};

const generator = (seed: number) => {
  let state = seed >>> 0;
  return (ways: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % ways;
  };
};

const metadata = map({
  labels: optional(labels),
  annotations: optional(fc.dictionary(word, manifestString, { minKeys: 1, maxKeys: 3, noNullPrototype: true })),
});

const change = fc.constantFrom(...Object.keys(bodies)).chain((type) =>
  fc.record({
    type: fc.constant(type),
    before: fc.tuple(metadata, bodies[type] as fc.Arbitrary<PlainMap>),
    after: fc.tuple(metadata, bodies[type] as fc.Arbitrary<PlainMap>),
    namespace: fc.constantFrom(undefined, 'x', 'y'),
    seed: fc.nat(),
    fate: fc.constantFrom('change', 'change', 'change', 'change', 'change', 'keep', 'remove', 'add'),
  }),
);

const objects = fc.array(change, { minLength: 1, maxLength: 3 });

/** Environments whose objects have names that no other of the list has, so that one build can hold them all. */
export const randomEnvironments = (count: number): fc.Arbitrary<readonly RandomEnvironment[]> =>
  fc.array(objects, { minLength: count, maxLength: count }).map((environments) =>
    environments.map((changes, number) => {
      const base: Manifest[] = [];
      const wanted: Manifest[] = [];
      changes.forEach(({ type, before, after, namespace, seed, fate }, i) => {
        const slash = type.lastIndexOf('/');
        const head = { name: `o${number}.${i}`, ...(namespace === undefined ? {} : { namespace }) };
        const object = ([meta, body]: readonly PlainMap[]) =>
          ({
            apiVersion: type.slice(0, slash),
            kind: type.slice(slash + 1),
            metadata: { ...meta, ...head },
            ...body,
          }) as unknown as Manifest;
        const [one, two] = [object(before), object(after)];
        const mixed = mix(one as unknown as Plain, two as unknown as Plain, generator(seed)) as unknown as Manifest;
        const named = {
          ...mixed,
          apiVersion: one.apiVersion,
          kind: one.kind,
          metadata: { ...mixed.metadata, ...head },
        };
        if (fate !== 'add') base.push(one);
        if (fate !== 'remove') wanted.push(fate === 'keep' ? one : named);
      });
      // A base has at least one object.
      const anchor = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `anchor${number}` } };
      return { base: [...base, anchor], wanted: [...wanted, anchor] };
    }),
  );
