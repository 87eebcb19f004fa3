import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flattenLists } from './flatten-lists.ts';

const located = (value: unknown) => ({ value, file: 'f', line: 1 });
const a = { kind: 'A' };
const b = { kind: 'B' };

test('lists of every kind become their items', () => {
  const cases: [situation: string, value: unknown, expected: unknown[]][] = [
    ['no list', a, [a]],
    ['a List', { kind: 'List', items: [a, b] }, [a, b]],
    ['a typed list', { kind: 'ConfigMapList', items: [a] }, [a]],
    ['an empty list', { kind: 'List', items: [] }, []],
    ['null items', { kind: 'ConfigMapList', items: null }, []],
    ['null items next to a spec', { kind: 'Odd', items: null, spec: {} }, [{ kind: 'Odd', items: null, spec: {} }]],
    ['items that are a map', { kind: 'Odd', items: {} }, [{ kind: 'Odd', items: {} }]],
  ];
  for (const [situation, value, expected] of cases) {
    assert.deepEqual(
      flattenLists([located(value)]).objects.map((object) => object.value),
      expected,
      situation,
    );
  }
});

test('an item that is no object is an error that names it', () => {
  const { findings } = flattenLists([located({ kind: 'List', items: [a, 'x'] })]);
  assert.deepEqual(
    findings.map(({ code, field }) => [code, field]),
    [['invalid-list', 'items[1]']],
  );
});
