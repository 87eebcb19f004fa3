import { isList, refName, requiredOf, type Schema, schemaAt, schemasIn, typesOf } from '../values-schema/schema.ts';
import type { Position } from './position.ts';

/** What the types of Kubernetes say in words about their lists. */
const keyed = /^List keyed by (.+)\.$/;
const once = 'Every item once.';

/** Whether the description of a list is nothing but what its keywords say. */
export const saysTopology = ({ description }: Schema): boolean =>
  typeof description === 'string' && (keyed.test(description) || description === once);

const scalars = ['string', 'integer', 'number', 'boolean'];

/**
 * How several writers share a list: `atomic` unless it is declared otherwise. A list of a Kubernetes type says it in its
 * comment; where its keys may be absent, the API server would not take it, and it stays atomic.
 */
export const listKeywords = (
  schema: Schema,
  { path }: Position,
  definitions: ReadonlyMap<string, Schema>,
  refuse: (message: string, advice: string) => Schema,
): Schema => {
  const declared = schemaAt(schema, 'items') ?? {};
  const item = definitions.get(refName(declared) ?? '') ?? declared;
  const fields = new Map(schemasIn(item, 'properties'));
  const isKey = (key: string): boolean => {
    const field = fields.get(key);
    const isThere = requiredOf(item).includes(key) || field?.default !== undefined;
    return field !== undefined && isThere && typesOf(field).length === 1 && scalars.includes(typesOf(field)[0] ?? '');
  };
  const words = typeof schema.description === 'string' ? schema.description : '';
  const known = keyed.exec(words)?.[1]?.split(', ');
  if (known !== undefined || words === once) {
    const keys = known?.every(isKey) === true ? known : undefined;
    const type = words === once ? 'set' : keys === undefined ? 'atomic' : 'map';
    return { ...(keys === undefined ? {} : { 'x-kubernetes-list-map-keys': keys }), 'x-kubernetes-list-type': type };
  }
  const type = schema['x-kubernetes-list-type'] ?? 'atomic';
  const keys = isList(schema['x-kubernetes-list-map-keys']) ? schema['x-kubernetes-list-map-keys'].map(String) : [];
  if (type === 'map' && keys.length === 0)
    return refuse(
      'is a list of type map without a key',
      `write \`@listMapKey\` with the field that tells its items apart`,
    );
  if (type !== 'map' && keys.length > 0)
    return refuse('has `@listMapKey` and is no list of type map', 'write `@listType map`');
  const odd = keys.find((key) => !isKey(key));
  if (odd !== undefined)
    return refuse(
      fields.has(odd)
        ? `has the key \`${odd}\`, which its items may lack`
        : `has the key \`${odd}\`, which its items have not`,
      fields.has(odd)
        ? 'let the field be a required string, number or boolean, or give it a default'
        : `use a field of ${path}[]`,
    );
  if (type === 'set' && !scalars.includes(typesOf(item)[0] ?? '') && item['x-kubernetes-map-type'] !== 'atomic')
    return refuse('is a set of objects', 'use `@listType map` with `@listMapKey`, or a list of strings or numbers');
  return { 'x-kubernetes-list-type': type, ...(keys.length === 0 ? {} : { 'x-kubernetes-list-map-keys': keys }) };
};
