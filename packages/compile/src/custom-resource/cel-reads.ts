import { isObject, type Schema, schemaAt } from '../values-schema/schema.ts';
import type { ASTNode } from './cel-expression.ts';

/** What an expression does with fields. */
export interface Reads {
  /** Values whose content it looks at, by how the expression calls them. Those within `has()` are none. */
  readonly values: ReadonlyMap<string, Schema>;
  /** Lists, maps and texts of which it looks at the length, or goes through the items, and not at all that they hold. */
  readonly lengths: ReadonlyMap<string, Schema>;
  /** Fields that their object has not. */
  readonly unknown: readonly { readonly field: string; readonly of: string; readonly known: readonly string[] }[];
  /** Names that nothing declares. */
  readonly undeclared: readonly string[];
}

/** Macros that go through a list or map; the last argument is the body, those before it name what it is given. */
const macros = ['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'transformList', 'transformMap'];

/** What an optional value is asked; it stands for the value itself. */
const ofOptional = ['hasValue', 'value', 'or', 'orValue'];

/** Names of CEL that stand for no variable. */
const constants = ['int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'type', 'null_type', 'optional'];
const libraries = ['format', 'math', 'sets', 'strings', 'base64', 'cel', 'dyn'];

interface Known {
  readonly schema: Schema;
  readonly name: string;
}

const unescaped = (field: string): string =>
  field
    .replace(/^__([a-z]+)__$/, (whole, word) => (['dash', 'dot', 'slash', 'underscores'].includes(word) ? whole : word))
    .replace(/__dash__/g, '-')
    .replace(/__dot__/g, '.')
    .replace(/__slash__/g, '/')
    .replace(/__underscores__/g, '__');

/** What an expression over `self` and `oldSelf` reads, where both are as the schema says. */
export const readsOf = (tree: ASTNode, schema: Schema): Reads => {
  const values = new Map<string, Schema>();
  const lengths = new Map<string, Schema>();
  const unknown: { field: string; of: string; known: readonly string[] }[] = [];
  const undeclared = new Set<string>();

  const member = (of: Known | undefined, field: string): Known | undefined => {
    if (of === undefined) return undefined;
    const { properties } = of.schema;
    const name = `${of.name}.${field}`;
    const entry = schemaAt(of.schema, 'additionalProperties');
    const held = isObject(properties) ? properties[unescaped(field)] : undefined;
    const found = isObject(held) ? held : entry;
    if (found !== undefined) return { schema: found, name };
    if (isObject(properties) && of.schema['x-kubernetes-preserve-unknown-fields'] !== true)
      unknown.push({ field, of: of.name, known: Object.keys(properties) });
    return undefined;
  };

  /** What an expression stands for where it is a place within the object; its parts are visited on the way. */
  const visit = (node: ASTNode, scope: ReadonlyMap<string, Known | undefined>): Known | undefined => {
    const look = (part: ASTNode): void => {
      const found = visit(part, scope);
      if (found !== undefined) values.set(found.name, found.schema);
    };
    switch (node.op) {
      case 'value':
        return undefined;
      case 'id':
        if (!scope.has(node.args) && !constants.includes(node.args) && !libraries.includes(node.args))
          undeclared.add(node.args);
        return scope.get(node.args);
      case '.':
      case '.?':
        return member(visit(node.args[0], scope), node.args[1]);
      case '[]':
      case '[?]': {
        const [of, key] = node.args;
        const held = visit(of, scope);
        look(key);
        if (held === undefined) return undefined;
        if (key.op === 'value' && typeof key.args === 'string') return member(held, key.args);
        const entry = schemaAt(held.schema, 'items') ?? schemaAt(held.schema, 'additionalProperties');
        return entry === undefined ? undefined : { schema: entry, name: `${held.name}[]` };
      }
      case 'call': {
        const [name, args] = node.args;
        // Asking whether a field is there costs the same for every field.
        for (const part of args) {
          const held = name === 'has' || name === 'size' ? visit(part, scope) : undefined;
          if (name !== 'has' && name !== 'size') look(part);
          else if (name === 'size' && held !== undefined) lengths.set(held.name, held.schema);
        }
        return undefined;
      }
      case 'rcall': {
        const [name, of, args] = node.args;
        const held = visit(of, scope);
        const isLength = name === 'size' || macros.includes(name);
        if (held !== undefined && !ofOptional.includes(name)) (isLength ? lengths : values).set(held.name, held.schema);
        if (!macros.includes(name) || args.length < 2) {
          for (const part of args) look(part);
          return name !== 'hasValue' && ofOptional.includes(name) ? held : undefined;
        }
        const entry = schemaAt(held?.schema ?? {}, 'items') ?? schemaAt(held?.schema ?? {}, 'additionalProperties');
        const item = entry === undefined ? undefined : { schema: entry, name: `${held?.name}[]` };
        const names = args.slice(0, -1).flatMap((one) => (one.op === 'id' ? [one.args] : []));
        const inner = new Map(scope);
        for (const [i, one] of names.entries()) inner.set(one, i === names.length - 1 ? item : undefined);
        // A single name stands for the keys of a map, not for what it holds.
        if (names.length === 1 && held?.schema.items === undefined && names[0] !== undefined)
          inner.set(names[0], undefined);
        const body = args.at(-1);
        const result = body === undefined ? undefined : visit(body, inner);
        if (result !== undefined) values.set(result.name, result.schema);
        return name === 'filter' ? held : undefined;
      }
      case 'list':
        node.args.forEach(look);
        return undefined;
      case 'map':
        for (const entry of node.args) entry.forEach(look);
        return undefined;
      case '!_':
      case '-_':
        look(node.args);
        return undefined;
      default:
        for (const part of node.args as readonly ASTNode[]) look(part);
        return undefined;
    }
  };
  const start = new Map([
    ['self', { schema, name: 'self' }],
    ['oldSelf', { schema, name: 'oldSelf' }],
  ]);
  const result = visit(tree, start);
  if (result !== undefined) values.set(result.name, result.schema);
  return { values, lengths, unknown, undeclared: [...undeclared] };
};
