import { type Type, ts } from 'ts-morph';
import { type Place, type Reading, refuse } from './place.ts';
import type { Schema } from './schema.ts';
import { writtenItem, writtenItems } from './written-type.ts';

/** The schema of an array. */
export const listSchema = (type: Type, place: Place, reading: Reading): Schema => {
  const item = type.getArrayElementTypeOrThrow();
  const inner = { ...place, path: `${place.path}[]`, written: writtenItem(place.written), depth: place.depth + 1 };
  return { type: 'array', items: reading.schemaOf(item, inner) };
};

/** The schema of a tuple: each item has its own schema, and there are exactly as many as it names. */
export const tupleSchema = (type: Type, place: Place, reading: Reading): Schema => {
  const { target } = type.compilerType as ts.TupleTypeReference;
  const fixed = target.elementFlags.findIndex((flags) => (flags & ts.ElementFlags.Variable) !== 0);
  const hasRest = fixed !== -1;
  const count = hasRest ? fixed : target.elementFlags.length;
  if (hasRest && fixed !== target.elementFlags.length - 1) {
    return refuse(reading, place, 'is a tuple with items after its rest', 'put the rest last');
  }
  const written = writtenItems(place.written);
  const schemas = type.getTupleElements().map((item, i) => {
    const path = i < count ? `${place.path}[${i}]` : `${place.path}[]`;
    return reading.schemaOf(item, {
      ...place,
      path,
      written: i < count ? written[i] : undefined,
      depth: place.depth + 1,
    });
  });
  return {
    type: 'array',
    ...(count === 0 ? {} : { prefixItems: schemas.slice(0, count) }),
    ...(hasRest ? { items: schemas[count] ?? {} } : { maxItems: count }),
    minItems: target.minLength,
  };
};
