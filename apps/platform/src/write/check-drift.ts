import type { Emission } from '@wildermesser/emit';
import { type Io, paintFor } from '../io.ts';
import { plural } from '../plural.ts';
import { findingsText } from '../print-findings.ts';
import { driftFinding, findDrift } from './drift.ts';
import { type DriftKind, driftBits } from './drift-kinds.ts';

/**
 * Prints how the commit differs from the sources, and answers the exit code: the sum of the bits of what was found.
 *
 * @param whole whether the emissions are all there are
 */
export const checkDrift = async (
  root: string,
  emissions: readonly Emission[],
  whole: boolean,
  io: Io,
): Promise<number> => {
  const drifts = await findDrift(root, emissions, whole);
  const paint = paintFor(io);
  const files = plural(
    emissions.reduce((sum, { tree }) => sum + tree.size, 0),
    'file',
  );
  if (drifts.length === 0) {
    io.stdout.write(`${paint.green('generated/ is as committed')}: ${files} compared\n`);
    return 0;
  }
  const kinds = (Object.keys(driftBits) as DriftKind[]).filter((kind) => drifts.some((drift) => drift.kind === kind));
  const counts = kinds.map((kind) => `${drifts.filter((drift) => drift.kind === kind).length} ${kind}`);
  io.stdout.write(findingsText(drifts.map(driftFinding), paint));
  io.stdout.write(`${paint.red('generated/ is not as committed')}: ${counts.join(', ')} of ${files}\n`);
  return kinds.reduce((code, kind) => code + driftBits[kind], 0);
};
