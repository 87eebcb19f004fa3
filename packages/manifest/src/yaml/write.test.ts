import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { manifestString, manifestValue, nastyStrings } from '../testing.ts';
import { readDocuments } from './read.ts';
import { writeYaml, YamlWriteError } from './write.ts';

/** js-yaml and yaml do not make `__proto__` a key; our reader and Kubernetes' do. */
const withoutProto = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__');

const readers: Record<string, (text: string) => unknown> = {
  'YAML 1.2': (text) => parse(text),
  'YAML 1.1': (text) => parse(text, { version: '1.1', merge: true }),
  'js-yaml': (text) => load(text),
  ours: (text) => {
    const { documents, findings } = readDocuments(text, 'text.yaml');
    assert.deepEqual(findings, []);
    return documents[0]?.value;
  },
};

for (const [name, read] of Object.entries(readers)) {
  test(`every nasty string survives a ${name} reader, as key and as value`, () => {
    for (const text of nastyStrings.filter((string) => string !== '__proto__' || name === 'ours')) {
      const value = { [text]: text, list: [text, { [text]: text }] };
      assert.deepEqual(read(writeYaml(value)), value, JSON.stringify(text));
    }
  });

  test(`any value survives a ${name} reader`, () => {
    const values = fc.record({ value: manifestValue, text: manifestString }, { noNullPrototype: true });
    fc.assert(
      fc.property(values, (value) => {
        fc.pre(withoutProto(value));
        assert.deepEqual(read(writeYaml(value)), value);
      }),
      { numRuns: 1500 },
    );
  });
}

test('the text does not depend on the order in which keys were set', () => {
  const shuffled = fc.dictionary(manifestString, manifestValue, { noNullPrototype: true }).chain((map) =>
    fc.record({
      map: fc.constant(map),
      entries: fc.shuffledSubarray(Object.entries(map), { minLength: Object.keys(map).length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ map, entries }) => {
      fc.pre(withoutProto(map));
      assert.equal(writeYaml(Object.fromEntries(entries)), writeYaml(map));
    }),
  );
});

test('keys that name the object come first, all others are sorted by bytes, lists stay as they are', () => {
  const value = {
    spec: { b: 1, a: [3, 1, 2] },
    metadata: { labels: {}, name: 'x' },
    kind: 'K',
    apiVersion: 'v1',
    é: 1,
    z: 1,
  };
  assert.equal(
    writeYaml(value),
    'apiVersion: v1\nkind: K\nmetadata:\n  name: x\n  labels: {}\nspec:\n  a:\n  - 3\n  - 1\n  - 2\n  b: 1\nz: 1\né: 1\n',
  );
});

test('absent fields are left out, an object used twice is written twice', () => {
  const shared = { a: 1 };
  assert.equal(
    writeYaml({ x: undefined, b: shared, z: shared, w: { v: undefined } }),
    'b:\n  a: 1\nw: {}\nz:\n  a: 1\n',
  );
});

test('scripts stay readable: a literal block, whatever its end, and no folding', () => {
  assert.equal(writeYaml({ s: '#!/bin/sh\necho a\n' }), 's: |\n  #!/bin/sh\n  echo a\n');
  assert.equal(writeYaml({ s: 'a\nb' }), 's: |-\n  a\n  b\n');
  assert.equal(writeYaml([{ s: 'a\n\n\n' }]), '- s: |+\n    a\n\n\n');
  assert.equal(writeYaml({ s: 'word '.repeat(100).trim() }).split('\n').length, 2);
});

test('an ordinary image, quantity, address and command stand without quotes', () => {
  for (const text of ['nginx:1.29.3', '100m', '1Gi', '10.0.0.1', '8h', '/bin/sh', '--port=80', 'v1', "it's", 'a, b'])
    assert.equal(writeYaml({ v: text }), `v: ${text}\n`);
});

test('what YAML cannot carry is refused with the path of every fault', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const value = {
    a: [undefined, () => 1],
    b: Number.NaN,
    'c.d': 2 ** 60,
    e: new Date(0),
    f: '\ud800',
    g: { h: cyclic },
    i: 1n,
  };
  assert.throws(
    () => writeYaml(value),
    (error: YamlWriteError) => {
      assert.deepEqual(
        error.faults.map(({ path }) => path),
        ['a[0]', 'a[1]', 'b', '["c.d"]', 'e', 'f', 'g.h.self', 'i'],
      );
      return error instanceof YamlWriteError;
    },
  );
});

test('a failed write leaves nothing behind for the next one', () => {
  assert.throws(() => writeYaml({ a: 'x', b: Symbol('b') }));
  assert.equal(writeYaml({ a: 1 }), 'a: 1\n');
});
