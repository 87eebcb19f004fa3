import type { Look } from './look.ts';

/** Whether no server ever had a volume to write to. A volume without its claim may well have been written to. */
export const hasNothingToLose = ({ snapshot }: Look): boolean => {
  const { dataClaim, dataVolume } = snapshot.children;
  const wasBound = dataVolume?.spec.claimRef?.uid !== undefined;
  return !wasBound && (dataClaim === undefined || !['Bound', 'Lost'].includes(dataClaim.status?.phase ?? ''));
};
