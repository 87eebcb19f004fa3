import type { Settings } from '@wildermesser/emit';
import { generate } from '../generate/generate.ts';
import { type Io, paintFor } from '../io.ts';
import { findingsText, hasErrors } from '../print-findings.ts';
import { checkDrift } from './check-drift.ts';

/** Generates in memory, from the sources alone, and compares with what Git has committed. Answers the exit code. */
export const checkGenerated = async (
  root: string,
  settings: Settings,
  names: readonly string[],
  io: Io,
): Promise<number> => {
  const { emissions, findings } = await generate(root, settings, names, { twice: true });
  if (hasErrors(findings)) {
    io.stdout.write(findingsText(findings, paintFor(io)));
    return 1;
  }
  return checkDrift(root, emissions, names.length === 0, io);
};
