import type { Manifest } from '@wildermesser/manifest';

/** A change that an API server either takes or refuses. */
export interface Sample {
  /** The kind and what changes: `Deployment: selector`. Unique. */
  readonly name: string;
  readonly base: Manifest;
  /** The change, as a merge patch of RFC 7396: null removes, lists are replaced. */
  readonly patch: Readonly<Record<string, unknown>>;
  /** The path that is refused; undefined when the change is taken. */
  readonly refused?: string;
  /** Why manifests alone do not tell that it is refused; the table takes it then. */
  readonly unknowable?: string;
  /** What controllers would have written before the change comes. */
  readonly status?: Readonly<Record<string, unknown>>;
  /** Objects that the server asks for, made first. */
  readonly needs?: readonly Manifest[];
}

/** A manifest in the namespace of the samples. */
export const object = (apiVersion: string, kind: string, fields: object): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'sample', namespace: 'default' },
  ...fields,
});

/** A manifest of a cluster-scoped kind. */
export const clusterObject = (apiVersion: string, kind: string, fields: object): Manifest => ({
  ...object(apiVersion, kind, fields),
  metadata: { name: 'sample' },
});

/** Applies a merge patch (RFC 7396) to a value, which stays as it is. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isMap(patch)) return patch;
  const merged: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Samples of one object: what is refused by path, and what is taken. */
export const samplesOf = (base: Manifest, { refused = {}, taken = {}, ...rest }: SamplesOfOne): readonly Sample[] => [
  ...Object.entries(refused).map(([name, [refusedPath, patch]]) => ({
    name: `${base.kind}: ${name}`,
    base,
    patch,
    refused: refusedPath,
    ...rest,
  })),
  ...Object.entries(taken).map(([name, patch]) => ({ name: `${base.kind}: ${name}`, base, patch, ...rest })),
];

type Patch = Readonly<Record<string, unknown>>;

interface SamplesOfOne extends Pick<Sample, 'needs' | 'status' | 'unknowable'> {
  /** By name: the path that is refused, and the change. */
  readonly refused?: Readonly<Record<string, readonly [path: string, patch: Patch]>>;
  readonly taken?: Readonly<Record<string, Patch>>;
}
