import type { Finding, Manifest } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const prefix = 'argocd.argoproj.io/';

/** Annotations that Argo CD reads from objects it syncs. */
const known = [
  'compare-options',
  'deletion-approved',
  'hook',
  'hook-delete-policy',
  'ignore-healthcheck',
  'ignore-resource-updates',
  'manifest-generate-paths',
  'managed-by-url',
  'refresh',
  'skip-reconcile',
  'sync-options',
  'sync-wave',
];
const hooks = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete'];
const deletePolicies = ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'];
const compareOptions = [
  'IgnoreExtraneous',
  'IgnoreResourceStatusField',
  'ServerSideDiff=true',
  'ServerSideDiff=false',
  'IncludeMutationWebhook=true',
];

/** Options that an object may set for itself; Argo CD compares the text exactly. */
const syncOptions = [
  ...['Prune', 'Delete'].flatMap((option) => [`${option}=false`, `${option}=confirm`, `${option}=true`]),
  ...[
    'Force',
    'PruneLast',
    'Replace',
    'ServerSideApply',
    'SkipDryRunOnMissingResource',
    'Validate',
    'ClientSideApplyMigration',
  ].flatMap((option) => [`${option}=true`, `${option}=false`]),
];

/** Argo CD passes over an annotation that it does not understand, and a hook with a typo is never applied. */
export const argocdAnnotations: Rule = {
  name: 'argocd-annotations',
  check: (world) => {
    const findings: Finding[] = [];
    for (const manifest of world.manifests) {
      const annotations = fieldsOf(manifest.metadata.annotations);
      for (const key in annotations) {
        if (!key.startsWith(prefix)) continue;
        findings.push(...annotationFaults(manifest, key.slice(prefix.length), String(annotations[key])));
      }
    }
    return findings;
  },
};

const annotationFaults = (manifest: Manifest, key: string, value: string): Finding[] => {
  switch (key) {
    case 'hook':
      return unknownWords(manifest, key, value, hooks, 'unknown-hook', 'no hook, so Argo CD never applies this object');
    case 'hook-delete-policy':
      return unknownWords(manifest, key, value, deletePolicies, 'unknown-hook-delete-policy', 'no delete policy');
    case 'sync-options':
      return unknownWords(manifest, key, value, syncOptions, 'unknown-sync-option', 'no sync option of an object');
    case 'compare-options':
      return unknownWords(manifest, key, value, compareOptions, 'unknown-compare-option', 'no compare option');
    case 'sync-wave':
      return /^-?\d+$/.test(value)
        ? []
        : [
            fault(
              manifest,
              key,
              'invalid-sync-wave',
              `the sync wave "${value}" is not an integer, so it counts as 0`,
              'write an integer in quotes',
            ),
          ];
    case 'tracking-id':
    case 'instance':
    case 'installation-id':
      return [];
    default:
      return known.includes(key) ? [] : [unknownKey(manifest, key)];
  }
};

const unknownKey = (manifest: Manifest, key: string): Finding => {
  const near = closest(key, known);
  return findingOn(manifest, {
    severity: 'warning',
    code: 'unknown-argocd-annotation',
    field: `metadata.annotations.${prefix}${key}`,
    message: `Argo CD knows no annotation ${prefix}${key}`,
    advice: near === undefined ? 'remove it' : `did you mean "${prefix}${near}"?`,
  });
};

const unknownWords = (
  manifest: Manifest,
  key: string,
  value: string,
  words: readonly string[],
  code: string,
  what: string,
): Finding[] =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => !words.includes(word))
    .map((word) => {
      const near = closest(word, words);
      const advice = near === undefined ? `use one of ${words.join(', ')}` : `did you mean "${near}"?`;
      return fault(manifest, key, code, `"${word}" is ${what}`, advice);
    });

const fault = (manifest: Manifest, key: string, code: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'error', code, field: `metadata.annotations.${prefix}${key}`, message, advice });
