import assert from 'node:assert/strict';
import type { Json, Release } from '@wildermesser/manifest/template';
import fc from 'fast-check';
import { valuesArbitrary } from '../../src/values-schema/testing.ts';
import type { CompiledComponent, Values } from './compiled-components.ts';
import type { LawCase } from './law-case.ts';
import { mendedCases } from './mended.ts';

/** Releases of which names and namespaces matter to some component. */
const releases: readonly Release[] = [
  { name: 'shop', namespace: 'shop-test' },
  { name: 'prod-catalog', namespace: 'team' },
];

/** Where random values come from: a number that makes the same values again. */
export const lawSeed = Number(process.env.LAW_SEED ?? Math.floor(Math.random() * 2 ** 31));

/**
 * Numbers with a fraction as far as every output shows them alike within a text: fifteen digits, no more than twenty
 * places. Jsonnet shows others with seventeen digits.
 */
const showable = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(showable);
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Number(Number(value.toPrecision(15)).toFixed(20));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, showable(held)]));
};

const drawnValues = ({ template: { schema }, examples }: CompiledComponent, count: number): readonly Values[] => [
  ...(examples as readonly Values[]),
  ...(fc.sample(valuesArbitrary(schema).map(showable), { numRuns: count, seed: lawSeed }) as Values[]),
];

/** For each component its examples, so many drawn values, and those that once went wrong; cases of a release together. */
export const drawCases = (components: readonly CompiledComponent[], count: number): readonly (readonly LawCase[])[] => {
  const drawn = components.flatMap((component) =>
    drawnValues(component, count).map((values) => ({ component, values })),
  );
  const mended = mendedCases.map(({ about, component: id, values }) => {
    const component = components.find((each) => each.id === id);
    assert.ok(component, id);
    return { component, values, about };
  });
  return releases.map((release, i) =>
    [...mended, ...drawn].filter((_, at) => at % releases.length === i).map((one) => ({ ...one, release })),
  );
};
