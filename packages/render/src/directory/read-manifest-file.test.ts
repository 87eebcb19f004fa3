import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJsonFile, readYamlFile } from './read-manifest-file.ts';

const file = (text: string) => ({ path: '/r/app/f', file: 'app/f', text });
const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

test('what becomes of a YAML file', () => {
  const cases: [situation: string, text: string, objects: number, codes: string[]][] = [
    ['one object', map, 1, []],
    ['several objects and empty documents', `---\n${map}---\n---\n# nothing\n---\n${map}`, 2, []],
    ['an empty file', '', 0, []],
    ['broken, but without the three words: something else', 'a: [', 0, ['ignored-file']],
    ['no object at all: something else', '- a\n- b\n', 0, ['ignored-file']],
    ['a values file', 'replicas: 3\n', 0, ['ignored-file']],
    ['a broken template with only two of the words', 'kind: A\napiVersion: {{ x }}\n a', 0, ['ignored-file']],
    ['broken with the three words', `${map}  bad: [`, 0, ['yaml-syntax']],
    ['no kind, with the three words in a comment', '# apiVersion: kind: metadata:\na: b\n', 0, ['missing-kind']],
    ['broken after a good object', `${map}---\na: [`, 1, ['yaml-syntax']],
    ['broken after a good object, without the three words', '{"kind":"A"}\n---\na: [', 1, ['yaml-syntax']],
    ['no kind after a good object', `${map}---\ninvalid:\n`, 1, ['missing-kind']],
  ];
  for (const [situation, text, objects, codes] of cases) {
    const result = readYamlFile(file(text));
    assert.deepEqual([result.objects.length, result.findings.map(({ code }) => code)], [objects, codes], situation);
  }
});

test('a file that is ignored is told with the reason and the line', () => {
  const [finding] = readYamlFile(file('a: 1\nb: [\n')).findings;
  assert.equal(finding?.severity, 'warning');
  assert.equal(finding?.file, 'app/f');
  assert.match(finding?.message ?? '', /ignores it: not YAML/);
});

test('what becomes of a JSON file', () => {
  const cases: [situation: string, text: string, objects: number, codes: string[]][] = [
    ['one object', '{"kind":"A"}', 1, []],
    ['an object without a kind gets through', '{"name":"package"}', 1, []],
    ['several objects', '{"kind":"A"}\n{"kind":"B"}', 0, ['invalid-json']],
    ['a list', '[{"kind":"A"}]', 0, ['invalid-json']],
    ['no JSON', '[', 0, ['invalid-json']],
    ['nothing', '', 0, ['invalid-json']],
  ];
  for (const [situation, text, objects, codes] of cases) {
    const result = readJsonFile(file(text));
    assert.deepEqual([result.objects.length, result.findings.map(({ code }) => code)], [objects, codes], situation);
  }
  assert.match(readJsonFile(file('{} {}')).findings[0]?.message ?? '', /several objects/);
});
