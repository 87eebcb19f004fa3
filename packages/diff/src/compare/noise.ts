import type { Noise } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';

const labelNoise: ReadonlyMap<string, Noise> = new Map([
  ['helm.sh/chart', 'chart-label'],
  ['chart', 'chart-label'],
  ['app.kubernetes.io/version', 'version-label'],
]);

/** Why a field says nothing to a reviewer; undefined when it may. A selector is never noise. */
export const noiseAt = (path: FieldPath): Noise | undefined => {
  const last = path.at(-1);
  const parent = path.at(-2);
  if (typeof last !== 'string') return undefined;
  if (parent === 'labels') return labelNoise.get(last);
  if (parent === 'annotations' && last.startsWith('checksum/')) return 'checksum';
  return last === 'caBundle' ? 'ca-bundle' : undefined;
};
