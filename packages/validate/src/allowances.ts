import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from './finding-on.ts';
import { stringMapOf } from './read-fields.ts';
import type { World } from './world.ts';

const prefix = 'wildermesser.dev/allow.';

/** What no reason excuses: once it is in Git, it is public. */
const neverAllowed = new Set(['private-key', 'secret-value']);

/**
 * Carries out the annotations `wildermesser.dev/allow.<code>: <reason>`: the findings of that code about that object
 * become `skipped` and carry the reason. An annotation without a reason is an error, one that excuses nothing a warning.
 */
export const withAllowances = (world: World, findings: readonly Finding[]): Finding[] => {
  const used = new Set<string>();
  const judged = findings.map((finding): Finding => {
    if (finding.object === undefined || finding.severity === 'skipped' || neverAllowed.has(finding.code))
      return finding;
    const allowing = world.named(finding.object).find((manifest) => reasonFor(manifest, finding.code) !== undefined);
    if (allowing === undefined) return finding;
    used.add(keyOf(allowing, finding.code));
    const reason = reasonFor(allowing, finding.code)?.trim() ?? '';
    if (reason === '') return finding;
    return { ...finding, severity: 'skipped', message: `${finding.message}; allowed: ${reason}` };
  });
  for (const manifest of world.manifests) {
    if (manifest.metadata.annotations !== undefined) judged.push(...annotationFaults(manifest, used));
  }
  return judged;
};

const reasonFor = ({ metadata }: Manifest, code: string): string | undefined =>
  stringMapOf(metadata.annotations).get(`${prefix}${code}`);

const keyOf = ({ kind, metadata }: Manifest, code: string): string =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name ?? ''}/${code}`;

const allowancesOf = ({ metadata }: Manifest): readonly (readonly [string, string])[] =>
  [...stringMapOf(metadata.annotations)].filter(([key]) => key.startsWith(prefix));

const annotationFaults = (manifest: Manifest, used: ReadonlySet<string>): Finding[] =>
  allowancesOf(manifest).flatMap(([key, reason]): Finding[] => {
    const code = key.slice(prefix.length);
    const field = `metadata.annotations.${key}`;
    if (neverAllowed.has(code)) {
      const message = `"${code}" cannot be allowed`;
      return [
        findingOn(manifest, {
          severity: 'error',
          code: 'allowance-refused',
          field,
          message,
          advice: 'remove the annotation and mend the object',
        }),
      ];
    }
    if (reason.trim() === '') {
      const message = `"${code}" is allowed without a reason`;
      return [
        findingOn(manifest, {
          severity: 'error',
          code: 'allowance-without-reason',
          field,
          message,
          advice: 'write the reason as its value',
        }),
      ];
    }
    if (used.has(keyOf(manifest, code))) return [];
    const message = `the object has no finding "${code}" that could be allowed`;
    return [
      findingOn(manifest, {
        severity: 'warning',
        code: 'unused-allowance',
        field,
        message,
        advice: 'remove the annotation',
      }),
    ];
  });
