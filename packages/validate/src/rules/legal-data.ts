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

const dataFaults = (manifest: Manifest): Finding[] => {
  const entries = ['data', 'binaryData', 'stringData'].flatMap((list) =>
    Object.entries(fieldsOf(at(manifest, list))).map(([key, value]) => ({
      list,
      key,
      bytes: bytesOf(list, manifest, textOf(value)),
    })),
  );
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...entries
      .filter(({ key }) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key.startsWith('..'))
      .map(({ list, key }) =>
        fault(
          manifest,
          `${list}.${key}`,
          `the key "${key}" is not legal`,
          'use letters, digits, "-", "_" and "." only',
        ),
      ),
    ...(total > limit
      ? [
          fault(
            manifest,
            'data',
            `the values take ${total} bytes, ${limit} are allowed`,
            'split it, or mount the data another way',
          ),
        ]
      : []),
  ];
};

/** Base64 takes four characters for three bytes. */
const bytesOf = (list: string, { kind }: Manifest, text: string): number =>
  list === 'binaryData' || (list === 'data' && kind === 'Secret')
    ? Math.floor((text.replace(/=+$/, '').length * 3) / 4)
    : Buffer.byteLength(text);

const fault = (manifest: Manifest, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'error', code: 'illegal-data', field, message, advice });
