import { compareBytes, identityKey } from '@wildermesser/manifest';
import type { Match } from '../model/object-change.ts';
import type { Side, SideObject } from '../model/side.ts';
import { storedIdentity } from './legacy-groups.ts';
import { matchRenamed } from './match-renamed.ts';
import { type Matched, takeOut } from './matched.ts';

type Key = (object: SideObject) => string;

/** Takes pairs with equal keys out of both lists. A key that several objects have pairs them in their order. */
const pairBy = (base: SideObject[], head: SideObject[], keyOf: Key, match: Match, pairs: Matched[]): void => {
  const waiting = Map.groupBy(base, keyOf);
  const taken = new Set<SideObject>();
  for (const object of head) {
    const partner = waiting.get(keyOf(object))?.shift();
    if (partner === undefined) continue;
    taken.add(partner).add(object);
    pairs.push({ base: partner, head: object, match });
  }
  takeOut(base, taken);
  takeOut(head, taken);
};

const known = ({ applications }: Side, unknown: ReadonlySet<string>): SideObject[] =>
  applications.filter(({ name }) => !unknown.has(name)).flatMap(({ objects }) => objects);

const clusters = ({ applications }: Side): ReadonlyMap<string, string> =>
  new Map(applications.map(({ name, cluster = '' }) => [name, cluster]));

/**
 * Says which object of the base is which of the head: by identity within an Application, by identity in another
 * Application of the same cluster, by identity but for a namespace where nobody knows whether the kind has one, and
 * what is left by its name without a hash and by its content. Applications that are unknown on one side take no part.
 */
export const matchObjects = (base: Side, head: Side): readonly Matched[] => {
  const unknown = new Set(
    [...base.applications, ...head.applications].flatMap(({ name, state }) => (state === 'unknown' ? [name] : [])),
  );
  const [old, now] = [known(base, unknown), known(head, unknown)];
  const [baseClusters, headClusters] = [clusters(base), clusters(head)];
  const clusterOf = ({ application }: SideObject): string =>
    headClusters.get(application) ?? baseClusters.get(application) ?? '';
  const identity: Key = (object) => identityKey(storedIdentity(object.identity));
  const withoutNamespace: Key = ({ identity: { namespace: _, ...rest } }) =>
    identityKey(storedIdentity({ ...rest, namespace: '' }));
  const pairs: Matched[] = [];
  const step = (keyOf: Key, by: Match['by']): void => pairBy(old, now, keyOf, { by }, pairs);
  step((object) => `${object.application}\n${identity(object)}`, 'identity');
  step((object) => `${clusterOf(object)}\n${identity(object)}`, 'identity');
  matchStrayNamespaces(old, now, withoutNamespace, pairs);
  matchRenamed(old, now, pairs);
  const rest: Matched[] = [...old.map((object) => ({ base: object })), ...now.map((object) => ({ head: object }))];
  return [...pairs, ...rest].sort(byApplication);
};

/** A namespace on one side only, in one Application: the kind is cluster-scoped, or the namespace is the default one. */
const matchStrayNamespaces = (old: SideObject[], now: SideObject[], keyOf: Key, pairs: Matched[]): void => {
  const key: Key = (object) => `${object.application}\n${keyOf(object)}`;
  const heads = Map.groupBy(now, key);
  const taken = new Set<SideObject>();
  for (const [name, [base, ...bases]] of Map.groupBy(old, key)) {
    const [head, ...others] = heads.get(name) ?? [];
    if (base === undefined || head === undefined || bases.length + others.length > 0) continue;
    if ((base.identity.namespace === '') === (head.identity.namespace === '')) continue;
    taken.add(base).add(head);
    pairs.push({ base, head, match: { by: 'scope' } });
  }
  takeOut(old, taken);
  takeOut(now, taken);
};

const byApplication = (a: Matched, b: Matched): number => {
  const [x, y] = [a.head ?? a.base, b.head ?? b.base] as [SideObject, SideObject];
  return (
    compareBytes(x.application, y.application) ||
    compareBytes(identityKey(x.identity), identityKey(y.identity)) ||
    Number(a.head === undefined) - Number(b.head === undefined)
  );
};
