import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from './remembered.ts';

const counted = (limit: number) => {
  const asked: string[] = [];
  const answer = remembered(limit, (text) => {
    asked.push(text);
    return text.toUpperCase();
  });
  return { asked, answer };
};

test('a text is asked about once', () => {
  const { asked, answer } = counted(2);
  assert.deepEqual(['a', 'b', 'a', 'b'].map(answer), ['A', 'B', 'A', 'B']);
  assert.deepEqual(asked, ['a', 'b']);
});

test('beyond the limit all is forgotten, and the answers stay the same', () => {
  const { asked, answer } = counted(2);
  assert.deepEqual(['a', 'b', 'c', 'c', 'a'].map(answer), ['A', 'B', 'C', 'C', 'A']);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
});
