import type { RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, recordsOf, sameData, stringMapOf } from '../reading/fields.ts';
import { type Permission, permissionsOf } from './permission.ts';

/** A role whose rules join those of roles that every cluster has, whoever is bound to them. */
export interface Aggregated {
  readonly role: SideObject;
  /** `view`, `edit`, `admin`. */
  readonly into: readonly string[];
  /** Those that it did not add before. */
  readonly permissions: readonly Permission[];
}

const label = 'rbac.authorization.k8s.io/aggregate-to-';

const targetsOf = (role: SideObject | undefined): readonly string[] =>
  [...stringMapOf(role?.manifest.metadata.labels)].flatMap(([key, value]) =>
    key.startsWith(label) && value === 'true' ? [key.slice(label.length)] : [],
  );

const granted = (role: SideObject | undefined): readonly Permission[] =>
  recordsOf(at(role?.manifest, 'rules')).flatMap(permissionsOf);

/** ClusterRoles that add more than before to the roles that every cluster has. */
export const aggregatedRoles = ({ changes }: RuleContext): readonly Aggregated[] =>
  changes.flatMap(({ verb, base, head }) => {
    if (verb === 'none' || head?.identity.kind !== 'ClusterRole') return [];
    const [before, after] = [targetsOf(base), targetsOf(head)];
    const had = granted(base);
    return after.flatMap((into) => {
      const permissions = granted(head).filter(
        (permission) => !before.includes(into) || !had.some((other) => sameData(other, permission)),
      );
      return permissions.length === 0 ? [] : [{ role: head, into: [into], permissions }];
    });
  });
