import type { Finding } from '@wildermesser/manifest';
import type { Node } from 'ts-morph';
import { refName, requiredOf, type Schema, schemaList, schemasIn } from './schema.ts';

/** The definitions that every value of a schema holds. */
const always = (schema: Schema): readonly string[] => {
  const name = refName(schema);
  if (name !== undefined) return [name];
  const required = requiredOf(schema);
  const held = schemasIn(schema, 'properties').filter(([key]) => required.includes(key));
  const first = Number(schema.minItems ?? 0);
  const items = schemaList(schema, 'prefixItems').slice(0, first);
  return [...held.map(([, property]) => property), ...items].flatMap(always);
};

const holdsItself = (name: string, definitions: ReadonlyMap<string, Schema>): boolean => {
  const seen = new Set<string>();
  const left = [...always(definitions.get(name) ?? {})];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...always(definitions.get(next) ?? {}));
  }
  return false;
};

/** Reports types that demand another value of their own within every value, so that no values file could end. True when there is one. */
export const checkEndless = (
  definitions: ReadonlyMap<string, Schema>,
  at: Node,
  report: (finding: Omit<Finding, 'severity' | 'file' | 'line'>, node: Node) => void,
): boolean => {
  const endless = [...definitions.keys()].filter((name) => holdsItself(name, definitions));
  for (const name of endless) {
    const message = `every \`${name}\` holds another one, so that no values file could end`;
    report({ code: 'unsupported-type', message, advice: 'make the property that leads back optional, or a list' }, at);
  }
  return endless.length > 0;
};
