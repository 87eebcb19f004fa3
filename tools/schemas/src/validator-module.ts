import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../../../packages/manifest/src/schema/schema-node.ts';

/** The syntax tree of one compiled validator of an npm package, taken apart. */
export interface ValidatorModule {
  /** The function that checks the type which the module is for. */
  readonly root: string;
  readonly functions: ReadonlyMap<string, SyntaxNode>;
  /** Validators of other types, by local name: the module that holds each. */
  readonly imports: ReadonlyMap<string, string>;
  /** Lists of allowed values, by local name. */
  readonly constants: ReadonlyMap<string, SyntaxNode>;
}

/** A node of a syntax tree, whose fields depend on its `type`. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The code of a validator has a form that the reader does not know, so that a rule could be lost. */
export class UnknownValidatorError extends Error {
  readonly module: string;
  readonly reason: string;
  constructor(module: string, reason: string) {
    super(`${module}: ${reason}`);
    this.name = 'UnknownValidatorError';
    this.module = module;
    this.reason = reason;
  }
}

export const nameOf = (node: unknown): string => String((node as SyntaxNode | undefined)?.name ?? '');

/** The value that an expression of literals stands for; `constants` are the names that it may use. */
export const literalValue = (node: SyntaxNode, constants: ValidatorModule['constants']): Json | undefined => {
  if (node.type === 'Literal') return node.value as Json;
  if (node.type === 'ArrayExpression')
    return (node.elements as SyntaxNode[]).map((one) => literalValue(one, constants) ?? null);
  if (node.type === 'UnaryExpression' && node.operator === '-')
    return -Number(literalValue(node.argument as SyntaxNode, constants));
  if (node.type === 'TemplateLiteral' && (node.expressions as unknown[]).length === 0)
    return (node.quasis as { value: { cooked: string } }[])[0]?.value.cooked;
  const constant = node.type === 'Identifier' ? constants.get(nameOf(node)) : undefined;
  return constant && literalValue(constant, constants);
};

/** `./X.js`, as seen from a module of the same folder, and a module of another package both become its full name. */
const importedModule = (from: string, source: string): string =>
  source.startsWith('./') ? from.replace(/[^/]+$/, source.slice(2).replace(/\.js$/, '')) : source;

interface Acorn {
  parse(code: string, options: object): { readonly body: readonly SyntaxNode[] };
}

/** The name is no literal: machines that do not refresh the schemas check the types without this package. */
const loadAcorn = (name: string): Promise<Acorn> => import(name);

/** Takes apart the code of a validator; `name` is `<package>/_schemas/<type>`. */
export const parseValidator = async (name: string, code: string): Promise<ValidatorModule> => {
  const { parse } = await loadAcorn('acorn');
  const functions = new Map<string, SyntaxNode>();
  const imports = new Map<string, string>();
  const constants = new Map<string, SyntaxNode>();
  let root = '';
  for (const node of parse(code, { ecmaVersion: 'latest', sourceType: 'module' }).body) {
    if (node.type === 'FunctionDeclaration') functions.set(nameOf(node.id), node);
    else if (node.type === 'ImportDeclaration') {
      const [specifier] = node.specifiers as SyntaxNode[];
      if (nameOf(specifier?.imported) !== 'validate') continue;
      imports.set(nameOf(specifier?.local), importedModule(name, String((node.source as SyntaxNode).value)));
    } else {
      const isExport = node.type === 'ExportNamedDeclaration';
      const { declarations } = (isExport ? node.declaration : node) as { declarations: SyntaxNode[] };
      for (const { id, init } of declarations) {
        if (isExport) root = nameOf(init);
        else constants.set(nameOf(id), init as SyntaxNode);
      }
    }
  }
  if (!functions.has(root)) throw new UnknownValidatorError(name, 'it exports no validator');
  return { root, functions, imports, constants };
};

/** Where `npm ci` puts the packages. Their `exports` hide the validators, so these are read as files. */
export const packages = join(import.meta.dirname, '../node_modules');

/** The validator `<package>/_schemas/<type>` of an installed package. */
export const readValidator = async (name: string): Promise<ValidatorModule> =>
  parseValidator(name, await readFile(join(packages, `${name}.js`), 'utf8'));

/** The installed version of a package. */
export const packageVersion = async (name: string): Promise<string> =>
  JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8')).version;
