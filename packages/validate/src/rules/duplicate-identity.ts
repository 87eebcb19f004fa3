import { type Finding, identityOf, type Manifest, originOf } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Rule } from '../rule.ts';

/** Two manifests with one identity overwrite each other on every sync. */
export const duplicateIdentity: Rule = {
  name: 'duplicate-identity',
  check: (world) => {
    const findings: Finding[] = [];
    if (world.repeated.size === 0) return findings;
    for (const manifest of world.manifests) {
      if (manifest.metadata.name === undefined || !world.repeated.has(manifest)) continue;
      const [first] = world.named(identityOf(manifest));
      if (first === undefined) continue;
      findings.push(
        findingOn(manifest, {
          severity: 'error',
          code: 'duplicate-identity',
          message: `the same object is emitted twice; the other one is made by ${placeOf(first)}`,
          advice: 'rename one of them, move it to another namespace, or delete it',
        }),
      );
    }
    return findings;
  },
};

const placeOf = (manifest: Manifest): string => {
  const origin = originOf(manifest);
  return origin === undefined ? 'a manifest without a known place' : `${origin.file}:${origin.line}`;
};
