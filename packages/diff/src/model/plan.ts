import type { Finding, Identity } from '@wildermesser/manifest';
import type { Effect } from './effect.ts';
import type { Noise } from './field-change.ts';
import type { SyncPhase } from './knowledge.ts';
import type { ObjectChange, Verb } from './object-change.ts';
import type { Severity } from './severity.ts';

/** What merging the head into the base does to the cluster. Plain data: it survives JSON. */
export interface Plan {
  /** Names of the two sides. */
  readonly base: string;
  readonly head: string;
  /** The day for which waivers were judged, `2026-11-28`. */
  readonly date: string;
  /** Minor version of Kubernetes whose defaults were applied. */
  readonly kubernetes: string;
  /** Every object that differs, sorted by Application, then identity. */
  readonly changes: readonly ObjectChange[];
  /** Effects on objects that do not differ themselves, worst first. The others are with their object. */
  readonly effects: readonly Effect[];
  /** Applications that differ or are unknown, sorted by name. */
  readonly applications: readonly ApplicationSummary[];
  readonly counts: PlanCounts;
  readonly cost: CostDelta;
  /** For each Application that differs, what its next sync does step by step. */
  readonly timeline: readonly ApplicationTimeline[];
  /** What is wrong with the sides: Applications that could not be rendered, duplicates, sources that were left out. */
  readonly findings: readonly SideFinding[];
}

/** A finding about one of the sides. */
export interface SideFinding extends Finding {
  readonly side: 'base' | 'head';
  readonly application?: string;
}

/** Sums over a plan. */
export interface PlanCounts {
  /** Objects by verb; each verb is there. */
  readonly verbs: Readonly<Record<Verb, number>>;
  /** Effects that count, by severity; each severity is there. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** Effects that somebody accepted, and those whose acceptance has expired. The expired count in `severities`. */
  readonly waived: number;
  readonly expired: number;
  /** Objects of differing Applications that are the same on both sides. */
  readonly unchangedObjects: number;
  /** Applications in which nothing differs. */
  readonly unchangedApplications: number;
  /** Folded field changes by reason; a reason that does not occur is absent. */
  readonly noise: Readonly<Partial<Record<Noise, number>>>;
}

/** An Application in a plan. */
export interface ApplicationSummary {
  readonly name: string;
  /** `unknown`: it could not be rendered on one side, so that nothing can be said of its objects. */
  readonly status: 'added' | 'removed' | 'changed' | 'unknown';
  /** Objects by verb; a verb that does not occur is absent. A moved object counts where it goes to. */
  readonly verbs: Readonly<Partial<Record<Verb, number>>>;
  /** The worst severity of its effects. */
  readonly severity?: Severity;
}

/** Amounts of both sides. */
export interface Amounts {
  readonly base: number;
  readonly head: number;
}

/** What the Pods and volumes of the changed Applications ask for: requests × replicas. DaemonSets count once. */
export interface CostDelta {
  /** Thousandths of a CPU. */
  readonly cpu: Amounts;
  /** Bytes. */
  readonly memory: Amounts;
  /** Bytes of claims and claim templates. */
  readonly storage: Amounts;
  readonly pods: Amounts;
}

/** What the next sync of an Application does, in Argo CD's order. */
export interface ApplicationTimeline {
  readonly application: string;
  readonly steps: readonly TimelineStep[];
  /** Index of the first step that would fail; those before it are applied, those behind it are not. */
  readonly failsAt?: number;
  /** The least time it takes: Argo CD waits 2 s between waves. */
  readonly seconds: number;
}

/** One thing that a sync does. */
export interface TimelineStep {
  readonly phase: SyncPhase | 'Prune';
  readonly wave: number;
  readonly object: Identity;
  readonly verb: Verb;
  /** What happens here beyond applying it: a hook that runs again, a wait for health, the reason why it fails. */
  readonly note?: string;
}
