import { canonicalQuantity, type Finding, type Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
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
  check: (world) => {
    const findings: Finding[] = [];
    const custom = new Map<string, boolean>();
    for (const manifest of world.manifests) {
      const { apiVersion } = manifest;
      const known = custom.get(apiVersion);
      if (known === undefined) custom.set(apiVersion, isCustom(apiVersion));
      if (known ?? isCustom(apiVersion)) addFaults(findings, manifest, manifest, '', false);
    }
    return findings;
  },
};

/** Kinds with pods are in groups without a dot. */
const isCustom = (apiVersion: string): boolean => /^[^/]*\..*\//.test(apiVersion) && !/\.k8s\.io\//.test(apiVersion);

const addFaults = (
  findings: Finding[],
  manifest: Manifest,
  value: unknown,
  path: string,
  quantities: boolean,
): void => {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) addFaults(findings, manifest, entry, `${path}[${index}]`, false);
    return;
  }
  const fields = fieldsOf(value);
  for (const key in fields) {
    const entry = fields[key];
    const field = path === '' ? key : `${path}.${key}`;
    if ((!quantities && !quantityFields.has(key)) || (typeof entry !== 'string' && typeof entry !== 'number')) {
      if (typeof entry === 'object') addFaults(findings, manifest, entry, field, quantityMaps.has(key));
      continue;
    }
    const canonical = canonicalQuantity(String(entry));
    if (canonical === undefined || canonical === entry) continue;
    findings.push(
      findingOn(manifest, {
        severity: 'warning',
        code: 'non-canonical-quantity',
        field,
        message: `the quantity ${JSON.stringify(entry)} is stored as "${canonical}"`,
        advice: `write "${canonical}"`,
      }),
    );
  }
};
