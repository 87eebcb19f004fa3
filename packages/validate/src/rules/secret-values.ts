import type { Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Git is public: a Secret with a value in it is a published secret, base64 or not. */
export const secretValues: Rule = {
  name: 'secret-values',
  check: (world) =>
    world.ofKind('', 'Secret').flatMap((secret): Finding[] => {
      const keys = (['data', 'stringData'] as const).flatMap((list) =>
        Object.entries(fieldsOf(fieldsOf(secret)[list]))
          .filter(([, value]) => value !== '' && value !== null)
          .map(([key]) => `${list}.${key}`),
      );
      if (keys.length === 0) return [];
      return [
        findingOn(secret, {
          severity: 'error',
          code: 'secret-value',
          field: keys[0] ?? 'data',
          message: `the Secret holds values in plain sight: ${keys.join(', ')}`,
          advice:
            'generate it in the cluster, or use an ExternalSecret, a SealedSecret or a Certificate; treat what was committed as known',
        }),
      ];
    }),
};
