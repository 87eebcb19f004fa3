import type { Manifest } from '@wildermesser/manifest';
import { annotation } from './annotations.ts';

const waveKey = 'argocd.argoproj.io/sync-wave';
const weightKey = 'helm.sh/hook-weight';

/** Go's Atoi: an optional sign and decimal digits, no spaces. */
const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;

/** The wave that an object is applied in: its sync wave, else the weight of a Helm hook, else 0. Smaller is earlier. */
export const waveOf = (manifest: Manifest): number =>
  wholeNumber(annotation(manifest, waveKey)) ?? wholeNumber(annotation(manifest, weightKey)) ?? 0;

/** The text of a sync wave that is no whole number, which Argo CD passes over silently. */
export const invalidWave = (manifest: Manifest): string | undefined => {
  const text = annotation(manifest, waveKey);
  return text !== undefined && wholeNumber(text) === undefined ? text : undefined;
};
