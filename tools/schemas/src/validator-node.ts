import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import {
  literalValue,
  nameOf,
  type SyntaxNode,
  UnknownValidatorError,
  type ValidatorModule,
} from './validator-module.ts';

/** A schema whose references are still the names of validator modules. */
export interface ValidatorNode extends Omit<SchemaNode, '$ref' | 'properties' | 'items' | 'additionalProperties'> {
  /** Modules whose rules hold for the value too. */
  readonly modules: readonly string[];
  readonly properties?: Readonly<Record<string, ValidatorNode>>;
  readonly items?: ValidatorNode;
  readonly additionalProperties?: ValidatorNode;
}

type Writable = { -readonly [K in keyof ValidatorNode]: ValidatorNode[K] };
type Params = Readonly<Record<string, SyntaxNode>>;

const fieldsOf = (node: SyntaxNode): Params =>
  Object.fromEntries(
    (node.properties as SyntaxNode[]).map(({ key, value }) => [nameOf(key), value as SyntaxNode] as const),
  );

/** Every node below `node`, in the order of the code. */
function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of Object.values(node).flat()) {
    if (typeof child !== 'object' || child === null || typeof (child as SyntaxNode).type !== 'string') continue;
    yield child as SyntaxNode;
    yield* descendants(child as SyntaxNode);
  }
}

/** Keywords of a bound, whose message holds it as `limit`. */
const bounds = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minimum', 'maximum'],
] as const;

/**
 * The schema that a compiled validator was made from. Every function of it checks one node: it reports each broken rule
 * as an object with the keyword and its value, and calls the function of each child.
 */
export const validatorNode = (name: string, module: ValidatorModule): ValidatorNode => {
  const unknown = (reason: string) => new UnknownValidatorError(name, reason);

  const rule = (result: Writable, error: Params): void => {
    const keyword = String(error.keyword && literalValue(error.keyword, module.constants));
    const params = fieldsOf(error.params as SyntaxNode);
    const param = (key: string) => {
      const value = params[key] && literalValue(params[key], module.constants);
      if (value === undefined) throw unknown(`${keyword} has no ${key}`);
      return value;
    };
    if (error.schemaPath && literalValue(error.schemaPath, module.constants) !== `#/${keyword}`)
      throw unknown(`${keyword} of another node`);
    if (keyword === 'type') result.type = param('type') as NonNullable<SchemaNode['type']>;
    else if (keyword === 'enum') result.enum = param('allowedValues') as readonly string[];
    else if (keyword === 'pattern') result.pattern = String(param('pattern'));
    else if (keyword === 'format') result.format = String(param('format'));
    else if (keyword === 'required') result.required = [...(result.required ?? []), String(param('missingProperty'))];
    else if ((bounds as readonly string[]).includes(keyword)) {
      const comparison = params.comparison && literalValue(params.comparison, module.constants);
      if (comparison === '>' || comparison === '<') throw unknown(`${keyword} excludes its limit`);
      Object.assign(result, { [keyword]: param('limit') });
    } else throw unknown(`the keyword ${keyword}`);
  };

  const child = (result: Writable, call: SyntaxNode): void => {
    const [value] = call.arguments as SyntaxNode[];
    const callee = nameOf(call.callee);
    if (nameOf(value) === 'data') {
      const { modules, ...own } = nodeOf(callee);
      if (Object.keys(own).some((keyword) => keyword in result)) throw unknown(`two rules in ${callee}`);
      Object.assign(result, own, { modules: [...result.modules, ...modules] });
      return;
    }
    if (value?.type !== 'MemberExpression' || nameOf(value.object) !== 'data') throw unknown(`a call of ${callee}`);
    const key = value.property as SyntaxNode;
    if (value.computed !== true || key.type === 'Literal') {
      const field = key.type === 'Literal' ? String(key.value) : nameOf(key);
      result.properties = { ...result.properties, [field]: nodeOf(callee) };
    } else if (/^i\d+$/.test(nameOf(key))) result.items = nodeOf(callee);
    else if (/^key\d+$/.test(nameOf(key))) result.additionalProperties = nodeOf(callee);
    else throw unknown(`the field ${nameOf(key)}`);
  };

  const nodeOf = (callee: string): ValidatorNode => {
    const imported = callee === module.root ? name : module.imports.get(callee);
    return imported === undefined ? functionNode(callee) : { modules: [imported] };
  };

  const functionNode = (functionName: string): ValidatorNode => {
    const body = module.functions.get(functionName)?.body as SyntaxNode | undefined;
    if (body === undefined) throw unknown(`no function ${functionName}`);
    const result: Writable = { modules: [] };
    for (const node of descendants(body)) {
      if (node.type === 'ObjectExpression') {
        const fields = fieldsOf(node);
        if (fields.keyword !== undefined) rule(result, fields);
      } else if (node.type === 'CallExpression' && /^validate\d+$/.test(nameOf(node.callee))) child(result, node);
    }
    if (result.properties !== undefined && result.additionalProperties !== undefined)
      throw unknown('fields beside a map');
    return result;
  };

  return functionNode(module.root);
};
