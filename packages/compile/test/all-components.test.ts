import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateTemplate, type Json } from '@wildermesser/manifest/template';
import fc from 'fast-check';
import { createCompiler, orderValues } from '../src/index.ts';
import { type Values, withDefaults } from '../src/values-schema/index.ts';
import { valuesArbitrary } from '../src/values-schema/testing.ts';
import { allComponents } from './components/all-components.ts';
import { plain, release } from './fixture.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
const compiler = createCompiler({ root, tsconfig: `${root}/tsconfig.json` });

for (const { file, name, call, examples } of allComponents)
  test(`${basename(file)} is compiled to what ${name} does`, () => {
    const { template, findings } = compiler.compile({ file, name, componentName: 'component' });
    assert.deepEqual(
      findings.map(({ message }) => message),
      [],
    );
    assert.ok(template);
    const drawn = fc
      .sample(valuesArbitrary(template.schema), { seed: 11, numRuns: 60 })
      .map((values) => withDefaults(template.values, values as Values));
    for (const values of [...examples, ...drawn])
      assert.deepEqual(
        plain(evaluateTemplate(template, values as Json, release)),
        plain(call(orderValues(values as Json) as object, release)),
        JSON.stringify(values),
      );
  });
