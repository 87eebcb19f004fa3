import type fc from 'fast-check';
import type { Catalog } from '../../../packages/manifest/src/schema/catalog.ts';
import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';

type FastCheck = typeof fc;

/** Values that fit nowhere, or only somewhere: the mistakes of the test. */
const strange = [
  '',
  'x',
  '10',
  '1Gi',
  'TCP',
  'Always',
  0,
  1,
  -5,
  1.5,
  2 ** 40,
  true,
  null,
  [],
  ['x'],
  {},
  { name: 'x' },
];

/**
 * Objects that follow a definition for the most part: each value is, now and then, replaced by a strange one, a field
 * is left out or misspelt.
 */
export const valuesOf = (
  check: FastCheck,
  catalog: Catalog,
  definition: string,
  mistakes: number,
): fc.Arbitrary<unknown> => {
  const value = (node: SchemaNode, depth: number): fc.Arbitrary<unknown> => {
    const right = correct(node, depth);
    return mistakes === 0
      ? right
      : check.oneof({ weight: mistakes, arbitrary: check.constantFrom(...strange) }, { weight: 40, arbitrary: right });
  };

  const object = (node: SchemaNode, depth: number): fc.Arbitrary<unknown> => {
    const required = new Set(node.required);
    const fields = Object.entries(node.properties ?? {}).filter(([name]) => depth < 7 || required.has(name));
    if (fields.length === 0) return check.constant({});
    const optional = fields.filter(([name]) => !required.has(name));
    const always = fields.filter(([name]) => required.has(name));
    return check.subarray(optional, { maxLength: Math.min(optional.length, 3) }).chain((some) =>
      check
        .record(Object.fromEntries([...always, ...some].map(([name, child]) => [name, value(child, depth + 1)])))
        .chain((made) => {
          const names = Object.keys(made);
          if (mistakes === 0 || names.length === 0) return check.constant(made);
          const broken = check.constantFrom(...names).map((name) => {
            const { [name]: moved, ...rest } = made;
            return { ...rest, [`${name}x`]: moved };
          });
          return check.oneof({ weight: mistakes, arbitrary: broken }, { weight: 60, arbitrary: check.constant(made) });
        }),
    );
  };

  const text = (node: SchemaNode): fc.Arbitrary<unknown> => {
    if (node.format === 'byte') return check.constantFrom('', 'YQ==');
    if (node.format === 'date-time') return check.constant('2024-01-31T12:00:00Z');
    if (node.pattern !== undefined) return check.constantFrom('a', 'example.org', '10.0.0.0/8', '1h', '/a', 'A', '5');
    return check.string({ minLength: node.minLength ?? 0, maxLength: Math.max(node.minLength ?? 0, 4) });
  };

  const correct = (node: SchemaNode, depth: number): fc.Arbitrary<unknown> => {
    if (node.$ref !== undefined) return correct(catalog.definition(node.$ref) ?? {}, depth);
    if (node.enum !== undefined) return check.constantFrom(...node.enum);
    if (node['x-kubernetes-int-or-string']) return check.constantFrom<unknown>(8080, 'http', '25%');
    if (node.format === 'quantity') return check.constantFrom<unknown>('100m', '1Gi', 2);
    switch (node.type) {
      case 'array': {
        const count = Math.max(node.minItems ?? 0, depth < 7 ? 1 : 0);
        return check.array(value(node.items ?? {}, depth + 1), { minLength: node.minItems ?? 0, maxLength: count });
      }
      case 'object':
        return typeof node.additionalProperties === 'object'
          ? check.dictionary(check.constantFrom('a', 'b.c/d'), value(node.additionalProperties, depth + 1), {
              maxKeys: 2,
            })
          : object(node, depth);
      case 'boolean':
        return check.boolean();
      case 'integer':
      case 'number':
        return check.integer({ min: node.minimum ?? 0, max: Math.max(node.minimum ?? 0, node.maximum ?? 100) });
      case 'string':
        return text(node);
      default:
        return check.constantFrom<unknown>('x', 1, { a: 1 });
    }
  };

  return correct(catalog.definition(definition) ?? {}, 0);
};
