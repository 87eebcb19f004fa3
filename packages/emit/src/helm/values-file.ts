import { writeYaml } from '@wildermesser/manifest';
import type { Json, Template, ValuesSchema } from '@wildermesser/manifest/template';
import { type Property, propertiesOf, typeText } from './schema-rows.ts';

type Fields = { readonly [key: string]: Json };

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const comment = ({ description, node, isRequired }: Property, isGiven: boolean): string[] => {
  const text = description === '' ? [] : description.split('\n');
  const isChoice = Array.isArray(node.enum);
  const need = isGiven ? '' : isRequired ? 'To be set: ' : 'Optional: ';
  const type =
    need !== '' || isChoice ? [`${need}${need === '' ? typeText(node).replace('one', 'One') : typeText(node)}.`] : [];
  return [...text, ...type].map((line) => `# ${line}`.trimEnd());
};

const indent = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

const fieldLines = (key: string, value: Json, property: Property | undefined, schema: ValuesSchema): string[] => {
  const inner = property === undefined ? [] : propertiesOf(property.node, schema);
  if (!isFields(value) || inner.length === 0 || Object.keys(value).length === 0) {
    return writeYaml({ [key]: value })
      .slice(0, -1)
      .split('\n');
  }
  const head = writeYaml({ [key]: {} }).slice(0, -' {}\n'.length);
  return [head, ...indent(objectLines(value, inner, schema, false))];
};

const objectLines = (
  values: Fields,
  properties: readonly Property[],
  schema: ValuesSchema,
  isRoot: boolean,
): string[] => {
  const known = new Set(properties.map(({ key }) => key));
  const others = Object.keys(values).filter((key) => !known.has(key));
  const blocks = properties.map((property): string[] => {
    const value = values[property.key];
    const isGiven = value !== undefined;
    const lines = isGiven ? fieldLines(property.key, value, property, schema) : [`# ${property.key}:`];
    return [...comment(property, isGiven), ...lines];
  });
  const rest = others.map((key) => fieldLines(key, values[key] as Json, undefined, schema));
  // A text that keeps its line breaks would take a blank line behind it for one of them.
  const endsOpen = (lines: readonly string[] | undefined): boolean => lines?.at(-1) === '';
  const all = [...blocks, ...rest];
  return all.flatMap((lines, i) => (isRoot && i > 0 && !endsOpen(all[i - 1]) ? ['', ...lines] : lines));
};

/** The text of `values.yaml`: every value under the sentence that the author wrote about it. */
export const valuesFile = ({ schema, values }: Template): string => {
  const lines = objectLines(values, propertiesOf(schema, schema), schema, true);
  return lines.length === 0 ? '{}\n' : `${lines.join('\n')}\n`;
};
