import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

const childrenOf = (node: Node): readonly Node[] => [
  ...('childNodes' in node ? node.childNodes : []),
  ...('content' in node ? node.content.childNodes : []),
];

/** An element as a test looks at it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

const textOf = (node: Node): string => ('value' in node ? node.value : childrenOf(node).map(textOf).join(''));

/** All elements below a node, in order. */
export const elementsOf = (node: Node): readonly ReadElement[] =>
  childrenOf(node).flatMap((child) => [
    ...('tagName' in child
      ? [
          {
            name: child.tagName,
            attributes: child.attrs.map(({ name, value }) => [name, value] as const),
            text: textOf(child),
          },
        ]
      : []),
    ...elementsOf(child),
  ]);

/** The text of a tree without that of some elements. */
export const textOutside = (node: Node, names: ReadonlySet<string>): string => {
  if ('value' in node) return node.value;
  if ('tagName' in node && names.has(node.tagName)) return ' ';
  return childrenOf(node)
    .map((child) => textOutside(child, names))
    .join('');
};
