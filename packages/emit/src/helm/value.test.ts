import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression, ValuesSchema } from '@wildermesser/manifest/template';
import {
  at,
  call,
  compare,
  condition,
  fallback,
  item,
  literal,
  logic,
  not,
  present,
  release,
  text,
  values,
} from '../../test/helm/expressions.ts';
import type { Scope } from './chart-scope.ts';
import { value } from './value.ts';

const schema: ValuesSchema = {
  type: 'object',
  required: ['name', 'image', 'count'],
  properties: {
    name: { type: 'string' },
    count: { type: 'integer' },
    image: { type: 'object', required: ['tag'], properties: { tag: { type: 'string' } } },
    port: { type: 'integer', minimum: 1 },
  },
};

const scope = (root: Scope['root'] = ''): Scope => ({
  ...{ chart: 'web', schema, root, variables: new Map(), present: new Set<string>(), taken: new Set<string>() },
  ...{ definitions: new Map(), pieces: new Map() },
});

const name = at('name', 'string');
const count = at('count', 'integer');
const deep = at('probe?/path?', 'string');

const forms: readonly (readonly [Expression, string])[] = [
  [name, '.Values.name'],
  [at('image/tag', 'string'), '.Values.image.tag'],
  [deep, '(.Values.probe).path'],
  [at('odd-name?', 'string'), 'index .Values "odd-name"'],
  [at('YAML?', 'string'), 'index .Values "YAML"'],
  [at('namespace', 'string', release), '.Release.Namespace'],
  [values, 'omit .Values "global"'],
  [text('v', name, '-', count, '%'), 'printf "v%s-%d%%" .Values.name (int64 .Values.count)'],
  [text(count), 'toString (int64 .Values.count)'],
  [compare(name, '==', 'x'), 'eq .Values.name "x"'],
  [compare(count, '>=', 2), 'ge (int64 .Values.count) 2'],
  [compare(call('length', 'integer', name), '>', 0), 'gt (len .Values.name) 0'],
  [compare(name, '<', 'x'), 'lt .Values.name "x"'],
  [compare(name, '<', name), 'lt (include "web.order" .Values.name) (include "web.order" .Values.name)'],
  [
    logic('and', present(deep), not(compare(name, '==', ''))),
    'and (not (kindIs "invalid" (.Values.probe).path)) (not (eq .Values.name ""))',
  ],
  [not(present(deep)), 'kindIs "invalid" (.Values.probe).path'],
  [fallback(deep, '/'), 'ternary "/" (.Values.probe).path (kindIs "invalid" (.Values.probe).path)'],
  [fallback(deep, ''), '(.Values.probe).path | default ""'],
  [fallback(at('port?', 'integer'), 80), '.Values.port | default 80'],
  [condition(compare(count, '>', 1), 'many', name), 'ternary "many" .Values.name (gt (int64 .Values.count) 1)'],
  [item(at('labels?', 'object'), name, 'string'), 'index (.Values.labels | default dict) .Values.name'],
  [call('includes', 'boolean', name, 'a'), 'contains "a" .Values.name'],
  [call('startsWith', 'boolean', name, 'a'), 'hasPrefix "a" .Values.name'],
  [call('lower', 'string', name), 'include "web.lower" .Values.name'],
  [call('keys', 'list', at('image', 'object')), 'keys .Values.image | sortAlpha'],
  [call('add', 'integer', count, 1), 'add (int64 .Values.count) 1'],
  [call('base64', 'string', name), '.Values.name | b64enc'],
  [literal({ a: ['x', 1, true, null] }), '(dict "a" (list "x" 1 true (dict).nothing))'],
  [literal('a"\\\n\u007f\u2028🙂'), '"a\\"\\\\\\n\\u007f\\u2028🙂"'],
];

for (const [expression, expected] of forms) {
  test(`a value that Go templates can say in one expression is said in one: ${expected}`, () => {
    const { before, text: written } = value(expression, scope());
    assert.deepEqual([before, written], [[], expected]);
  });
}

test('inside of a loop the values are reached from the root', () => {
  assert.equal(value(deep, scope('$')).text, '($.Values.probe).path');
});

test('a branch that may fail for values that do not take it is not evaluated for them', () => {
  const { before, text: written } = value(condition(present(deep), call('upper', 'string', deep), 'none'), scope());
  assert.deepEqual(
    [...before, written],
    [
      '{{- $value := (dict).nothing }}',
      '{{- if not (kindIs "invalid" (.Values.probe).path) }}',
      '  {{- $value = include "web.upper" (.Values.probe).path }}',
      '{{- else }}',
      '  {{- $value = "none" }}',
      '{{- end }}',
      '$value',
    ],
  );
});
