import type { Values } from './compiled-components.ts';

/** Values with which one of the outputs once disagreed with the others. */
export interface MendedCase {
  /** What went wrong. */
  readonly about: string;
  /** The component's file, without the extension. */
  readonly component: string;
  readonly values: Values;
}

/** Shrunk counterexamples of the law, each of them mended. */
export const mendedCases: readonly MendedCase[] = [
  { about: 'all of an object left to its defaults', component: 'probes', values: {} },
  {
    about: 'a product at the bound that keeps it whole: without one, Helm counted on where JavaScript rounds',
    component: 'service-exposure',
    values: { service: { stickiness: 1440 } },
  },
];
