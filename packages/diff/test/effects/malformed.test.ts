import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import type { Side } from '../../src/index.ts';
import { planOf } from './effects-of.ts';
import { caseCatalog, loadSide } from './load-case.ts';

const folders = globSync('*/*/expected.txt', { cwd: import.meta.dirname })
  .toSorted()
  .map((path) => join(import.meta.dirname, dirname(path)));

type Step = string | number;

/** Every place in a manifest but those that every manifest has. */
const placesIn = (value: unknown, path: readonly Step[] = []): readonly (readonly Step[])[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [Step, unknown])[] = Array.isArray(value)
    ? value.map((entry: unknown, index) => [index, entry] as const)
    : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, entry]) => placesIn(entry, [...path, key]))];
};

const isSettled = ([first, second]: readonly Step[]): boolean =>
  first === 'apiVersion' ||
  first === 'kind' ||
  (first === 'metadata' && (second === undefined || second !== 'annotations'));

const withValue = (target: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(target))
    return target.map((entry, index) => (index === step ? withValue(entry, rest, value) : entry));
  return { ...(target as object), [step]: withValue((target as Record<Step, unknown>)[step], rest, value) };
};

/** Puts a value somewhere into one of the objects of a side. */
const broken = (side: Side, pick: number, value: unknown): Side => {
  const places = side.applications.flatMap(({ objects }, application) =>
    objects.flatMap(({ manifest }, object) =>
      placesIn(manifest)
        .filter((path) => !isSettled(path))
        .map((path) => ({ application, object, path })),
    ),
  );
  const place = places[pick % Math.max(places.length, 1)];
  if (place === undefined) return side;
  return {
    ...side,
    applications: side.applications.map((application, index) =>
      index !== place.application
        ? application
        : {
            ...application,
            objects: application.objects.map((object, at) =>
              at === place.object
                ? { ...object, manifest: withValue(object.manifest, place.path, value) as Manifest }
                : object,
            ),
          },
    ),
  };
};

test('whatever stands in a field, no rule fails on it', async () => {
  const catalog = await caseCatalog;
  const value = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, '', 'text', '100%', '1Gi'),
    fc.constantFrom<unknown>([], {}, [null], [[]], [{}], { a: null }, ['a', 1], { name: ['a'] }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...folders), fc.nat(), value, fc.boolean(), (folder, pick, bad, isBase) => {
      const [base, head] = [loadSide(folder, 'base', catalog), loadSide(folder, 'head', catalog)];
      if (isBase) planOf(broken(base, pick, bad), head, catalog);
      else planOf(base, broken(head, pick, bad), catalog);
    }),
    { numRuns: 1000 },
  );
});
