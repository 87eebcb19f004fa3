import type { Knowledge } from '@wildermesser/diff';
import { applyOrder, hookOf, waveOf } from '@wildermesser/render';
import { access, podSecurityLevel, podSecurityViolations, schemaFindings } from '@wildermesser/validate';

/** What the other stages know, as the diff asks for it. */
export const knowledge: Knowledge = {
  access,
  podSecurityLevel,
  podSecurityViolations,
  applyOrder,
  hookOf,
  waveOf,
  schemaFindings: (manifests, catalog) => manifests.flatMap((manifest) => schemaFindings(manifest, catalog)),
};
