import type { Finding, Manifest } from '@wildermesser/manifest';
import type { ExpectedObject } from '../src/expected-object.ts';
import type { Rule } from '../src/rule.ts';
import { type KnownKinds, worldOf } from '../src/world.ts';

const clusterScoped = new Set([
  'ClusterIssuer',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'Namespace',
  'PriorityClass',
  'RuntimeClass',
]);

/** Knows the kinds of the tests; `Unknown` is of no kind that anybody knows. */
export const testCatalog: KnownKinds = {
  isBuiltInGroup: () => true,
  resourceOf: () => undefined,
  isNamespaced: (_group, kind) => (kind === 'Unknown' ? undefined : !clusterScoped.has(kind)),
};

/** The findings of one rule about some manifests. */
export const check = (
  rule: Rule,
  manifests: readonly Manifest[],
  expected: readonly ExpectedObject[] = [],
): Finding[] => rule.check(worldOf(manifests, { catalog: testCatalog, expected }));

/** Codes and objects, the part of findings that tests compare: `unknown-secret web`. */
export const codes = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, object }) => `${code} ${object?.name ?? ''}`);
