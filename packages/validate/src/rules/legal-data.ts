import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, fieldsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** What a ConfigMap or Secret may hold altogether, in bytes. */
const limit = 1_048_576;

/** Keys and size of ConfigMaps and Secrets are ones that the API server accepts. */
export const legalData: Rule = {
  name: 'legal-data',
  check: (world) => [...world.ofKind('', 'ConfigMap'), ...world.ofKind('', 'Secret')].flatMap(dataFaults),
};

const lists = ['data', 'binaryData', 'stringData'];

const dataFaults = (manifest: Manifest): Finding[] => {
  const findings: Finding[] = [];
  let characters = 0;
  for (const list of lists) {
    const texts = fieldsOf(at(manifest, list));
    for (const key in texts) {
      characters += textOf(texts[key]).length;
      if (!isLegal(key)) findings.push(illegalKey(manifest, list, key));
    }
  }
  // A character has three bytes at most, so almost nothing needs to be encoded to be counted.
  const total = characters * 3 <= limit ? 0 : sizeOf(manifest);
  if (total > limit) {
    findings.push(
      fault(
        manifest,
        'data',
        `the values take ${total} bytes, ${limit} are allowed`,
        'split it, or mount the data another way',
      ),
    );
  }
  return findings;
};

const isLegal = (key: string): boolean => /^[-._a-zA-Z0-9]{1,253}$/.test(key) && key !== '.' && !key.startsWith('..');

const illegalKey = (manifest: Manifest, list: string, key: string): Finding =>
  fault(manifest, `${list}.${key}`, `the key "${key}" is not legal`, 'use letters, digits, "-", "_" and "." only');

const sizeOf = (manifest: Manifest): number =>
  lists
    .flatMap((list) =>
      Object.values(fieldsOf(at(manifest, list))).map((value) => bytesOf(list, manifest, textOf(value))),
    )
    .reduce((sum, bytes) => sum + bytes, 0);

/** Base64 takes four characters for three bytes. */
const bytesOf = (list: string, { kind }: Manifest, text: string): number =>
  list === 'binaryData' || (list === 'data' && kind === 'Secret')
    ? Math.floor((text.replace(/=+$/, '').length * 3) / 4)
    : Buffer.byteLength(text);

const fault = (manifest: Manifest, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'error', code: 'illegal-data', field, message, advice });
