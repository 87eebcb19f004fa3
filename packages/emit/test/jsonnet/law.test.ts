import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateTemplate } from '@wildermesser/manifest/template';
import { type TemplateVariations, templateVariations } from '@wildermesser/manifest/template-testing';
import { manifestString } from '@wildermesser/manifest/testing';
import fc from 'fast-check';
import { evaluateJsonnet } from './evaluate.ts';

/** The interpreter in C++ loses U+0000 where it takes a text apart; the one in Go keeps it. */
const text = manifestString.filter((each) => each.length <= 20 && !each.includes('\u0000'));

const drawn = fc.array(templateVariations({ text, variations: 3 }), { minLength: 1, maxLength: 20, size: 'max' });

/** The manifests of each template for each of its values, as templates mean them and as Jsonnet gives them. */
const bothWays = async (templates: readonly TemplateVariations[]) => {
  const meant = templates.map(({ template, release, variations }) =>
    variations.map(({ values }) => evaluateTemplate(template, values, release)),
  );
  const uses = templates.map(({ template, release, variations }) => {
    return { template, release, overrides: variations.map(({ overrides }) => overrides) };
  });
  return { meant: JSON.parse(JSON.stringify(meant)), given: await evaluateJsonnet(uses) };
};

test('the program gives what the template means, for any template and values', async (t) => {
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async (templates) => {
      const { meant, given } = await bothWays(templates);
      assert.deepEqual(given, meant);
      cases += meant.flat().length;
    }),
    { interruptAfterTimeLimit: 120_000, numRuns: 4 },
  );
  t.diagnostic(`${cases} cases`);
});
