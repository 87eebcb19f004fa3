import { createRequire } from 'node:module';
import type { Document, Scalar as YamlScalar } from 'yaml';
import type { Finding } from '../finding.ts';
import { resolvePlainScalar, type Scalar } from './plain-scalar.ts';
import { readBlockDocuments } from './read-block.ts';

const require = createRequire(import.meta.url);
let library: typeof import('yaml') | undefined;
/** The library is 70 modules, a third of those of a build, which reads nothing: loaded when something is read. */
const yaml = (): typeof import('yaml') => {
  library ??= require('yaml') as typeof import('yaml');
  return library;
};

/** One document of a YAML stream, as plain data. */
export interface YamlDocument {
  readonly value: unknown;
  /** 1-based line of the document's first content. */
  readonly line: number;
}

export interface YamlDocuments {
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
}

class ReadFault extends Error {
  readonly code: string;
  readonly offset: number;
  constructor(code: string, offset: number, message: string) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

/** Aliases may be expanded this often in a document; more is an attack or an accident. */
const aliasLimit = 10_000;

const knownTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
);

const offsetOf = (node: unknown): number => (node as { range?: readonly number[] } | null)?.range?.[0] ?? 0;

const scalarValue = (node: YamlScalar): Scalar => {
  const source = String(node.source ?? node.value ?? '');
  if (node.tag !== undefined && !knownTags.has(node.tag))
    throw new ReadFault('yaml-tag', offsetOf(node), `the tag ${node.tag} means nothing in a manifest`);
  if (node.type !== 'PLAIN' || node.tag === 'tag:yaml.org,2002:str') return source;
  const value = resolvePlainScalar(source);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new ReadFault('yaml-number', offsetOf(node), `${source} is a number that JSON does not have`);
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    BigInt(value) !== exact(source)
  )
    throw new ReadFault('yaml-number', offsetOf(node), `${source} is too large to be kept exactly`);
  return value;
};

/** The integer as written; a decimal with an exponent is exact by definition of its double. */
const exact = (source: string): bigint => {
  try {
    return BigInt(source.replaceAll('_', '').replace(/^\+/, ''));
  } catch {
    return BigInt(Number(source.replaceAll('_', '')));
  }
};

const keyText = (node: unknown): string => {
  const key = yaml().isScalar(node) ? scalarValue(node) : undefined;
  if (key === undefined || key === null)
    throw new ReadFault('yaml-key', offsetOf(node), 'a key of a manifest is a string');
  // Kubernetes' reader rounds such a key to single precision and writes it in a form of its own.
  if (typeof key === 'number' && /^[^xX]*[.eE]/.test(String((node as YamlScalar).source)))
    throw new ReadFault('yaml-key', offsetOf(node), `the key ${(node as YamlScalar).source} is a number; quote it`);
  return String(key);
};

/** Turns the nodes of a document into data, as Kubernetes' reader would. */
const dataOf = (document: Document): unknown => {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  let aliases = 0;
  const convert = (node: unknown, within: readonly unknown[]): unknown => {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) throw new ReadFault('yaml-alias', offsetOf(node), `no anchor is named ${node.source}`);
      if (++aliases > aliasLimit || within.includes(target))
        throw new ReadFault('yaml-alias', offsetOf(node), `the alias ${node.source} expands without end`);
      return convert(target, [...within, target]);
    }
    if (isScalar(node)) return scalarValue(node);
    if (isSeq(node)) return node.items.map((item) => convert(item, within));
    if (!isMap(node)) throw new ReadFault('yaml-syntax', offsetOf(node), 'neither a value, a list nor a map');
    const map: Record<string, unknown> = {};
    const merged: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') {
        const sources = convert(value, within);
        for (const source of Array.isArray(sources) ? sources : [sources]) {
          if (typeof source !== 'object' || source === null || Array.isArray(source))
            throw new ReadFault('yaml-merge', offsetOf(key), 'what << merges is a map or a list of maps');
          for (const [name, item] of Object.entries(source)) if (!Object.hasOwn(merged, name)) merged[name] = item;
        }
        continue;
      }
      const name = keyText(key);
      if (Object.hasOwn(map, name))
        throw new ReadFault('yaml-duplicate-key', offsetOf(key), `the key ${name} is there twice`);
      Object.defineProperty(map, name, {
        value: convert(value, within),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    for (const [name, item] of Object.entries(merged)) if (!Object.hasOwn(map, name)) map[name] = item;
    return map;
  };
  return convert(document.contents, []);
};

/**
 * Reads a YAML stream by the rules of Kubernetes' own tools (go-yaml: `yes` is true, `0644` is octal), strictly: a key
 * that is there twice, an unknown tag, a number that would lose digits are findings. Empty documents are left out.
 * A document with a finding is not among the documents.
 */
export const readDocuments = (text: string, file: string): YamlDocuments => {
  const documents = readBlockDocuments(text);
  return documents === undefined ? readFully(text, file) : { documents, findings: [] };
};

/** The same by the full reader, which knows all of YAML and says what is wrong. */
export const readFully = (text: string, file: string): YamlDocuments => {
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  const findings: Finding[] = [];
  const documents: YamlDocument[] = [];
  const report = (code: string, offset: number, message: string): void => {
    const { line } = lines.linePos(offset);
    findings.push({ severity: 'error', code, message, file, line });
  };
  const parsed = parseAllDocuments(text.startsWith('\ufeff') ? text.slice(1) : text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  for (const document of Array.isArray(parsed) ? parsed : []) {
    const [error] = document.errors;
    if (error !== undefined) {
      report('yaml-syntax', error.pos[0], `not YAML: ${error.message}`);
      continue;
    }
    if (document.contents === null) continue;
    try {
      const value = dataOf(document as Document);
      if (value !== null) documents.push({ value, line: lines.linePos(offsetOf(document.contents)).line });
    } catch (fault) {
      if (!(fault instanceof ReadFault)) throw fault;
      report(fault.code, fault.offset, fault.message);
    }
  }
  return { documents, findings };
};
