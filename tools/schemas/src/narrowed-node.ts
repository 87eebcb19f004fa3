import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { UnknownValidatorError } from './validator-module.ts';

const lowerBounds = new Set(['minimum', 'minLength', 'minItems', 'minProperties']);
const upperBounds = new Set(['maximum', 'maxLength', 'maxItems', 'maxProperties']);

/** What holds when both values of a keyword do; `outer` wins a field that an embedded type has too, as in Go. */
const both = (module: string, keyword: string, outer: unknown, inner: unknown): unknown => {
  if (JSON.stringify(outer) === JSON.stringify(inner)) return outer;
  if (lowerBounds.has(keyword)) return Math.max(Number(outer), Number(inner));
  if (upperBounds.has(keyword)) return Math.min(Number(outer), Number(inner));
  if (keyword === 'enum') return (outer as unknown[]).filter((value) => (inner as unknown[]).includes(value));
  if (keyword === 'required') return [...new Set([...(outer as string[]), ...(inner as string[])])];
  if (keyword === 'properties') return { ...(inner as object), ...(outer as object) };
  throw new UnknownValidatorError(module, `two values of ${keyword}`);
};

/** A node that takes only what both nodes take. */
export const narrowed = (module: string, outer: SchemaNode, inner: SchemaNode): SchemaNode => {
  const result: Record<string, unknown> = { ...inner };
  for (const [keyword, value] of Object.entries(outer)) {
    const known = result[keyword];
    result[keyword] = known === undefined ? value : both(module, keyword, value, known);
  }
  return result;
};
