import { type Finding, identityOf, type Manifest, originOf } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Rule } from '../rule.ts';

/** Two manifests with one identity overwrite each other on every sync. */
export const duplicateIdentity: Rule = {
  name: 'duplicate-identity',
  check: (world) => {
    const findings: Finding[] = [];
    for (const manifest of world.manifests) {
      if (manifest.metadata.name === undefined) continue;
      const [first, ...others] = world.named(identityOf(manifest));
      if (first === undefined || !others.includes(manifest)) continue;
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
