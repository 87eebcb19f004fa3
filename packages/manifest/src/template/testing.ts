/** Random well-typed templates with values that fit them, for property tests of whatever reads templates. */
import fc from 'fast-check';
import { manifestString } from '../testing.ts';
import type { Json } from './expression.ts';
import { mergeValues } from './merge-values.ts';
import type { Release, Template } from './template.ts';
import { expressions } from './testing/expressions.ts';
import { outermost } from './testing/reachable.ts';
import { fieldsRead, uniqueVariables } from './testing/tidy-template.ts';
import { dataOf, type Fields, fields, objectOf, schemaOf } from './testing/value-type.ts';

export { mergeValues } from './merge-values.ts';

type Values = { readonly [key: string]: Json };

/** What a user gives to a component, and what the component sees: the same with the template's own values below. */
export interface Variation {
  /** The user's values file: it may leave out what has a default, and deletes the default of an option by null. */
  readonly overrides: Values;
  readonly values: Values;
}

/** A template and several values that fit it, so that what is made of the template can be used more than once. */
export interface TemplateVariations {
  readonly template: Template;
  readonly release: Release;
  readonly variations: readonly Variation[];
}

/** A template with one set of values. */
export interface TemplateCase extends Variation {
  readonly template: Template;
  readonly release: Release;
}

/** How to draw: where strings come from, how deep expressions nest (default 3), how many variations at most (default 5). */
export interface Draw {
  readonly text?: fc.Arbitrary<string>;
  readonly depth?: number;
  readonly variations?: number;
}

const short = manifestString.filter((text) => text.length <= 20);
const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);

interface Body {
  readonly template: Template;
  readonly used: Fields;
}

const body = (name: string, text: fc.Arbitrary<string>, depth: number): fc.Arbitrary<Body> => {
  const { manifests } = expressions(text);
  const some = fc.array(manifests(outermost, depth), { minLength: 1, maxLength: 3 });
  const defaults = fc.record(
    Object.fromEntries(Object.entries(fields).map(([key, { type }]) => [key, dataOf(type, text)])),
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc.record({ elements: some, defaults }).map(({ elements, defaults: all }) => {
    const tidy = uniqueVariables(elements.map((element, i) => element(`${name}-${i}`)));
    const read = new Set([...fieldsRead(tidy), 'enabled']);
    const used = Object.fromEntries(Object.entries(fields).filter(([key]) => read.has(key)));
    const values = Object.fromEntries(Object.entries(all as Values).filter(([key]) => read.has(key)));
    const description = `Drawn for a test, with "quotes" and a 'tick'.`;
    return { template: { name, description, schema: schemaOf(used), values, manifests: tidy, parts: [] }, used };
  });
};

const withParts = (outer: Body, parts: readonly Body[], conditional: boolean): Template => ({
  ...outer.template,
  schema: {
    ...outer.template.schema,
    properties: {
      ...(outer.template.schema.properties as Values),
      ...Object.fromEntries(parts.map(({ template }) => [template.name, template.schema])),
    },
  },
  parts: parts.map(({ template }) => ({ key: template.name, template, conditional })),
});

/** Drops nulls that delete nothing, and gives what is required and has no default. */
const completed = (drawn: Values, full: Values, template: Template, used: Fields): Values => {
  const entries = Object.entries(used).flatMap(([key, { optional }]): [string, Json][] => {
    const own = template.values[key];
    const given = drawn[key] ?? (optional || own !== undefined ? drawn[key] : full[key]);
    const value = given === undefined ? undefined : withoutIdleNulls(given, own);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
};

const withoutIdleNulls = (value: Json, below: Json | undefined): Json | undefined => {
  if (value === null) return below === undefined ? undefined : null;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const inner = (key: string) => (typeof below === 'object' && below !== null ? (below as Values)[key] : undefined);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      const kept = withoutIdleNulls(item as Json, inner(key));
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
};

const overridesFor = (text: fc.Arbitrary<string>): fc.Arbitrary<{ drawn: Values; full: Values }> => {
  const members = Object.entries(fields).map(([key, { type, optional }]) => {
    const value = dataOf(type, text, true);
    return [
      key,
      optional ? fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }) : value,
    ];
  });
  const drawn = fc.record(Object.fromEntries(members), {
    requiredKeys: [],
    noNullPrototype: true,
  }) as fc.Arbitrary<Values>;
  return fc.record({ drawn, full: objectOf(fields, text, false) as fc.Arbitrary<Values> });
};

/** Templates with up to `variations` sets of values each. */
export const templateVariations = (draw: Draw = {}): fc.Arbitrary<TemplateVariations> => {
  const { text = short, depth = 3, variations = 5 } = draw;
  const overrides = overridesFor(text);
  return fc
    .record({
      outer: body('drawn', text, depth),
      part: fc.option(body('cache', text, depth - 1), { freq: 1, nil: undefined }),
      conditional: fc.boolean(),
      given: fc.array(fc.tuple(overrides, overrides), { minLength: 1, maxLength: variations }),
      release: fc.record({ name: label, namespace: label }, { noNullPrototype: true }),
    })
    .map(({ outer, part, conditional, given, release }) => {
      const template = withParts(outer, part === undefined ? [] : [part], conditional);
      return {
        template,
        release,
        variations: given.map(([own, inner]) => {
          const mine = completed(own.drawn, own.full, outer.template, outer.used);
          const theirs = part && { cache: completed(inner.drawn, inner.full, part.template, part.used) };
          const all = { ...mine, ...theirs };
          return { overrides: all, values: mergeValues(template, all) };
        }),
      };
    });
};

/** Templates with one set of values each. */
export const templateCases = (draw: Draw = {}): fc.Arbitrary<TemplateCase> =>
  templateVariations({ ...draw, variations: 1 }).map(({ template, release, variations: [only] }) => ({
    ...{ template, release },
    ...(only as Variation),
  }));

/** Templates with one set of values each, as most tests want them. */
export const templateCase: fc.Arbitrary<TemplateCase> = templateCases();
