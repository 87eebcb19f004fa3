import type { Json } from '@wildermesser/manifest/template';
import type { DocTag } from '../values-schema/doc-comment.ts';
import { isList, type Schema } from '../values-schema/schema.ts';
import type { CelRule } from './cel-rule.ts';

export const rulesKeyword = 'x-kubernetes-validations';

/** The tag that each rule comes from. */
export type RuleTags = Map<Json, DocTag>;

export const rulesOf = (schema: Schema): readonly CelRule[] => {
  const held = schema[rulesKeyword];
  return isList(held) ? (held as readonly CelRule[]) : [];
};

/** The schema with more rules, each once, in the order in which they are declared. */
export const withRules = (schema: Schema, added: readonly CelRule[]): Schema =>
  added.length === 0 ? schema : { ...schema, [rulesKeyword]: [...rulesOf(schema), ...added] };
