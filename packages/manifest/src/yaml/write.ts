import { blockText, isBlock, scalarText } from './scalar-text.ts';

/** One thing in a value that has no place in a manifest. */
export interface YamlFault {
  /** `spec.replicas`, `data["a.b"]`, `` for the value itself. */
  readonly path: string;
  readonly message: string;
}

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

/** Orders strings as their UTF-8 bytes, which JavaScript's own comparison does not beyond the basic plane. */
export const compareBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const surrogateX = (x & 0xf800) === 0xd800;
      return surrogateX === ((y & 0xf800) === 0xd800) ? x - y : surrogateX ? 1 : -1;
    }
  }
  return a.length - b.length;
};

interface Entry {
  readonly key: string;
  /** The key as written, with its colon, behind the indent of each depth. */
  readonly texts: readonly string[];
  /** The key as the first of a map in a sequence. */
  readonly behindDash: string;
}

/** Deeper nesting than any manifest has; a value that holds itself gets here too. */
const depthLimit = 100;
const indents = Array.from({ length: depthLimit + 2 }, (_, depth) => '  '.repeat(depth));
const dashes = indents.map((indent) => `${indent}-`);

const entryOf = (key: string): Entry => {
  const text = `${scalarText(key)}:`;
  return { key, behindDash: ` ${text}`, texts: indents.map((indent) => indent + text) };
};

/**
 * Maps of the same kind have the same keys in the same order, thousands of times. The path of keys through this tree
 * ends at their canonical order, so that a map costs one look-up a key and no sorting.
 */
interface KeyPath {
  readonly next: Map<string, KeyPath>;
  sorted: readonly Entry[] | undefined;
}

let root: KeyPath = { next: new Map(), sorted: undefined };
let pathCount = 0;
const pathLimit = 20_000;

const sortedEntries = (map: object): readonly Entry[] => {
  let path = root;
  const keys = Object.keys(map);
  for (const key of keys) {
    let next = path.next.get(key);
    if (next === undefined) {
      if (++pathCount > pathLimit) {
        root = { next: new Map(), sorted: undefined };
        pathCount = 0;
      }
      next = { next: new Map(), sorted: undefined };
      path.next.set(key, next);
    }
    path = next;
  }
  path.sorted ??= keys.sort(compareKeys).map(entryOf);
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

let out = '';

/**
 * Most strings: letters first, and longer than every word that a reader takes for something else. Such a scalar is a
 * string to all readers by its first character (`e` apart, which may begin an exponent), so nothing is looked up.
 */
const plainAtSight = /^[A-DF-Za-df-z/][\w./-]{5,}(?::[\w./-]+)*$/;

/** Appends what follows `key:` or `-`: a space and a scalar, or a break and a collection. */
const appendValue = (value: unknown, depth: number, inSequence: boolean): void => {
  if (typeof value === 'string') {
    if (plainAtSight.test(value)) out += ` ${value}\n`;
    else if (value.includes('\n') && isBlock(value)) out += ` ${blockText(value, indents[depth] as string)}\n`;
    else out += ` ${scalarText(value)}\n`;
  } else if (typeof value === 'object') {
    if (value === null) out += ' null\n';
    else if (depth > depthLimit) throw refuse;
    else if (Array.isArray(value)) appendSequence(value, depth, inSequence);
    else appendMap(value, depth, inSequence);
  } else if (typeof value === 'number') out += ` ${numberText(value)}\n`;
  else if (typeof value === 'boolean') out += value ? ' true\n' : ' false\n';
  else throw refuse;
};

const appendMap = (map: object, depth: number, inSequence: boolean): void => {
  const prototype = Object.getPrototypeOf(map);
  if (prototype !== Object.prototype && prototype !== null) throw refuse;
  let first = true;
  for (const entry of sortedEntries(map)) {
    const value = (map as Record<string, unknown>)[entry.key];
    if (value === undefined) continue;
    if (first) {
      first = false;
      // The first key of a map in a sequence stands behind the dash.
      if (inSequence) out += entry.behindDash;
      else out += depth > 0 ? `\n${entry.texts[depth]}` : entry.texts[0];
    } else out += entry.texts[depth];
    // A sequence in a map stands at the indent of its key, as kubectl writes it.
    appendValue(value, Array.isArray(value) ? depth : depth + 1, false);
  }
  if (first) out += depth === 0 ? '{}\n' : ' {}\n';
};

const appendSequence = (sequence: readonly unknown[], depth: number, inSequence: boolean): void => {
  if (sequence.length === 0) {
    out += ' []\n';
    return;
  }
  const dash = dashes[depth] as string;
  for (let i = 0; i < sequence.length; i++) {
    if (i === 0) out += inSequence ? ' -' : `\n${dash}`;
    else out += dash;
    appendValue(sequence[i], depth + 1, true);
  }
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
    out = '';
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) appendMap(value, 0, false);
    else appendValue(value, 0, false);
    const text = out.startsWith(' ') || out.startsWith('\n') ? out.slice(1) : out;
    if (!text.isWellFormed()) throw refuse;
    return text;
  } catch (error) {
    if (error !== refuse) throw error;
    throw new YamlWriteError(faultsOf(value));
  } finally {
    out = '';
  }
};

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Every place of a value that cannot be written, found by a slow walk after the fast one failed. */
const faultsOf = (value: unknown, path = '', above: readonly object[] = []): YamlFault[] => {
  const fault = (message: string): YamlFault[] => [{ path, message }];
  switch (typeof value) {
    case 'boolean':
      return [];
    case 'string':
      return value.isWellFormed() ? [] : fault('the string holds half of a surrogate pair, which UTF-8 cannot write');
    case 'number':
      if (!Number.isFinite(value)) return fault(`${value} is no number that YAML and JSON share`);
      return Number.isInteger(value) && !Number.isSafeInteger(value)
        ? fault('the integer is beyond 2^53, where doubles skip values; write it as a string')
        : [];
    case 'undefined':
      return path.endsWith(']') ? fault('a list item is undefined; leave it out of the list') : [];
    case 'object':
      break;
    default:
      return fault(`a ${typeof value} is no data`);
  }
  if (value === null) return [];
  if (above.includes(value)) return fault('the value holds itself');
  if (above.length > depthLimit) return fault(`nested deeper than ${depthLimit} levels`);
  const within = [...above, value];
  if (Array.isArray(value)) return Array.from(value, (item, i) => faultsOf(item, `${path}[${i}]`, within)).flat();
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return fault(`an instance of ${prototype.constructor?.name ?? 'a class'} is no plain data`);
  return Object.entries(value).flatMap(([key, item]) => {
    const step = identifier.test(key) ? `${path === '' ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    const here = key.isWellFormed() ? [] : [{ path, message: 'a key holds half of a surrogate pair' }];
    return [...here, ...(item === undefined ? [] : faultsOf(item, path + step, within))];
  });
};
