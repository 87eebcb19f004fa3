import type { Finding } from './finding.ts';
import type { Manifest } from './manifest.ts';
import { type Origin, setOrigin } from './origin.ts';

/** What became of unknown data: a manifest, or everything that keeps it from being one. */
export type Parsed =
  | { readonly manifest: Manifest; readonly findings: readonly [] }
  | { readonly manifest?: undefined; readonly findings: readonly Finding[] };

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Turns unknown data into a manifest, the one gate between the two. Every fault is named, not the first alone; behind
 * this gate nobody asks again whether `kind` is a string.
 */
export const parseManifest = (value: unknown, origin: Origin): Parsed => {
  const faults = faultsOf(value);
  if (faults.length > 0)
    return {
      findings: faults.map(([field, message]) => ({
        severity: 'error',
        code: 'not-a-manifest',
        field,
        message,
        ...origin,
      })),
    };
  const manifest = value as Manifest;
  setOrigin(manifest, origin);
  return { manifest, findings: [] };
};

const describeType = (value: unknown): string => {
  if (value === undefined || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
};

type Fault = readonly [field: string, message: string];

const faultsOf = (value: unknown): readonly Fault[] => {
  if (!isMap(value)) return [['', `a manifest is a map, not ${describeType(value)}`]];
  const faults: Fault[] = [];
  const { apiVersion, kind, metadata } = value;
  checkText(faults, apiVersion, 'apiVersion', true);
  checkText(faults, kind, 'kind', true);
  if (!isMap(metadata)) return [...faults, ['metadata', 'metadata is missing']];
  const { name, generateName, namespace, labels, annotations } = metadata;
  checkText(faults, name, 'metadata.name', generateName === undefined);
  checkText(faults, generateName, 'metadata.generateName', false);
  checkText(faults, namespace, 'metadata.namespace', false);
  checkTexts(faults, labels, 'metadata.labels');
  checkTexts(faults, annotations, 'metadata.annotations');
  return faults;
};

const checkText = (faults: Fault[], found: unknown, field: string, required: boolean): void => {
  if (found === undefined || found === null || found === '') {
    if (required) faults.push([field, `${field} is missing`]);
  } else if (typeof found !== 'string') faults.push([field, `${field} is a ${typeof found}, not a string; quote it`]);
};

const checkTexts = (faults: Fault[], map: unknown, field: string): void => {
  if (map === undefined || map === null) return;
  if (!isMap(map)) faults.push([field, `${field} is not a map`]);
  else
    for (const key in map) {
      const found = map[key];
      if (typeof found !== 'string') checkText(faults, found, `${field}["${key}"]`, false);
    }
};
