import type { Catalog, Identity } from '@wildermesser/manifest';
import type { RuleEffect } from './effect.ts';
import type { Knowledge } from './knowledge.ts';
import type { MatchedChange } from './object-change.ts';
import type { SideApplication, SideObject } from './side.ts';

/** One thing that a change can do to a cluster. Pure: the same context gives the same effects, in the same order. */
export interface Rule {
  /** Kebab case, the name of its file and of its waivers. */
  readonly name: string;
  /** What it reads of Applications that did not change. Without it only changed Applications are there. */
  readonly needs?: readonly Need[];
  readonly check: (context: RuleContext) => readonly RuleEffect[];
}

/**
 * When an object of one of the kinds `changed` changes, objects of the kinds `reads` are looked up in Applications that
 * did not. A kind is `Kind.group`, or `Kind` in the core group; `*` is any kind.
 */
export interface Need {
  readonly changed: readonly string[];
  readonly reads: readonly string[];
  /** Only those in the namespace of the changed object; for a changed Namespace those in it. Cluster-scoped are left out. */
  readonly sameNamespace?: true;
}

/** What rules judge. */
export interface RuleContext {
  readonly base: World;
  readonly head: World;
  /** Every object that differs, sorted by Application, then identity. */
  readonly changes: readonly MatchedChange[];
  readonly knowledge: Knowledge;
}

/** One side as rules read it: the changed Applications whole, of the others what some rule needs. */
export interface World {
  readonly name: string;
  readonly applications: readonly SideApplication[];
  /** Objects of all Applications, sorted by identity. */
  readonly objects: readonly SideObject[];
  /** What the API server of the target version serves, with the CustomResourceDefinitions of this side. */
  readonly catalog: Catalog;
  readonly find: (identity: Identity) => SideObject | undefined;
  readonly ofKind: (group: string, kind: string) => readonly SideObject[];
  /** Objects in a namespace; `''` gives the cluster-scoped ones. */
  readonly inNamespace: (namespace: string) => readonly SideObject[];
  readonly application: (name: string) => SideApplication | undefined;
}
