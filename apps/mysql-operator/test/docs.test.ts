import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reasons, states } from '../src/decide/index.ts';

const root = new URL('../../../', import.meta.url);
const page = (name: string): string => readFileSync(new URL(`docs/mysql-operator/${name}`, root), 'utf8');
const headings = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

test('every reason of a condition has its section, and there is no other', () => {
  const sections = headings(page('conditions.md')).filter((heading) => heading !== 'Conditions');
  assert.deepEqual(sections.toSorted(), Object.keys(reasons).toSorted());
});

test('every state is described', () => {
  const described = [...page('states.md').matchAll(/\*\*(\w+)\*\*/g)].map(([, name]) => name);
  assert.deepEqual(
    states.filter((state) => !described.includes(state)),
    [],
  );
});

test('every field of the resource is in the page of fields', () => {
  const source = readFileSync(new URL('apps/mysql-operator/src/resource/mysql.ts', root), 'utf8');
  const [, spec = '', status = ''] =
    /interface MySQLSpec \{([\s\S]*?)\n\}[\s\S]*interface MySQLStatus \{([\s\S]*?)\n\}/.exec(source) ?? [];
  const fields = [...`${spec}${status}`.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = '']) => name);
  assert.ok(fields.length > 14);
  const text = page('fields.md');
  assert.deepEqual(
    fields.filter((field) => !new RegExp(`\\| \`${field}[\`.]`).test(text)),
    [],
  );
});

test('every failure names a test that exists, or says why there is none', () => {
  const rows = page('failures.md')
    .split('\n')
    .filter((line) => /^\| [HF]\d/.test(line));
  const numbers = rows.map((row) => /[HF]\d+/.exec(row)?.[0]);
  const wanted = [
    ...Array.from({ length: 15 }, (_, index) => `H${index + 1}`),
    ...Array.from({ length: 29 }, (_, index) => `F${index + 1}`),
  ];
  assert.deepEqual(numbers, wanted);
  for (const row of rows) {
    const named = [...row.matchAll(/`([^`]+\.test\.ts)`: “([^”]+)”/g)];
    if (named.length === 0) assert.match(row, /no test: \w+/);
    for (const [, file = '', title = ''] of named) {
      const url = new URL(file, root);
      assert.ok(existsSync(url), file);
      assert.ok(readFileSync(url, 'utf8').includes(title), `${file} has no test “${title}”`);
    }
  }
});

test('links between the pages lead somewhere', () => {
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-');
  const folder = new URL('docs/mysql-operator/', root);
  for (const name of readdirSync(folder)) {
    for (const [, target = ''] of page(name).matchAll(/\]\(([^)]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const url = file === '' ? new URL(name, folder) : new URL(file, folder);
      assert.ok(existsSync(url), `${name}: ${target}`);
      if (anchor !== undefined)
        assert.ok(headings(readFileSync(url, 'utf8')).map(slug).includes(anchor), `${name}: ${target}`);
    }
  }
});
