import { type Catalog, compareBytes, identityKey } from '@wildermesser/manifest';
import type { World } from '../model/rule.ts';
import type { Side, SideObject } from '../model/side.ts';

/** Indexes one side for the rules. */
export const worldOf = ({ name, applications }: Side, catalog: Catalog): World => {
  const objects = applications
    .flatMap((application) => application.objects)
    .map((object) => ({ object, key: identityKey(object.identity) }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ object }) => object);
  const byIdentity = new Map(objects.map((object) => [identityKey(object.identity), object]));
  const byKind = Map.groupBy(objects, ({ identity: { group, kind } }) => `${kind}.${group}`);
  const byNamespace = Map.groupBy(objects, ({ identity }) => identity.namespace);
  const byName = new Map(applications.map((application) => [application.name, application]));
  const none: readonly SideObject[] = [];
  return {
    name,
    applications,
    objects,
    catalog,
    find: (identity) => byIdentity.get(identityKey(identity)),
    ofKind: (group, kind) => byKind.get(`${kind}.${group}`) ?? none,
    inNamespace: (namespace) => byNamespace.get(namespace) ?? none,
    application: (wanted) => byName.get(wanted),
  };
};
