import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateTemplate, type Json } from '@wildermesser/manifest/template';
import fc from 'fast-check';
import { orderValues } from '../src/index.ts';
import { compileEach, plain, release } from './fixture.ts';
import { before, fields, randomBody, someValues } from './random-program.ts';

const programs = 250;
const valuesEach = 8;

test(`${programs} random programs compile to what they do, or are refused in words`, async (t) => {
  const bodies = fc.sample(randomBody, { seed: 20_240_501, numRuns: programs });
  const values = fc.sample(someValues, { seed: 20_240_502, numRuns: valuesEach }) as unknown as readonly Json[];
  let refused = 0;
  for (const [i, { template, findings, component }] of (await compileEach(fields, before, bodies)).entries()) {
    if (template === undefined) {
      refused += 1;
      t.diagnostic(`refused: ${findings[0]?.message.split('\n')[0]}`);
      continue;
    }
    for (const one of values)
      assert.deepEqual(
        plain(evaluateTemplate(template, one, release)),
        plain(component(orderValues(one), release)),
        `${bodies[i]}\nwith ${JSON.stringify(one)}`,
      );
  }
  t.diagnostic(`${programs - refused} compiled and compared with ${valuesEach} values each, ${refused} refused`);
  assert.ok(refused < programs / 4, `${refused} refused`);
});
