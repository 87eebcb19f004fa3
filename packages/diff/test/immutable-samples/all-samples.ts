import { definitionSamples } from './definitions.ts';
import { networkSamples } from './network.ts';
import type { Sample } from './sample.ts';
import { settingSamples } from './settings.ts';
import { storageSamples } from './storage.ts';
import { workloadSamples } from './workloads.ts';

/** Every sample of the table of immutable fields. */
export const immutableSamples: readonly Sample[] = [
  ...workloadSamples,
  ...storageSamples,
  ...networkSamples,
  ...settingSamples,
  ...definitionSamples,
];
