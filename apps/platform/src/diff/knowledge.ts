import type { Knowledge } from '@wildermesser/diff';
import { applyOrder, hookOf, waveOf } from '@wildermesser/render';
import { access } from '@wildermesser/validate/access';
import { podSecurityLevel, podSecurityViolations } from '@wildermesser/validate/pod-security';
import { schemaFindings } from '@wildermesser/validate/schema';

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
