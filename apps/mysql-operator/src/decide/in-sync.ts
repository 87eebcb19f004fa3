import { createHash } from 'node:crypto';
import { canonicalQuantity } from '@wildermesser/manifest';
import type { StoredMetadata } from '../cluster/index.ts';
import { annotations } from '../resource/index.ts';
import type { Child } from './effect.ts';

/** Fields whose values are amounts; the API server keeps them in its own spelling. */
const amounts = new Set(['capacity', 'limits', 'requests', 'sizeLimit']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether an object has everything that is wanted of it. What the API server, a controller or somebody else added does not
 * count, except in lists, whose lengths have to be equal.
 */
export const covers = (there: unknown, wanted: unknown, isAmount = false): boolean => {
  if (Array.isArray(wanted))
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((item, index) => covers(there[index], item, isAmount))
    );
  if (isObject(wanted))
    return Object.entries(wanted).every(
      ([key, value]) =>
        value === undefined || covers(isObject(there) ? there[key] : undefined, value, isAmount || amounts.has(key)),
    );
  if (isAmount && typeof wanted === 'string' && typeof there === 'string')
    return wanted === there || canonicalQuantity(wanted) === canonicalQuantity(there);
  // Empty strings are left out by Go.
  return there === wanted || (wanted === '' && there === undefined);
};

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * The object with a digest of itself, by which it is seen later that a field was taken out of it. Secrets have none: a digest
 * of a password is as good as a short password.
 */
export const stamped = <Object extends Child>(object: Object): Object =>
  object.kind === 'Secret'
    ? object
    : {
        ...object,
        metadata: {
          ...object.metadata,
          annotations: { ...object.metadata.annotations, [annotations.applied]: digest(object) },
        },
      };

/** Whether nothing has to be applied. Owners have to be the same, neither more nor less. */
export const isInSync = (
  there: { readonly metadata: StoredMetadata; readonly data?: unknown } | undefined,
  wanted: Child,
): boolean => {
  if (there === undefined) return false;
  const owners = (metadata: Child['metadata']): number => metadata.ownerReferences?.length ?? 0;
  if (owners(there.metadata) !== owners(wanted.metadata)) return false;
  if (wanted.kind === 'Secret' && Object.keys(there.data ?? {}).length !== Object.keys(wanted.data ?? {}).length)
    return false;
  return covers(there, stamped(wanted));
};
