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

const faultsOf = (value: unknown): [field: string, message: string][] => {
  if (!isMap(value)) return [['', `a manifest is a map, not ${describeType(value)}`]];
  const faults: [string, string][] = [];
  const text = (map: Record<string, unknown>, key: string, field: string, required: boolean): void => {
    const found = map[key];
    if (found === undefined || found === null || found === '') {
      if (required) faults.push([field, `${field} is missing`]);
    } else if (typeof found !== 'string') faults.push([field, `${field} is a ${typeof found}, not a string; quote it`]);
  };
  text(value, 'apiVersion', 'apiVersion', true);
  text(value, 'kind', 'kind', true);
  const metadata = value.metadata;
  if (!isMap(metadata)) return [...faults, ['metadata', 'metadata is missing']];
  text(metadata, 'name', 'metadata.name', metadata.generateName === undefined);
  text(metadata, 'generateName', 'metadata.generateName', false);
  text(metadata, 'namespace', 'metadata.namespace', false);
  for (const part of ['labels', 'annotations']) {
    const map = metadata[part];
    if (map === undefined || map === null) continue;
    if (!isMap(map)) faults.push([`metadata.${part}`, `metadata.${part} is not a map`]);
    else for (const key of Object.keys(map)) text(map, key, `metadata.${part}["${key}"]`, false);
  }
  return faults;
};
