import { objectMetaDefinition, type SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { builtInDefinition } from './built-in-definition.ts';
import { narrowed } from './narrowed-node.ts';
import type { Declarations } from './package-declarations.ts';
import { readValidator, UnknownValidatorError } from './validator-module.ts';
import { type ValidatorNode, validatorNode } from './validator-node.ts';

const nameParts = (module: string): readonly [goPackage: string, version: string, type: string] => {
  const [, goPackage = '', version, type] =
    /Apis([A-Z][a-z]+)?(V\d+(?:(?:alpha|beta)\d+)?)([A-Z].*)$/.exec(module) ?? [];
  if (version === undefined || type === undefined) throw new UnknownValidatorError(module, 'its name holds no type');
  return [goPackage, version, type];
};

/** `HTTPRouteSpec` of `@kubernetes-models/gateway-api/_schemas/IoK8sSigsGatewayApiApisV1HTTPRouteSpec`. */
export const typeName = (module: string): string => nameParts(module)[2];

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The definitions of one version of an API group, filled as its kinds are read. */
export interface CustomDefinitions {
  readonly all: Readonly<Record<string, SchemaNode>>;
  /** Defines a whole object by its validator, with all that it refers to; the name of its definition. */
  addKind(module: string): Promise<string>;
}

/**
 * Definitions named `<prefix><Go type>`. A type that is no object with fields, like a list or a text with a pattern, is
 * written where it is used, and embedded types become fields of those that embed them.
 */
export const customDefinitions = (
  prefix: string,
  builtIn: Readonly<Record<string, SchemaNode>>,
  declarations: Declarations,
  unreleased?: string,
): CustomDefinitions => {
  const all: Record<string, SchemaNode> = {};
  const moduleOfName = new Map<string, string>();

  /** A field that the validators lack: they have none that is called `description`. */
  const declaredNode = (module: string, field: string, type: string): ValidatorNode => {
    if (type !== 'string') throw new UnknownValidatorError(module, `it does not check ${field}, which is ${type}`);
    return { modules: [], type };
  };

  const read = async (module: string): Promise<ValidatorNode> => {
    const node = validatorNode(module, await readValidator(module));
    const declared = declarations.get(module.replace(/^.*\//, ''));
    if (node.properties === undefined || declared === undefined) return node;
    const properties: Record<string, ValidatorNode> = { ...node.properties };
    for (const [field, { type, description }] of declared) {
      if (unreleased !== undefined && description.includes(unreleased)) delete properties[field];
      else properties[field] ??= declaredNode(module, field, type);
    }
    return { ...node, properties };
  };

  const hasFields = async (node: ValidatorNode): Promise<boolean> => {
    if (node.properties !== undefined) return true;
    for (const module of node.modules) {
      const known = builtInDefinition(module, builtIn);
      if (known === undefined ? await hasFields(await read(module)) : known.node.properties !== undefined) return true;
    }
    return false;
  };

  /** The rules of a type, to be written where it is used. */
  const inlined = async (module: string): Promise<SchemaNode> =>
    builtInDefinition(module, builtIn)?.node ?? resolved(module, await read(module));

  const children = async (module: string, path: string, nodes: Readonly<Record<string, ValidatorNode>>) => {
    const made: Record<string, SchemaNode> = {};
    for (const [name, node] of Object.entries(nodes)) made[name] = await below(module, path + capitalized(name), node);
    return made;
  };

  /** A node with the rules of all types that it refers to. */
  const resolved = async (module: string, node: ValidatorNode, path = ''): Promise<SchemaNode> => {
    const { modules, properties, items, additionalProperties, ...own } = node;
    let result: SchemaNode = {
      ...own,
      ...(properties && { properties: await children(module, path, properties) }),
      ...(items && { items: await below(module, path, items) }),
      ...(additionalProperties && { additionalProperties: await below(module, path, additionalProperties) }),
    };
    for (const one of modules) result = narrowed(module, result, await inlined(one));
    return result;
  };

  /** A node below the root of a type. An object with fields is referred to; one without a type is named by its path. */
  const below = async (module: string, path: string, node: ValidatorNode): Promise<SchemaNode> => {
    if (!(await hasFields(node))) return resolved(module, node, path);
    const [target, ...more] = node.modules;
    const { modules: _, type = 'object', ...rules } = node;
    if (target !== undefined && more.length === 0 && Object.keys(rules).length === 0 && type === 'object')
      return { $ref: builtInDefinition(target, builtIn)?.name ?? (await define(target)) };
    const name = freeName(module) + path;
    if (moduleOfName.has(name)) throw new UnknownValidatorError(module, `${name} is ${moduleOfName.get(name)}`);
    moduleOfName.set(name, `${module}#${path}`);
    all[name] = await resolved(module, node, path);
    return { $ref: name };
  };

  /** The type's name; with that of its Go package where another package has a type of that name too. */
  const freeName = (module: string): string => {
    const short = `${prefix}${typeName(module)}`;
    const taken = moduleOfName.get(short) ?? module;
    return taken === module ? short : `${prefix}${nameParts(module)[0]}${typeName(module)}`;
  };

  const define = async (module: string): Promise<string> => {
    const name = freeName(module);
    const known = moduleOfName.get(name);
    if (known === module) return name;
    if (known !== undefined) throw new UnknownValidatorError(module, `${name} is ${known}`);
    moduleOfName.set(name, module);
    all[name] = await resolved(module, await read(module));
    return name;
  };

  return {
    all,
    addKind: async (module) => {
      const name = `${prefix}${typeName(module)}`;
      moduleOfName.set(name, module);
      const { properties: { status, ...properties } = {}, required = [], ...root } = await read(module);
      const { properties: fields, ...rest } = await resolved(module, { ...root, properties });
      const demanded = required.filter((field) => field !== 'apiVersion' && field !== 'kind');
      all[name] = {
        ...rest,
        ...(demanded.length > 0 && { required: demanded }),
        properties: {
          ...fields,
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { $ref: objectMetaDefinition },
          ...(status && { status: {} }),
        },
      };
      return name;
    },
  };
};
