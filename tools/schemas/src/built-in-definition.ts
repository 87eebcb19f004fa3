import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { UnknownValidatorError } from './validator-module.ts';

/** A type of Kubernetes itself that custom resources use. */
export interface BuiltInDefinition {
  readonly name: string;
  readonly node: SchemaNode;
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** `IoK8sApiCoreV1SecretKeySelector` of `io.k8s.api.core.v1.SecretKeySelector`. */
const joinedName = (definition: string): string => definition.split(/[.-]/).map(capitalized).join('');

const byJoinedName = new WeakMap<object, ReadonlyMap<string, string>>();

/** The definition of Kubernetes that a validator stands for; undefined when the type is the package's own. */
export const builtInDefinition = (
  module: string,
  definitions: Readonly<Record<string, SchemaNode>>,
): BuiltInDefinition | undefined => {
  const type = /^(?:kubernetes-models|@kubernetes-models\/apimachinery)\/_schemas\/(.+)$/.exec(module)?.[1];
  if (type === undefined) return undefined;
  const names =
    byJoinedName.get(definitions) ?? new Map(Object.keys(definitions).map((name) => [joinedName(name), name] as const));
  byJoinedName.set(definitions, names);
  const name = names.get(type);
  const node = name === undefined ? undefined : definitions[name];
  if (name === undefined || node === undefined) throw new UnknownValidatorError(module, 'Kubernetes has no such type');
  return { name, node };
};
