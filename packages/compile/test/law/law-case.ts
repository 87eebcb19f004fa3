import type { Manifest } from '@wildermesser/manifest';
import type { Json, Release } from '@wildermesser/manifest/template';
import { orderValues, withDefaults } from '../../src/index.ts';
import type { CompiledComponent, Values } from './compiled-components.ts';

/** A component with the values that somebody gives it. */
export interface LawCase {
  readonly component: CompiledComponent;
  readonly values: Values;
  readonly release: Release;
  /** What this case is there for. Default: it was drawn. */
  readonly about?: string;
}

/** What a tool makes of a case: objects in the order it gave them, or why it gave none. */
export type Made = { readonly objects: readonly Json[] } | { readonly error: string };

/** The values that the function sees: those given over the defaults. */
export const wholeValues = ({ component, values }: LawCase): Values => withDefaults(component.template.values, values);

/** What calling the function gives. */
export const called = (one: LawCase): readonly Manifest[] =>
  one.component.call(orderValues(wholeValues(one)) as Values, one.release);
