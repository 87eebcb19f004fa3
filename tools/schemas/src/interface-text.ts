import type { Resource } from '../../../packages/manifest/src/schema/resource.ts';
import { objectMetaDefinition, type SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { typeLocation } from './type-location.ts';
import { type TypeContext, typeText } from './type-text.ts';

/** Fields of `metadata` that the API server fills; written by a manifest, they do nothing or do harm. */
const serverMetadata: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** A default that says more than "the Go field is no pointer". */
export const isMeaningfulDefault = (value: unknown): boolean =>
  value !== undefined &&
  value !== '' &&
  value !== 0 &&
  value !== null &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/** Formats that say no more than the type does. */
const plainFormats: ReadonlySet<string> = new Set(['double', 'int32', 'int64', 'quantity']);

const limits = ['pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

const target = (node: SchemaNode, context: TypeContext): SchemaNode =>
  node.$ref === undefined ? node : { ...context.definitions[node.$ref], ...node };

const factsOf = (field: SchemaNode, context: TypeContext): string[] => {
  const node = target(field, context);
  const keys = node['x-kubernetes-list-map-keys'];
  return [
    ...(node['x-kubernetes-list-type'] === 'map' && keys ? [`List keyed by ${keys.join(', ')}.`] : []),
    ...(node['x-kubernetes-list-type'] === 'set' ? ['Every item once.'] : []),
    ...(node.format === undefined || plainFormats.has(node.format) ? [] : [`Format: ${node.format}.`]),
    ...limits.flatMap((limit) => (node[limit] === undefined ? [] : [`@${limit} ${node[limit]}`])),
    ...(isMeaningfulDefault(node.default) ? [`@default ${JSON.stringify(node.default)}`] : []),
  ];
};

const fieldLines = (name: string, field: SchemaNode, required: boolean, context: TypeContext): string[] => {
  const facts = factsOf(field, context);
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
  return [
    ...(facts.length === 0 ? [] : [`  /** ${facts.join(' ').replaceAll('*/', '*\\/')} */`]),
    `  readonly ${key}${required ? '' : '?'}: ${typeText(field, context)};`,
  ];
};

const resourceFields = ({ group, version, kind }: Resource): string[] => [
  `  readonly apiVersion: '${group === '' ? '' : `${group}/`}${version}';`,
  `  readonly kind: '${kind}';`,
];

/** The interface of a definition; of a whole object when `resource` says which. */
export const interfaceText = (name: string, node: SchemaNode, resource: Resource | undefined, context: TypeContext) => {
  const fields = Object.entries(node.properties ?? {}).filter(
    ([field]) =>
      !(name === objectMetaDefinition && serverMetadata.has(field)) &&
      !(resource !== undefined && ['apiVersion', 'kind', 'status'].includes(field)),
  );
  const required = new Set(node.required);
  if (resource !== undefined) required.add('metadata');
  return [
    `export interface ${typeLocation(name).name} {`,
    ...(resource === undefined ? [] : resourceFields(resource)),
    ...fields.flatMap(([field, child]) =>
      fieldLines(field, child, required.has(field) && !isMeaningfulDefault(child.default), context),
    ),
    '}',
  ].join('\n');
};
