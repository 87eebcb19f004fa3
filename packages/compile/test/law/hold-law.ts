import assert from 'node:assert/strict';
import { lawSeed } from './draw-cases.ts';
import { called, type LawCase, type Made } from './law-case.ts';
import { shrinkCase } from './shrink-case.ts';

/** Makes objects of cases; the cases of one call have one release. */
export type Tool = (cases: readonly LawCase[]) => Promise<readonly Made[]>;

/** The texts that are compared: in the order given, or in an order of their own. */
export type Form = (objects: readonly unknown[]) => readonly string[];

const agrees = (one: LawCase, made: Made | undefined, form: Form): boolean =>
  made !== undefined && 'objects' in made && form(made.objects).join('\n') === form(called(one)).join('\n');

const batchSize = 120;

/** Cases of components after one another, in pieces that a process or an evaluation takes at once. */
const batches = (cases: readonly LawCase[]): LawCase[][] =>
  Array.from({ length: Math.ceil(cases.length / batchSize) }, (_, i) =>
    cases.slice(i * batchSize, (i + 1) * batchSize),
  );

/** Fails with the smallest counterexample unless the tool makes of every case what its function gives. */
export const holdLaw = async (groups: readonly (readonly LawCase[])[], tool: Tool, form: Form): Promise<void> => {
  const wrong: LawCase[] = [];
  for (const cases of groups.flatMap(batches)) {
    const made = await tool(cases);
    wrong.push(...cases.filter((one, i) => !agrees(one, made[i], form)));
  }
  const firsts = [...new Map(wrong.toReversed().map((one) => [one.component.id, one])).values()];
  const reports: string[] = [];
  for (const first of firsts) {
    const areWrong = async (cases: readonly LawCase[]): Promise<readonly boolean[]> => {
      const made = await tool(cases);
      return cases.map((one, i) => !agrees(one, made[i], form));
    };
    const small = await shrinkCase(first, areWrong);
    const [made] = await tool([small]);
    const { component, values, about } = small;
    const given = made !== undefined && 'objects' in made ? form(made.objects) : [made?.error ?? ''];
    const expected = form(called(small));
    const isReordered = given.every((text) => expected.includes(text)) && given.length === expected.length;
    reports.push(
      [
        `${component.id}${about === undefined ? '' : ` (${about})`} with ${JSON.stringify(values)}`,
        ...(isReordered ? ['  gives the same objects in another order'] : []),
        ...given.filter((text) => !expected.includes(text)).map((text) => `  gives ${text}`),
        ...expected.filter((text) => !given.includes(text)).map((text) => `  not   ${text}`),
      ].join('\n'),
    );
  }
  assert.equal(reports.length, 0, `LAW_SEED=${lawSeed}: ${wrong.length} cases disagree\n${reports.join('\n')}`);
};
