import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Plan } from '../../src/index.ts';
import { json } from '../../src/report/json/json.ts';
import { anyPlan } from './arbitrary-plan.ts';
import { shopPlan } from './shop-plan.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schema/plan.schema.json', import.meta.url), 'utf8'),
) as AnySchemaObject;

/** Readers let unknown fields pass, so that a version can grow; here every field has to be described. */
const closed = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  const isObject = copy.type === 'object' && copy.properties !== undefined && copy.required !== undefined;
  return isObject && copy.additionalProperties === undefined ? { ...copy, additionalProperties: false } : copy;
};

const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
const validate = ajv.compile(closed(schema) as AnySchemaObject);

const check = (plan: Plan): void => {
  const [text = ''] = json(plan);
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors, undefined, 2));
};

test('the JSON of a plan is as the published schema says', () => {
  check(shopPlan());
  fc.assert(fc.property(anyPlan, check), { numRuns: 150 });
});

test('the schema refuses a secret field with a value, and another version', () => {
  const plan = JSON.parse(json(shopPlan())[0] ?? '');
  assert.equal(validate({ ...plan, version: 2 }), false);
  const [change] = plan.changes;
  const leak = { field: 'data.token', path: ['data', 'token'], kind: 'changed', secret: true, before: 'x' };
  assert.equal(validate({ ...plan, changes: [{ ...change, fields: [leak] }] }), false);
});
