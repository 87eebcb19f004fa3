import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import type { Json } from '@wildermesser/manifest/template';
import fc from 'fast-check';
import { withDefaults } from './defaults.ts';
import { mismatch } from './mismatch.ts';
import { readInterfaces } from './read-interfaces.ts';
import { sampleValues } from './sample-values.ts';
import { isObject, type Schema, schemasIn } from './schema.ts';
import { valuesArbitrary } from './testing.ts';

const [sample, pod] = readInterfaces([
  sampleValues,
  "import type { PodSpec } from '@wildermesser/manifest/core/v1.types'; interface Values { pod: PodSpec }",
]);

const ajvPath = new URL('../../../../tools/schemas/node_modules/ajv/dist/2020.js', import.meta.url);

type Check = (value: unknown) => boolean;
interface Ajv {
  compile(schema: Schema): Check;
}

const ajvOf = async (schema: Schema): Promise<Check> => {
  const { Ajv2020 } = (await import(ajvPath.href)) as { Ajv2020: new (options: object) => Ajv };
  return new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, validateFormats: false }).compile(
    schema,
  );
};

const runs = { numRuns: 300, endOnFailure: true };

for (const [name, type] of [
  ['every construct', sample],
  ['a PodSpec', pod],
] as const) {
  test(`values drawn from the schema of ${name} are what another validator admits, with their defaults, too`, async (t) => {
    assert.deepEqual(type?.findings, []);
    if (!existsSync(ajvPath)) {
      t.skip('ajv: not installed in tools/schemas');
      return;
    }
    const admits = await ajvOf(type.schema);
    const whole = (values: Json): Json => (isObject(values) ? withDefaults(type.defaults, values) : values);
    fc.assert(
      fc.property(valuesArbitrary(type.schema), (values) => admits(values) && admits(whole(values))),
      runs,
    );
  });
}

/** Values with one thing in them replaced, which mostly makes them wrong. */
const spoiled = (values: Json, at: number, by: Json): Json => {
  let left = at;
  const walk = (value: Json): Json => {
    if (left-- === 0) return by;
    if (Array.isArray(value)) return value.map(walk);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, held]) => [key, walk(held)])) : value;
  };
  return walk(values);
};

test('the own check of data against a schema says what another validator says', async (t) => {
  if (!existsSync(ajvPath)) {
    t.skip('ajv: not installed in tools/schemas');
    return;
  }
  const { schema } = sample ?? { schema: {} };
  const admits = await ajvOf(schema);
  const definitions = new Map(schemasIn(schema, '$defs'));
  const others = fc.constantFrom<Json>(null, '', 'x', 0, -1, 70_000, 1.5, true, [], {}, { type: 'claim' }, ['a', 'a']);
  let refused = 0;
  const agrees = (values: Json, at: number, by: Json): boolean => {
    const changed = spoiled(values, at, by);
    const isAdmitted = admits(changed);
    refused += isAdmitted ? 0 : 1;
    return isAdmitted === (mismatch(schema, changed, definitions) === undefined);
  };
  fc.assert(fc.property(valuesArbitrary(schema), fc.nat(40), others, agrees), runs);
  assert.ok(refused > 20, `only ${refused} were refused`);
});

test('what is drawn is absent and present, empty and long, at the edges and nasty', () => {
  const [type] = readInterfaces(['n: number; l?: string[]; m: Record<string, string>']);
  const drawn = fc.sample(valuesArbitrary(type?.schema ?? {}), { numRuns: 500, seed: 1 }) as {
    n: number;
    l?: string[];
    m: Record<string, string>;
  }[];
  const seen = (what: string, test: (values: (typeof drawn)[number]) => boolean): void =>
    assert.ok(drawn.some(test), what);
  seen('the largest integer', ({ n }) => n === Number.MAX_SAFE_INTEGER);
  seen('a number that Go prints with an exponent', ({ n }) => n === 1_000_000);
  seen('no list', ({ l }) => l === undefined);
  seen('an empty list', ({ l }) => l?.length === 0);
  seen('a long list', ({ l }) => (l?.length ?? 0) >= 20);
  seen('an empty map', ({ m }) => Object.keys(m).length === 0);
  seen('a key that is no word', ({ m }) => Object.keys(m).some((key) => key.includes('\n')));
  seen('an empty key', ({ m }) => Object.hasOwn(m, ''));
  seen('a text that looks like a number', ({ m }) =>
    Object.values(m).some((text) => /^[0-9.]+e[0-9]+$/i.test(text) || /^0[xbo]/.test(text)),
  );
});
