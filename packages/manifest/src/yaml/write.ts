import { compareBytes } from '../byte-order.ts';
import { blockText, isBlock, scalarText } from './scalar-text.ts';
import { depthLimit, faultsOf, type YamlFault } from './yaml-fault.ts';

export type { YamlFault };

/** A value cannot be written; every fault of it is named. */
export class YamlWriteError extends Error {
  readonly code = 'YAML_WRITE';
  readonly faults: readonly YamlFault[];
  constructor(faults: readonly YamlFault[]) {
    super(faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '));
    this.faults = faults;
  }
}

/** Keys that a reader looks for first, in this order; all others follow, sorted by bytes. */
const leading = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];
const leadingRank = new Map(leading.map((key, rank) => [key, rank]));

const compareKeys = (a: string, b: string): number => {
  const rank = (leadingRank.get(a) ?? leading.length) - (leadingRank.get(b) ?? leading.length);
  return rank !== 0 ? rank : compareBytes(a, b);
};

/** A key as written behind a break and the indent of each depth, and where it follows the dash of a sequence. */
interface Entry {
  readonly key: string;
  /** In front of a scalar: with a colon and a space. */
  readonly scalarTexts: readonly string[];
  /** In front of a collection: with a colon. */
  readonly texts: readonly string[];
  readonly scalarBehindDash: string;
  readonly behindDash: string;
}

const indents = Array.from({ length: depthLimit + 2 }, (_, depth) => '  '.repeat(depth));
const breaks = indents.map((indent) => `\n${indent}`);
const dashes = breaks.map((lineBreak) => `${lineBreak}-`);
const scalarDashes = dashes.map((dash) => `${dash} `);

const entryOf = (key: string): Entry => {
  const text = `${scalarText(key)}:`;
  const texts = breaks.map((lineBreak) => lineBreak + text);
  return {
    key,
    texts,
    scalarTexts: texts.map((other) => `${other} `),
    behindDash: ` ${text}`,
    scalarBehindDash: ` ${text} `,
  };
};

/**
 * Maps of the same kind have the same keys in the same order, thousands of times. The path of keys through this tree
 * ends at their canonical order, so that a map costs one look-up a key and no sorting.
 */
interface KeyPath {
  readonly next: Map<string, KeyPath>;
  /** The step that was taken last, which is most often the one to take. */
  lastKey: string;
  last: KeyPath | undefined;
  sorted: readonly Entry[] | undefined;
}

const newPath = (): KeyPath => ({ next: new Map(), lastKey: '', last: undefined, sorted: undefined });

let root = newPath();
let pathCount = 0;
const pathLimit = 20_000;

const step = (path: KeyPath, key: string): KeyPath => {
  let next = path.next.get(key);
  if (next === undefined) {
    if (++pathCount > pathLimit) {
      root = newPath();
      pathCount = 0;
    }
    next = newPath();
    path.next.set(key, next);
  }
  path.lastKey = key;
  path.last = next;
  return next;
};

const sortedEntries = (map: object): readonly Entry[] => {
  let path = root;
  // Makes no list of the keys, unlike Object.keys; its prototype has none that could be listed.
  for (const key in map) path = path.last !== undefined && path.lastKey === key ? path.last : step(path, key);
  path.sorted ??= Object.keys(map).sort(compareKeys).map(entryOf);
  return path.sorted;
};

const refuse = Symbol('a value that cannot be written');

const numberText = (value: number): string => {
  if (Number.isSafeInteger(value)) return value === 0 ? '0' : String(value);
  if (!Number.isFinite(value) || Number.isInteger(value)) throw refuse;
  const text = String(value);
  const exponent = text.indexOf('e');
  // YAML 1.1 takes a number with an exponent for a string unless it has a point.
  return exponent === -1 || text.includes('.') ? text : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
};

/**
 * Most strings: letters first, and longer than every word that a reader takes for something else. Such a scalar is a
 * string to all readers by its first character (`e` apart, which may begin an exponent), so nothing is looked up.
 */
const plainAtSight = /^[A-DF-Za-df-z/][\w./-]{5,}(?::[\w./-]+)*$/;

/** The text of a scalar; a block's lines go behind the indent of `depth`. */
const textOf = (value: unknown, depth: number): string => {
  if (typeof value === 'string') {
    if (plainAtSight.test(value)) return value;
    return value.includes('\n') && isBlock(value) ? blockText(value, indents[depth] as string) : scalarText(value);
  }
  if (typeof value === 'number') return numberText(value);
  if (value === true) return 'true';
  if (value === false) return 'false';
  if (value === null) return 'null';
  throw refuse;
};

const isCollection = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** `text` and what follows `key:` or `-`: the lines of a collection, each behind a break, or an empty one. */
const withCollection = (text: string, value: object, depth: number, inSequence: boolean): string => {
  if (depth > depthLimit) throw refuse;
  // A sequence in a map stands at the indent of its key, as kubectl writes it.
  if (Array.isArray(value)) return withSequence(text, value, inSequence ? depth : depth - 1, inSequence);
  return withMap(text, value, depth, inSequence);
};

const withMap = (before: string, map: object, depth: number, inSequence: boolean): string => {
  const prototype = Object.getPrototypeOf(map);
  if (prototype !== Object.prototype && prototype !== null) throw refuse;
  let text = before;
  // The first key of a map in a sequence stands behind the dash.
  let behindDash = inSequence;
  let isEmpty = true;
  const entries = sortedEntries(map);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry;
    const value = (map as Record<string, unknown>)[entry.key];
    if (value === undefined) continue;
    isEmpty = false;
    if (isCollection(value)) {
      text += behindDash ? entry.behindDash : (entry.texts[depth] as string);
      text = withCollection(text, value, depth + 1, false);
    } else {
      text += behindDash ? entry.scalarBehindDash : (entry.scalarTexts[depth] as string);
      text += textOf(value, depth + 1);
    }
    behindDash = false;
  }
  return isEmpty ? `${text} {}` : text;
};

const withSequence = (before: string, sequence: readonly unknown[], depth: number, inSequence: boolean): string => {
  if (sequence.length === 0) return `${before} []`;
  let text = before;
  for (let i = 0; i < sequence.length; i++) {
    const value = sequence[i];
    const behindDash = inSequence && i === 0;
    if (isCollection(value)) {
      text += behindDash ? ' -' : (dashes[depth] as string);
      text = withCollection(text, value, depth + 1, true);
    } else {
      text += behindDash ? ' - ' : (scalarDashes[depth] as string);
      text += textOf(value, depth + 1);
    }
  }
  return text;
};

/**
 * The canonical YAML text of a value: block style, keys in one order, lists as they are, no anchors, no folding, LF and
 * one line break at the end. Every scalar and key was read back, by the rules of Kubernetes' reader, YAML 1.1 and
 * YAML 1.2, before it was used. Absent (`undefined`) fields of maps are left out.
 *
 * Throws {@link YamlWriteError} for what YAML cannot carry to the API server: functions, symbols, class instances, NaN,
 * infinities, integers that a double does not hold, lone surrogates, absent list items, a value that holds itself.
 */
export const writeYaml = (value: unknown): string => {
  try {
    const lines = isCollection(value)
      ? withCollection('', value, Array.isArray(value) ? 1 : 0, false)
      : ` ${textOf(value, 0)}`;
    // What stands in front of the first line is a break or a space.
    const text = `${lines}\n`.slice(1);
    if (!text.isWellFormed()) throw refuse;
    return text;
  } catch (error) {
    if (error !== refuse) throw error;
    throw new YamlWriteError(faultsOf(value));
  }
};
