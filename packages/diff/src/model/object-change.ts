import type { Identity } from '@wildermesser/manifest';
import type { Effect } from './effect.ts';
import type { FieldChange } from './field-change.ts';
import type { Severity } from './severity.ts';
import type { SideObject } from './side.ts';

/**
 * What happens to an object, one verb for each. `add`, `prune`: on one side only. `rename`: deleted under one name and
 * made under another. `move`: handed to another Application. `change`: in place. `restart`: in place, and its Pods are
 * replaced. `recreate`: it cannot be changed in place. `none`: the text differs and the meaning does not.
 */
export type Verb = 'add' | 'change' | 'restart' | 'recreate' | 'prune' | 'move' | 'rename' | 'none';

/** All verbs, in the order in which reports list them. */
export const verbs: readonly Verb[] = ['prune', 'recreate', 'rename', 'move', 'restart', 'change', 'add', 'none'];

/** The sign of a verb in reports. */
export const verbSigns: Readonly<Record<Verb, string>> = {
  add: '+',
  change: '~',
  restart: '↻',
  recreate: '-/+',
  prune: '✂',
  move: '⇄',
  rename: '→',
  none: '≈',
};

/** What makes two objects the same one. */
export interface Match {
  /**
   * `identity`: equal. `scope`: equal but for the namespace of a cluster-scoped object. `suffix`: the same name but for
   * a hash that a tool appends to it. `similarity`: a guess by content, and to be presented as one.
   */
  readonly by: 'identity' | 'scope' | 'suffix' | 'similarity';
  /** Share of equal fields, 0 to 1; only for `suffix` and `similarity`. */
  readonly similarity?: number;
}

/** What happens to one object before its effects are judged. */
export interface MatchedChange {
  readonly verb: Verb;
  /** Of the head; of the base when it is pruned. */
  readonly identity: Identity;
  /** Absent when added. */
  readonly base?: SideObject;
  /** Absent when pruned. */
  readonly head?: SideObject;
  /** Absent when the object is on one side only. */
  readonly match?: Match;
  /** Empty when the object is on one side only. In the order of the object's fields. */
  readonly fields: readonly FieldChange[];
}

/** What happens to one object of the cluster. Each object that differs is in exactly one of these. */
export interface ObjectChange extends MatchedChange {
  /** Effects on this object, worst first. */
  readonly effects: readonly Effect[];
  /** The worst of the effects that count; absent when there is none. */
  readonly severity?: Severity;
}
