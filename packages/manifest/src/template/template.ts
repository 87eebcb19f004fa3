import type { Element, Json } from './expression.ts';

/** JSON Schema 2020-12 of a component's values, with descriptions and defaults; closed (`additionalProperties: false`). */
export type ValuesSchema = { readonly [keyword: string]: Json };

/** A component's function with its parameters left open: the one thing from which a chart and a program are made. */
export interface Template {
  /** Name of the chart or program: the component's name. */
  readonly name: string;
  /** One sentence about the component, from its doc comment. */
  readonly description: string;
  readonly schema: ValuesSchema;
  /** The values that stand in `values.yaml`: the component's own, complete with the defaults of the interface. */
  readonly values: { readonly [key: string]: Json };
  /** The list of manifests that the function returns. */
  readonly manifests: readonly Element[];
  /** Templates of components that this one is made of, by the key under which its values hold theirs. */
  readonly parts: readonly TemplatePart[];
}

/** A component within another: a subchart. Its values are those under `key`. */
export interface TemplatePart {
  readonly key: string;
  readonly template: Template;
  /** Whether `<key>.enabled` of the outer values switches the part on and off; it is a boolean of the part's own values. */
  readonly conditional: boolean;
}

/** What a component may know of its release. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}
