import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource, thing } from './read-source.ts';

const rule = (expression: string, fields: string): string[] =>
  readSource(thing(fields, { specTags: `\n * @rule ${expression}\n *   message: m\n` })).findings.map(
    ({ message }) => message.split('\n')[0] ?? '',
  );

const fields = `
  /** @maxItems 3 */ readonly list: readonly string[];
  /** @maxProperties 3 */ readonly map: Readonly<Record<string, Quantity>>;
  readonly text?: string;
  /** @maxLength 9 */ readonly 'with-dash'?: string;
  /** @maxLength 9 */ readonly in?: string;`;

test('lengths of bounded lists and maps, keys, and whether a field is there need no bounds of what they hold', () => {
  for (const expression of [
    'self.list.size() > 1 && size(self.map) < 3',
    "self.map.all(key, key != 'a')",
    'self.list.exists(item, true)',
    'has(self.text)',
    'oldSelf.hasValue() && oldSelf.value().list.size() > 1',
  ])
    assert.deepEqual(rule(expression, fields), [], expression);
});

test('names that CEL cannot have are written as the API server does', () => {
  assert.deepEqual(rule("self.with__dash__dash == 'a' && self.?__in__.orValue('a') == 'a'", fields), []);
});
