import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from './expression.ts';
import { evaluateTemplate } from './index.ts';
import { templateCase, templateVariations } from './testing.ts';

test('a drawn template evaluates on the values drawn for it', () => {
  fc.assert(
    fc.property(templateVariations(), ({ template, release, variations }) => {
      for (const { values } of variations) evaluateTemplate(template, values, release);
    }),
    { numRuns: 300 },
  );
});

test('drawn templates use every expression, member, element and function', () => {
  const seen = new Set<string>();
  const note = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) {
      const { op, does, name } = node as { op?: string; does?: string; name?: string };
      if (does !== undefined) seen.add(does);
      if (op !== undefined) seen.add(op === 'call' ? String(name) : op);
      if (op === 'literal') return;
    }
    for (const child of Object.values(node)) note(child as Json);
  };
  for (const { template } of fc.sample(templateCase, { numRuns: 400, seed: 1 }))
    note(template.manifests as unknown as Json);
  const operations = [
    'absent',
    'parameter',
    'variable',
    'field',
    'item',
    'text',
    'compare',
    'and',
    'or',
    'not',
    'present',
  ];
  const more = ['literal', 'fallback', 'condition', 'object', 'list', 'add', 'set', 'spread', 'each', 'when'];
  const texts = [
    'length',
    'join',
    'includes',
    'startsWith',
    'endsWith',
    'lower',
    'upper',
    'trim',
    'replace',
    'keys',
    'json',
  ];
  const numbers = ['toInteger', 'add', 'subtract', 'multiply', 'divide', 'modulo', 'min', 'max', 'base64'];
  assert.deepEqual(
    [...operations, ...more, ...texts, ...numbers].filter((name) => !seen.has(name)),
    [],
  );
});

test('values that a template fails on shrink to a template of a few expressions', () => {
  const holdsReplace = ({ template }: { template: object }) => JSON.stringify(template).includes('"name":"replace"');
  const { counterexample } = fc.check(
    fc.property(templateCase, (drawn) => !holdsReplace(drawn)),
    { seed: 1, numRuns: 1000 },
  );
  assert.ok(counterexample);
  assert.ok(
    JSON.stringify(counterexample[0].template.manifests).length < 2500,
    JSON.stringify(counterexample[0].template),
  );
});
