import type { Resource } from '../../../packages/manifest/src/schema/resource.ts';
import { type SchemaNode, schemaKeywords } from '../../../packages/manifest/src/schema/schema-node.ts';
import { byBytes, sorted } from './by-bytes.ts';

/** The content of one file below `packages/manifest/schemas`. */
export interface SchemaFile {
  /** Kubernetes version, absent in the files of custom resources. */
  readonly version?: string;
  /** Module or package, and version, that the facts were read from. */
  readonly source: string;
  /** What the source says and this file does not. */
  readonly omits: string;
  readonly resources: readonly Resource[];
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

const tidyMap = (nodes: Readonly<Record<string, SchemaNode>>): Record<string, SchemaNode> =>
  sorted(Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, tidy(node)])));

/** The same node with its keywords and fields in the order in which files write them. */
const tidy = (node: SchemaNode): SchemaNode => {
  const copy: Record<string, unknown> = {};
  for (const keyword of schemaKeywords) {
    const value = node[keyword];
    if (value === undefined) continue;
    if (keyword === 'properties') copy[keyword] = tidyMap(node.properties ?? {});
    else if (keyword === 'required') copy[keyword] = [...(node.required ?? [])].sort(byBytes);
    else if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object'))
      copy[keyword] = tidy(value as SchemaNode);
    else copy[keyword] = value;
  }
  return copy;
};

const resourceKey = ({ group, kind, version }: Resource): string => `${group}/${kind}/${version}`;

/** JSON with one resource and one definition a line, so that a diff of two versions reads well. */
export const schemaFileText = ({ resources, definitions, ...head }: SchemaFile): string => {
  const headLines = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const resourceLines = [...resources]
    .sort((a, b) => byBytes(resourceKey(a), resourceKey(b)))
    .map((resource) => JSON.stringify(resource));
  const definitionLines = Object.entries(tidyMap(definitions)).map(
    ([name, node]) => `${JSON.stringify(name)}: ${JSON.stringify(node)}`,
  );
  return [
    '{',
    ...headLines,
    '"resources": [',
    resourceLines.join(',\n'),
    '],',
    '"definitions": {',
    definitionLines.join(',\n'),
    '}',
    '}',
    '',
  ].join('\n');
};
