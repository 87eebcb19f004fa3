import type { Identity } from '@wildermesser/manifest';
import type { FieldPath } from './field-path.ts';
import type { Place } from './place.ts';
import type { Severity } from './severity.ts';
import type { Waiver } from './waiver.ts';

/** What a change does to the cluster, as a rule says it. Never holds a secret value. */
export interface RuleEffect {
  readonly severity: Severity;
  /** The object it happens to, mostly one that changes; may be an unchanged one, such as a Pod that keeps an old value. */
  readonly object: Identity;
  /** The field that causes it. */
  readonly field?: FieldPath;
  /** One sentence: what will happen and why, without the object and the field. */
  readonly message: string;
  /** What to do about it, in the imperative. */
  readonly advice?: string;
  /** Commands that carry out the advice, one a line, ready to paste. */
  readonly commands?: readonly string[];
  /** How the object is changed because of it: the object's verb becomes this one. */
  readonly verb?: 'restart' | 'recreate';
}

/** An effect in a plan. */
export interface Effect extends RuleEffect {
  /** Name of the rule: kebab case, stable, searchable. */
  readonly rule: string;
  /** The line of the TypeScript source behind it: of the head, of the base when the object is gone. */
  readonly source?: Place;
  /** The generated file and line, the field's where it is known. */
  readonly generated?: Place;
  /** Present when somebody accepted it. Unless expired it counts for no severity and no gate. */
  readonly waiver?: Waiver;
}
