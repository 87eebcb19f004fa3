import { requiredOf, type Schema, schemasIn } from '../values-schema/schema.ts';
import { celName } from './cel-name.ts';
import type { CelRule } from './cel-rule.ts';
import type { Position } from './position.ts';
import { immutableMark } from './resource-tags.ts';

/**
 * The rules that keep a field as it was first set, and that keep optional fields of an object from being taken away, which a
 * rule on the field itself would not see.
 */
export const immutableRules = (schema: Schema, { path }: Position): readonly CelRule[] => {
  const name = path.split('.').at(-1) ?? path;
  const own: CelRule[] =
    schema[immutableMark] === true ? [{ rule: 'self == oldSelf', message: `${name} cannot be changed` }] : [];
  const required = requiredOf(schema);
  const kept = schemasIn(schema, 'properties')
    .filter(([key, field]) => field[immutableMark] === true && !required.includes(key) && field.default === undefined)
    .flatMap(([key]): CelRule[] => {
      const field = celName(key);
      return field === undefined
        ? []
        : [{ rule: `!has(oldSelf.${field}) || has(self.${field})`, message: `${key} cannot be removed` }];
    });
  return [...own, ...kept];
};
