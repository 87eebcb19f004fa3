import type { Json, Release, Template, ValuesSchema } from '@wildermesser/manifest/template';
import { type Property, propertiesOf, typeText } from './schema-rows.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

const rows = (
  properties: readonly Property[],
  values: Json | undefined,
  path: string,
  schema: ValuesSchema,
): string[] =>
  properties.flatMap(({ key, node, description, isRequired }) => {
    const full = path === '' ? key : `${path}.${key}`;
    const isObject = typeof values === 'object' && values !== null && !Array.isArray(values);
    const value = isObject ? (values as { [key: string]: Json })[key] : undefined;
    const inner = propertiesOf(node, schema);
    if (inner.length > 0) return rows(inner, value, full, schema);
    const given = value === undefined ? (isRequired ? 'to be set' : '') : code(JSON.stringify(value));
    return [`| ${[code(full), typeText(node), given, description].map(cell).join(' | ')} |`];
  });

const install = ({ name, namespace }: Release): string =>
  `helm upgrade --install ${name} . --namespace ${namespace} --create-namespace`;

/** The text of `README.md`: what the chart is, how it is installed unless it is a part of another, and its values. */
export const chartReadme = (name: string, { description, schema, values }: Template, release?: Release): string => {
  const table = rows(propertiesOf(schema, schema), values, '', schema);
  return [
    `# ${name}`,
    '',
    ...(description === '' ? [] : [description, '']),
    ...(release === undefined ? [] : ['```sh', install(release), '```', '']),
    '## Values',
    '',
    ...(table.length === 0
      ? ['There is nothing to set.']
      : ['| Value | Type | Default | Meaning |', '| --- | --- | --- | --- |', ...table]),
    '',
  ].join('\n');
};
