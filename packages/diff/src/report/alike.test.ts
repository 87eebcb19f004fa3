import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelled } from '../../test/report/label-plan.ts';
import type { ObjectChange } from '../model/object-change.ts';
import { findAlike, shownChanges } from './alike.ts';

const names = (changes: readonly ObjectChange[]): readonly string[] => changes.map(({ identity }) => identity.name);

const [a, b, c] = [labelled('Service', 'a'), labelled('Service', 'b'), labelled('Deployment', 'c')] as const;

test('of three objects with the same change the first stands for the others, whatever their kinds', () => {
  const alike = findAlike([a, b, c]);
  assert.deepEqual(names(alike.others(a)), ['b', 'c']);
  assert.equal(alike.first(c), a);
  assert.equal(alike.first(a), undefined);
});

test('two objects are shown one by one', () => {
  const alike = findAlike([a, b]);
  assert.deepEqual([alike.others(a), alike.first(b)], [[], undefined]);
});

test('another value, another effect, another name or another command is another change', () => {
  const value = labelled('Service', 'value', 'shop', 'back');
  const effect = { ...labelled('Service', 'effect'), effects: [] };
  const [own] = b.effects;
  const command = { ...b, effects: own === undefined ? [] : [{ ...own, commands: ['kubectl delete service/b'] }] };
  const renamed = { ...b, base: a.base } as ObjectChange;
  const alike = findAlike([a, value, effect, command, renamed, c]);
  assert.deepEqual(names(alike.others(a)), []);
});

test('values that nobody may see are never said to be the same', () => {
  const secret = (name: string): ObjectChange => ({
    ...labelled('Secret', name),
    fields: [{ path: ['data', 'token'], kind: 'changed', secret: true }],
  });
  assert.deepEqual(findAlike([secret('a'), secret('b'), secret('c')]).others(a), []);
});

test('every change is shown once: itself, below the one that stands for it, or below its name elsewhere', () => {
  const [d, e] = [labelled('Service', 'd', 'payments'), labelled('Service', 'e', 'payments')] as const;
  const other = labelled('Service', 'other', 'payments', 'back');
  const alike = findAlike([a, b, c, d, other, e]);
  const here = shownChanges([a, b, c], alike);
  const there = shownChanges([d, other, e], alike);
  assert.deepEqual(here, [{ first: a, isHere: true, others: [b, c] }]);
  assert.deepEqual(there, [
    { first: a, isHere: false, others: [d, e] },
    { first: other, isHere: true, others: [] },
  ]);
});
