import type { ObjectChange } from '../../model/object-change.ts';
import { type DiffLine, lineDiff, wholeDiff } from '../line-diff.ts';
import { shownManifest } from '../redact.ts';
import { blockText } from '../value-text.ts';

/** Lines that follow each other with one sign; of `…` only their number. */
export type Run = readonly ['=' | '-' | '+', ...lines: string[]] | readonly ['…', amount: number];

/** Lines of both sides up to which an object is on the page whole; of a longer one the surroundings of changes are. */
const wholeUpTo = 1_500;
const context = 12;

const longestLine = 2_000;

const shorten = (line: string): string =>
  line.length <= longestLine ? line : `${line.slice(0, longestLine)}… (${line.length - longestLine} more characters)`;

const runsOf = (lines: readonly DiffLine[]): readonly Run[] => {
  const runs: ['=' | '-' | '+', ...string[]][] = [];
  const all: Run[] = [];
  for (const line of lines) {
    if (line.sign === 'skip') {
      all.push(['…', line.amount]);
      continue;
    }
    const sign = line.sign === ' ' ? '=' : line.sign;
    const last = all.at(-1);
    const open = runs.at(-1);
    if (open !== undefined && last === open && open[0] === sign) open.push(shorten(line.text));
    else {
      const run: ['=' | '-' | '+', ...string[]] = [sign, shorten(line.text)];
      runs.push(run);
      all.push(run);
    }
  }
  return all;
};

/** Both sides of an object as YAML, laid over each other. */
export const yamlRuns = ({ base, head, fields }: ObjectChange): readonly Run[] => {
  const before = base === undefined ? '' : blockText(shownManifest(base, fields, 'base'));
  const after = head === undefined ? '' : blockText(shownManifest(head, fields, 'head'));
  const lines = before.split('\n').length + after.split('\n').length;
  return runsOf(lines <= wholeUpTo ? wholeDiff(before, after) : lineDiff(before, after, context));
};
