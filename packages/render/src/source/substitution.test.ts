import assert from 'node:assert/strict';
import { test } from 'node:test';
import { substitute } from './substitution.ts';

test('variables are replaced as Go expands them', () => {
  const variables = { NAME: 'n', NAME_2: 'm' };
  const cases: [text: string, expected: string][] = [
    ['$NAME', 'n'],
    [`\${NAME}`, 'n'],
    ['a-$NAME-b', 'a-n-b'],
    ['$NAME_2', 'm'],
    [`\${NAME}_2`, 'n_2'],
    ['$OTHER.', '.'],
    ['$$NAME', '$NAME'],
    ['costs 5 $', 'costs 5 $'],
    ['$1x', 'x'],
    ['$toString', ''],
    ['plain', 'plain'],
  ];
  for (const [text, expected] of cases) assert.equal(substitute(text, variables), expected, text);
});
