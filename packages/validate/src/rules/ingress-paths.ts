import { type Finding, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const canary = 'nginx.ingress.kubernetes.io/canary';
const oldClass = 'kubernetes.io/ingress.class';

/** Two Ingresses of one class do not claim the same host and path, unless one of them is a canary. */
export const ingressPaths: Rule = {
  name: 'ingress-paths',
  check: (world) => {
    const claims = new Map<string, Manifest>();
    const findings: Finding[] = [];
    for (const ingress of world.ofKind('networking.k8s.io', 'Ingress')) {
      if (ingress.metadata.annotations?.[canary] === 'true') continue;
      for (const { key, field, wording } of pathsOf(ingress)) {
        const first = claims.get(key);
        if (first === undefined) claims.set(key, ingress);
        else if (first === ingress || identityKey(identityOf(first)) !== identityKey(identityOf(ingress))) {
          findings.push(clash(ingress, first, field, wording));
        }
      }
    }
    return findings;
  },
};

const pathsOf = (ingress: Manifest): readonly { key: string; field: string; wording: string }[] => {
  const ingressClass =
    textOf(at(ingress, 'spec', 'ingressClassName')) || (ingress.metadata.annotations?.[oldClass] ?? '');
  return recordsOf(at(ingress, 'spec', 'rules')).flatMap((rule, ruleIndex) =>
    recordsOf(at(rule, 'http', 'paths')).map((entry, pathIndex) => {
      const host = textOf(rule.host) || '*';
      const path = textOf(entry.path) || '/';
      return {
        key: `${ingressClass}\n${host}\n${textOf(entry.pathType)}\n${path}`,
        field: `spec.rules[${ruleIndex}].http.paths[${pathIndex}]`,
        wording: `${host}${path}`,
      };
    }),
  );
};

const clash = (ingress: Manifest, first: Manifest, field: string, wording: string): Finding =>
  findingOn(ingress, {
    severity: 'error',
    code: 'duplicate-ingress-path',
    field,
    message:
      first === ingress
        ? `${wording} is listed twice`
        : `${wording} is also claimed by Ingress ${first.metadata.namespace ?? ''}/${first.metadata.name ?? ''}, and only one of them is served`,
    advice: `give it another host or path, or mark the second with ${canary}: "true"`,
  });
