import { readDocuments } from '@wildermesser/manifest';
import type { EmbeddedText } from '../model/field-path.ts';
import type { Json } from '../model/json.ts';

/** A text read as data. */
export interface Embedded {
  readonly format: EmbeddedText['format'];
  readonly value: Json;
}

const isStructure = (value: unknown): boolean => typeof value === 'object' && value !== null;

const jsonOf = (text: string): Json | undefined => {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const yamlOf = (text: string): Json | undefined => {
  if (!/^[^\n:#]+:(?:\s|$)|^- /m.test(text)) return undefined;
  const { documents, findings } = readDocuments(text, '');
  if (findings.length > 0 || documents.length === 0) return undefined;
  const values = documents.map(({ value }) => value as Json);
  if (!values.every(isStructure)) return undefined;
  return values.length === 1 ? values[0] : values;
};

/** `key=value` lines below `[section]` headings; undefined when a line is neither, nor a comment. */
const propertiesOf = (text: string): Json | undefined => {
  const sections = new Map<string, Map<string, string>>();
  let section = '';
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;!]/.test(trimmed)) continue;
    const heading = /^\[(.+)\]$/.exec(trimmed)?.[1];
    const pair = /^([^=\s[][^=]*?)\s*=\s*(.*)$/.exec(trimmed);
    if (heading !== undefined) section = heading;
    else if (pair?.[1] === undefined) return undefined;
    else {
      const fields = sections.get(section) ?? new Map<string, string>();
      if (fields.has(pair[1])) return undefined;
      sections.set(section, fields.set(pair[1], pair[2] ?? ''));
    }
  }
  const { '': top = {}, ...named } = Object.fromEntries(
    [...sections].map(([name, fields]) => [name, Object.fromEntries(fields)]),
  );
  return { ...top, ...named };
};

const isProperties = (name: string): boolean => /(?:\.(?:properties|env|ini|cnf)$|^\.env)/.test(name);

/** Fields for people. `Valid options are:` in the middle of a description makes no YAML of it. */
const proseNames = new Set(['description', 'summary', 'message']);

/** Reads a text as data if it is some; `name` is the key that it stands under. */
const embeddedOf = (text: string, name: string): Embedded | undefined => {
  const json = jsonOf(text);
  if (json !== undefined) return { format: 'json', value: json };
  if (isProperties(name)) {
    const value = propertiesOf(text);
    return value === undefined ? undefined : { format: 'properties', value };
  }
  if (!text.includes('\n') || proseNames.has(name)) return undefined;
  const value = yamlOf(text);
  return value === undefined ? undefined : { format: 'yaml', value };
};

/** Both texts as data of one format; undefined when they are not. */
export const embeddedPair = (before: string, after: string, name: string): [Embedded, Embedded] | undefined => {
  const base = embeddedOf(before, name);
  const head = base && embeddedOf(after, name);
  return base !== undefined && head !== undefined && base.format === head.format ? [base, head] : undefined;
};
