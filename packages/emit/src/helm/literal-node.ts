import { writeYaml } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import { goString, protect } from './go-text.ts';

/** The text of a value: behind its key or dash, and on lines of its own. */
export interface YamlNode {
  /** Actions that must have run, each a line of its own. */
  readonly before: readonly string[];
  readonly inline?: string;
  readonly lines: readonly string[];
}

/** Where a value stands. */
export interface Place {
  /** Of the keys of a map. */
  readonly column: number;
  /** Of the dashes of a list. */
  readonly listColumn: number;
  /** The key that leads to it. */
  readonly hint: string;
}

/** The lines, each behind so many spaces. */
export const at = (column: number, lines: readonly string[]): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line));

/** A block's end is trimmed by the action behind it, so that it must not matter. */
const losesItsEnd = (value: string): boolean => /[ \t]\n?$|\n\n$/.test(value);

const holdsFragile = (value: Json): boolean => {
  if (typeof value === 'string') return value.includes('\n') && losesItsEnd(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsFragile);
};

const linesOf = (value: unknown): string[] => protect(writeYaml(value).slice(0, -1)).split('\n');

/** A key as manifests are written everywhere. */
export const keyText = (key: string): string => protect(writeYaml({ [key]: 0 }).slice(0, -': 0\n'.length));

/**
 * Data known while compiling, in canonical layout; undefined for a collection with a string that has to be quoted here.
 * Maps stand at `column`, lists at `listColumn`.
 */
export const literalNode = (value: Json, column: number, listColumn: number): YamlNode | undefined => {
  if (typeof value === 'object' && value !== null) {
    if (holdsFragile(value)) return undefined;
    const lines = linesOf(value);
    if (Object.keys(value).length === 0) return { before: [], inline: lines[0] as string, lines: [] };
    return { before: [], lines: at(Array.isArray(value) ? listColumn : column, lines) };
  }
  if (holdsFragile(value)) return { before: [], inline: protect(goString(value as string)), lines: [] };
  const [first = '', ...rest] = linesOf({ k: value });
  const body = rest.map((line) => line.slice(2));
  return { before: [], inline: first.slice('k: '.length), lines: at(column, body) };
};
