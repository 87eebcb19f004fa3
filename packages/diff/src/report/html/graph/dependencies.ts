import { compareBytes, type Identity, identityKey } from '@wildermesser/manifest';
import type { Verb } from '../../../model/object-change.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Severity } from '../../../model/severity.ts';
import type { SideObject } from '../../../model/side.ts';
import { referencesOf } from './references.ts';
import { selectables, selectionsOf } from './selections.ts';

/** An object in the picture. */
export interface Node {
  readonly key: string;
  readonly identity: Identity;
  /** Place in `plan.changes`; absent for an object that does not change and is only named. */
  readonly change?: number;
  readonly verb?: Verb;
  readonly severity?: Severity;
  /** Names of all objects that the node stands for, where it stands for several. */
  readonly alike?: readonly string[];
}

/** One object needs another, on both sides or on one of them. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly how: string;
  readonly state: 'kept' | 'added' | 'removed';
}

/** What depends on what, among changed objects and those that they name. */
export interface Dependencies {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Edges of one side, by a key that is the same on both. */
const edgesOf = (
  objects: readonly SideObject[],
  keyOf: (identity: Identity) => string,
): ReadonlyMap<string, { readonly from: string; readonly to: Identity; readonly how: string }> => {
  const known = selectables(objects);
  const edges = objects.flatMap((object) => {
    const from = keyOf(object.identity);
    return [...referencesOf(object), ...selectionsOf(object, known)].map(({ to, how }) => ({ from, to, how }));
  });
  return new Map(edges.map((edge) => [`${edge.from} ${keyOf(edge.to)}`, edge]));
};

/** Reads the references of all changed objects. An object that has another name on the base is the same node. */
export const dependenciesOf = ({ changes }: Plan): Dependencies => {
  const headNames = new Map(
    changes.flatMap(({ base, identity }) =>
      base === undefined ? [] : [[identityKey(base.identity), identityKey(identity)]],
    ),
  );
  const keyOnBase = (identity: Identity): string => headNames.get(identityKey(identity)) ?? identityKey(identity);
  const side = (which: 'base' | 'head'): SideObject[] =>
    changes.flatMap((change): SideObject[] => (change[which] === undefined ? [] : [change[which]]));
  const [before, after] = [edgesOf(side('base'), keyOnBase), edgesOf(side('head'), identityKey)];

  const nodes = new Map<string, Node>(
    changes.map(({ identity, verb, severity }, change) => {
      const key = identityKey(identity);
      return [key, { key, identity, change, verb, ...(severity === undefined ? {} : { severity }) }];
    }),
  );
  const edges: Edge[] = [];
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes)) {
    const edge = after.get(id) ?? before.get(id);
    if (edge === undefined) continue;
    const to = after.has(id) ? identityKey(edge.to) : keyOnBase(edge.to);
    if (to === edge.from) continue;
    if (!nodes.has(to)) nodes.set(to, { key: to, identity: edge.to });
    const state = !before.has(id) ? 'added' : after.has(id) ? 'kept' : 'removed';
    edges.push({ from: edge.from, to, how: edge.how, state });
  }
  const drawn = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return { nodes: [...nodes.values()].filter(({ key }) => drawn.has(key)), edges };
};
