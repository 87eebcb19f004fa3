import type { FieldDefaults } from './api-defaults.ts';
import { appsDefaults, appsZeros } from './apps-defaults.ts';
import { coreDefaults, coreZeros } from './core-defaults.ts';
import { otherDefaults, otherZeros } from './other-defaults.ts';
import { scalingDefaults } from './scaling-defaults.ts';

const defaults = new Map(Object.entries({ ...coreDefaults, ...appsDefaults, ...otherDefaults, ...scalingDefaults }));
const zeros = new Map(
  Object.entries({ ...coreZeros, ...appsZeros, ...otherZeros }).map(([name, fields]) => [name, new Set(fields)]),
);

/** Defaults that the API server's code applies and its OpenAPI document does not tell. */
export const defaultsOf = (definition: string | undefined): FieldDefaults | undefined =>
  definition === undefined ? undefined : defaults.get(definition);

/** Whether `false`, `0` or `''` in a field of a definition is the same as no field. */
export const isZeroAbsent = (definition: string | undefined, field: string): boolean =>
  definition !== undefined && zeros.get(definition)?.has(field) === true;
