import type { Json } from '@wildermesser/manifest/template';
import { mismatch } from '../../src/values-schema/index.ts';
import { isList, isObject, schemasIn } from '../../src/values-schema/schema.ts';
import type { Values } from './compiled-components.ts';
import type { LawCase } from './law-case.ts';

/** Data a little smaller than this: a part less, a shorter text, a plainer number. */
const smaller = (value: Json): Json[] => {
  if (isList(value))
    return value.flatMap((item, i) => [
      value.toSpliced(i, 1),
      ...smaller(item).map((less) => value.with(i, less) as Json),
    ]);
  if (isObject(value)) {
    const entries = Object.entries(value);
    return entries.flatMap(([key, held], i) => [
      Object.fromEntries(entries.toSpliced(i, 1)),
      ...smaller(held).map((less) => Object.fromEntries(entries.with(i, [key, less]))),
    ]);
  }
  if (typeof value === 'string') {
    const letters = [...value];
    const middle = letters.length >> 1;
    const shorter = [letters.slice(0, middle), letters.slice(middle), letters.slice(1), letters.slice(0, -1)];
    return ['', 'a', ...shorter.map((part) => part.join(''))].filter((text) => text.length < value.length);
  }
  if (typeof value === 'number') return [0, 1].filter((number) => number < Math.abs(value));
  return [];
};

const rounds = 40;

/** The smallest case that is still wrong, by trying all that are a little smaller at once. */
export const shrinkCase = async (
  first: LawCase,
  areWrong: (cases: readonly LawCase[]) => Promise<readonly boolean[]>,
): Promise<LawCase> => {
  const { schema } = first.component.template;
  const definitions = new Map(schemasIn(schema, '$defs'));
  let best = first;
  for (let round = 0; round < rounds; round++) {
    const candidates = smaller(best.values)
      .filter((values) => mismatch(schema, values, definitions) === undefined)
      .map((values): LawCase => ({ ...first, values: values as Values }))
      .slice(0, 100);
    const wrong = await areWrong(candidates);
    const next = candidates
      .filter((_, i) => wrong[i])
      .toSorted((a, b) => JSON.stringify(a.values).length - JSON.stringify(b.values).length)[0];
    if (next === undefined) return best;
    best = next;
  }
  return best;
};
