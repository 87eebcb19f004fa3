import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateTemplate, type Json, type Release, type Template } from '@wildermesser/manifest/template';
import { templateVariations } from '@wildermesser/manifest/template-testing';
import fc from 'fast-check';
import { emitChart } from '../../src/helm/index.ts';
import { inOrder, renderCharts } from './render-charts.ts';

const release: Release = { name: 'demo', namespace: 'space' };

interface Case {
  readonly template: Template;
  readonly overrides: Json;
  readonly values: Json;
}

/** Definitions are visible in all charts of a release, so that each case has a name of its own. */
const render = (cases: readonly Case[]): Promise<Json[][]> =>
  renderCharts(
    cases.map(({ template, overrides }, i) => ({
      chart: emitChart({ ...template, name: `case${i}` }, { version: '1.0.0', release }),
      values: overrides,
    })),
    release,
  );

const failure = ({ template, overrides }: Case, why: string): Error => {
  const chart = [...emitChart(template, { version: '1.0.0', release })].filter(([path]) => path.includes('templates/'));
  return new Error(`${why}\nvalues: ${JSON.stringify(overrides)}\n${chart.map((file) => file.join('\n')).join('\n')}`);
};

/** The first case that Helm refuses to render. */
const refused = async (cases: readonly Case[], error: unknown): Promise<Error> => {
  const [only] = cases;
  if (cases.length === 1) return failure(only as Case, String((error as { stderr?: string }).stderr ?? error));
  for (const half of [cases.slice(0, cases.length / 2), cases.slice(cases.length / 2)]) {
    try {
      await render(half);
    } catch (inner) {
      return refused(half, inner);
    }
  }
  return new Error(`only together: ${error}`);
};

const holds = async (cases: readonly Case[]): Promise<void> => {
  let rendered: Json[][];
  try {
    rendered = await render(cases);
  } catch (error) {
    throw await refused(cases, error);
  }
  for (const [i, each] of cases.entries()) {
    const expected = inOrder(evaluateTemplate(each.template, each.values, release));
    try {
      assert.deepEqual(inOrder(rendered[i] ?? []), expected);
    } catch (error) {
      throw failure(each, (error as Error).message);
    }
  }
};

for (const [depth, count] of [
  [2, 60],
  [3, 60],
  [4, 40],
] as const) {
  test(`what Helm makes of any chart and values is what the template means, ${depth} expressions deep`, async () => {
    const some = fc.array(templateVariations({ depth, variations: 2 }), { minLength: count, maxLength: count });
    const property = fc.asyncProperty(some, (drawn) =>
      holds(drawn.flatMap(({ template, variations }) => variations.map((variation) => ({ template, ...variation })))),
    );
    // A failing case names itself; making it smaller would start Helm hundreds of times.
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
  });
}
