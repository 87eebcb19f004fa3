import { compareBytes } from '@wildermesser/manifest';
import { eachPart, mapSchema, refName, type Schema } from './schema.ts';

type Definitions = ReadonlyMap<string, Schema>;

/** How often each definition is referred to from a schema and from the definitions that this reaches. */
const countUses = (root: Schema, definitions: Definitions): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  const visit = (schema: Schema): void => {
    const name = refName(schema);
    if (name !== undefined) {
      const before = uses.get(name) ?? 0;
      uses.set(name, before + 1);
      if (before === 0) visit(definitions.get(name) ?? {});
    }
    eachPart(schema, visit);
  };
  visit(root);
  return uses;
};

const reaches = (from: Schema, name: string, definitions: Definitions, seen = new Set<string>()): boolean => {
  let found = false;
  const visit = (schema: Schema): void => {
    const held = refName(schema);
    if (held === name) found = true;
    else if (held !== undefined && !seen.has(held)) {
      seen.add(held);
      visit(definitions.get(held) ?? {});
    }
    if (!found) eachPart(schema, visit);
  };
  visit(from);
  return found;
};

const replaceRefs = (schema: Schema, definitions: Definitions, isReplaced: (name: string) => boolean): Schema => {
  const name = refName(schema);
  const { $ref: _, ...said } = schema;
  const replaced = name !== undefined && isReplaced(name) ? { ...definitions.get(name), ...said } : schema;
  return mapSchema(replaced, (part) => replaceRefs(part, definitions, isReplaced));
};

/**
 * Puts what is used once, and maps, where they are used, and leaves the rest in `$defs`: as short as whole Kubernetes types
 * allow, without references where a reader does not need them.
 */
export const inlineDefinitions = (root: Schema, definitions: Definitions): Schema => {
  const maps = new Set(
    [...definitions]
      .filter(
        ([name, schema]) =>
          schema.properties === undefined && schema.pattern === undefined && !reaches(schema, name, definitions),
      )
      .map(([name]) => name),
  );
  const isMap = (name: string): boolean => maps.has(name);
  const start = replaceRefs(root, definitions, isMap);
  const left = new Map([...definitions].map(([name, schema]) => [name, replaceRefs(schema, definitions, isMap)]));
  const uses = countUses(start, left);
  const isSingle = (name: string): boolean => uses.get(name) === 1;
  const kept = [...uses.keys()].filter((name) => !isSingle(name)).sort(compareBytes);
  const whole = replaceRefs(start, left, isSingle);
  const $defs = kept.map((name) => [name, replaceRefs(left.get(name) ?? {}, left, isSingle)] as const);
  return kept.length === 0 ? whole : mapSchema({ ...whole, $defs: Object.fromEntries($defs) }, (part) => part);
};
