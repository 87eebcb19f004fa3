/** A JSON value as a schema holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One node of a schema: the part of OpenAPI 3.0 that Kubernetes publishes, with its `x-kubernetes-` extensions.
 * A node that says nothing (`{}`) takes any value.
 */
export interface SchemaNode {
  /** Name of a definition of the same catalog; only `default` and the patch keywords stand beside it. */
  readonly $ref?: string;
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  /** As published; `quantity` is this project's name for what OpenAPI leaves as a string or a number. */
  readonly format?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** Fields that must be written: of a custom resource, those without a default. */
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  /** What the API server fills in; `""`, `0` and `{}` of built-in kinds only say that the Go field is no pointer. */
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** The keywords of a node, in the order in which the data files write them. */
export const schemaKeywords = [
  '$ref',
  'type',
  'format',
  'default',
  'enum',
  'nullable',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-preserve-unknown-fields',
  'required',
  'properties',
  'items',
  'additionalProperties',
] as const satisfies readonly (keyof SchemaNode)[];

/** The definition that every resource's `metadata` follows. */
export const objectMetaDefinition = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
