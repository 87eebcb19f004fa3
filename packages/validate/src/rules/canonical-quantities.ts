import { canonicalQuantity, type Finding, type Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { podTemplateOf } from '../pod-template.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Maps whose values are quantities wherever they stand. */
const quantityMaps = new Set(['limits', 'requests']);
/** Fields of that name are quantities in every kind that has them. */
const quantityFields = new Set(['sizeLimit']);

/**
 * Quantities of custom resources are written as the API server would write them. Argo CD compares a custom resource as
 * text, and its controller may rewrite `1000m` as `1`; for built-in kinds it knows that both are the same.
 */
export const canonicalQuantities: Rule = {
  name: 'canonical-quantities',
  check: (world) => world.manifests.filter(isCustom).flatMap((manifest) => faults(manifest, manifest, '', false)),
};

const isCustom = (manifest: Manifest): boolean =>
  podTemplateOf(manifest) === undefined &&
  /^[^/]*\..*\//.test(manifest.apiVersion) &&
  !/\.k8s\.io\//.test(manifest.apiVersion);

const faults = (manifest: Manifest, value: unknown, path: string, quantities: boolean): Finding[] => {
  if (Array.isArray(value)) return value.flatMap((entry, index) => faults(manifest, entry, `${path}[${index}]`, false));
  if (typeof value !== 'object') return [];
  return Object.entries(fieldsOf(value)).flatMap(([key, entry]) => {
    const field = path === '' ? key : `${path}.${key}`;
    const isQuantity = quantities || quantityFields.has(key);
    if (!isQuantity || (typeof entry !== 'string' && typeof entry !== 'number')) {
      return faults(manifest, entry, field, quantityMaps.has(key));
    }
    const canonical = canonicalQuantity(String(entry));
    if (canonical === undefined || canonical === entry) return [];
    return [
      findingOn(manifest, {
        severity: 'warning',
        code: 'non-canonical-quantity',
        field,
        message: `the quantity ${JSON.stringify(entry)} is stored as "${canonical}"`,
        advice: `write "${canonical}"`,
      }),
    ];
  });
};
