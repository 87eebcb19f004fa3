import type { Catalog, Finding, Manifest } from '@wildermesser/manifest';
import { withAllowances } from './allowances.ts';
import type { ExpectedObject } from './expected-object.ts';
import { compareFindings } from './finding-order.ts';
import { rules } from './registry.ts';
import { schemaFindings } from './schema/schema-findings.ts';
import { worldOf } from './world.ts';

/** What `validate` needs beside the manifests. */
export interface ValidateOptions {
  /** The kinds that the target cluster serves. */
  readonly catalog: Catalog;
  /** Objects that the cluster has already. */
  readonly expected: readonly ExpectedObject[];
}

/** What came out. Nothing is thrown for a bad manifest. */
export interface Outcome {
  /** Sorted by place, object and code. */
  readonly findings: readonly Finding[];
}

/**
 * Checks all manifests of a cluster against the schemas of the target version and against each other. Kinds that the
 * manifests define themselves count as known. Pure.
 */
export const validate = (manifests: readonly Manifest[], { catalog, expected }: ValidateOptions): Outcome => {
  const served = catalog.withResources(manifests);
  const world = worldOf(manifests, { catalog: served, expected });
  const findings: Finding[] = [];
  for (const manifest of manifests) {
    const faults = schemaFindings(manifest, served);
    if (faults.length > 0) findings.push(...faults);
  }
  for (const rule of rules) for (const finding of rule.check(world)) findings.push(finding);
  return { findings: withAllowances(world, findings).sort(compareFindings) };
};
