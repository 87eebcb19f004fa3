import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProjectIndex, parseIndex, writeIndex } from './project-index.ts';

const object = (name: string) => ({
  group: '',
  kind: 'ConfigMap',
  namespace: 'web',
  name,
  file: `p/web/configmap-${name}.yaml`,
  wave: 0,
  source: 'packages/p/src/web.ts:1',
});
const index: ProjectIndex = {
  project: 'p',
  kubernetes: '1.36',
  components: [{ name: 'web', tool: 'plain', namespace: 'web', application: 'p-web' }],
  files: { 'p/web/configmap-b.yaml': 'bb', 'p/web/configmap-a.yaml': 'aa' },
  objects: [object('b'), object('a')],
};

const textOf = (one: ProjectIndex): string => writeIndex(one, new Map(Object.entries(one.files)));

test('an index that is written is read again, sorted', () => {
  const { files, objects } = parseIndex(textOf(index)) as ProjectIndex;
  assert.deepEqual(Object.keys(files), ['p/web/configmap-a.yaml', 'p/web/configmap-b.yaml']);
  assert.deepEqual(objects, [object('a'), object('b')]);
});

test('the text does not depend on the order in which things were found', () => {
  const reversed = {
    ...index,
    objects: [...index.objects].reverse(),
    files: Object.fromEntries(Object.entries(index.files).reverse()),
  };
  assert.equal(textOf(reversed), textOf(index));
});

test('one file and one object stand on a line each, so that a change of one is a diff of one line', () => {
  const before = textOf(index).split('\n');
  const after = textOf({ ...index, files: { ...index.files, 'p/web/configmap-a.yaml': 'cc' } }).split('\n');
  assert.equal(after.filter((line, i) => line !== before[i]).length, 1);
});

for (const [situation, text] of [
  ['cut off', textOf(index).slice(0, -20)],
  ['full of merge marks', `<<<<<<< ours\n${textOf(index)}`],
  ['another JSON file', '{"name": "x"}'],
  ['null', 'null'],
  ['without objects', '{"project": "p", "files": {}, "components": []}'],
] as const)
  test(`an index that is ${situation} is not believed`, () => assert.equal(parseIndex(text), undefined));
