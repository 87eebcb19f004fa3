import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import { applicationOf, sideOf } from '../../test/side-of.ts';
import { fieldText } from '../model/field-path.ts';
import { compareObjects } from './compare-objects.ts';
import { compareSides } from './compare-sides.ts';

const catalog = await loadCatalog();

const secret = (fields: object) =>
  ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'password', namespace: 'shop' },
    ...fields,
  }) as unknown as Manifest;

const compare = (base: object, head: object) =>
  compareObjects(secret(base), secret(head), { base: catalog, head: catalog });

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('a value differs, and nobody sees from what to what', () => {
  const { fields } = compare(
    { data: { a: base64('one'), b: base64('same') } },
    { data: { a: base64('two'), b: base64('same') } },
  );
  assert.deepEqual(fields, [{ path: ['data', 'a'], kind: 'changed', secret: true }]);
});

test('text and base64 of one value are the same', () => {
  assert.ok(compare({ data: { a: base64('one') } }, { stringData: { a: 'one' }, type: 'Opaque' }).textOnly);
});

test('keys that come and go are named', () => {
  const { fields } = compare({ stringData: { old: '1' } }, { stringData: { new: '2' }, immutable: true });
  assert.deepEqual(
    fields.map(({ kind, path }) => `${kind} ${fieldText(path)}`),
    ['added immutable', 'removed data.old', 'added data.new'],
  );
});

test('no comparison holds a value of a Secret', () => {
  const value = fc.stringMatching(/^[a-zA-Z0-9]{12,20}$/);
  const data = fc.dictionary(fc.constantFrom('a', 'b', 'tls.crt', 'config.yaml'), value);
  const fields = fc.record({ data, stringData: data, metadata: fc.constant({ name: 'password', namespace: 'shop' }) });
  fc.assert(
    fc.property(fc.option(fields), fc.option(fields), (old, now) => {
      const encoded = (each: typeof old) =>
        each === null
          ? []
          : [
              secret({
                ...each,
                data: Object.fromEntries(Object.entries(each.data).map(([key, text]) => [key, base64(text)])),
                metadata: {
                  ...each.metadata,
                  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(each) },
                },
              }),
            ];
      const comparison = compareSides(
        sideOf('base', applicationOf(encoded(old))),
        sideOf('head', applicationOf(encoded(now))),
        catalog,
      );
      const text = JSON.stringify([comparison.base, comparison.head, comparison.changes]);
      for (const each of [old, now])
        for (const plain of [...Object.values(each?.data ?? {}), ...Object.values(each?.stringData ?? {})]) {
          assert.ok(!text.includes(plain) && !text.includes(base64(plain)));
        }
    }),
  );
});
