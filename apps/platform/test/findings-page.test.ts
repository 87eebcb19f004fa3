import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { driftBits } from '../src/write/drift-kinds.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The sources of everything that makes findings. */
const sources = globSync(
  [
    'packages/{compile,emit,render,validate}/src/**/*.ts',
    'packages/diff/src/plan/*.ts',
    'packages/manifest/src/*.ts',
    'packages/manifest/src/yaml/*.ts',
    'apps/platform/src/**/*.ts',
  ],
  { cwd: root, exclude: ['**/*.test.ts', '**/test/**', '**/testing.ts'] },
).sort();

/** Codes that are put together from parts, by the text that makes them. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'missing-${list}': ['missing-requests', 'missing-limits'],
};

/** Words in the sources that look like codes and mean something else. */
const otherWords = new Set(
  `aggregate-to-view api-key before-hook-creation boolean cat-file cluster-admin compare-options compiler-options
  controller-revision-hash crd-install date-time deletion-approved diff-formats
  extension-apiserver-authentication-reader fail-on fast-check for-each-ref hook-delete-policy hook-failed hook-succeeded html-report
  ignore-healthcheck ignore-resource-updates installation-id job-name json-pointer kube-node-lease kube-public
  kube-system look-around ls-files ls-tree managed-by-url manifest-generate-paths merge-base module-typescript names-only
  no-cache no-lint pod-template-hash post-delete post-install post-upgrade pre-delete pre-install pre-upgrade rev-parse
  rules-url skip-reconcile source-url sync-options sync-wave system-cluster-critical system-node-critical tracking-id
  ts-morph update-base uri-reference work-tree x-kubernetes-embedded-resource x-kubernetes-int-or-string
  x-kubernetes-list-map-keys x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-patch-merge-key
  x-kubernetes-patch-strategy x-kubernetes-preserve-unknown-fields x-kubernetes-validations dry-run`.split(/\s+/),
);

const withoutComments = (text: string): string =>
  text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, word = '']) => word);

/**
 * The codes of one file. Whatever has a dash and stands in quotes counts, unless it is the name of a rule or said to be
 * something else: so a code is found however it reaches its finding. One without a dash has to be where codes are given.
 */
const codesIn = (text: string): string[] => {
  const ruleNames = new Set(all(text, /\bRule = \{\s*name: '([\w-]+)'/g));
  return [
    ...all(text, /(?<!\w)['"`]([a-z]+(?:-[a-z]+)+)['"`]/g).filter((word) => !ruleNames.has(word)),
    ...all(text, /\bcode: '([\w-]+)'/g),
    ...all(text, /\b(?:error|failure|fault|report)\(\s*'([a-z]+)',/g),
    ...all(text, /\bcode: `([^`]+)`/g).flatMap((template) => composed[template] ?? [template]),
  ].filter((word) => !otherWords.has(word));
};

const inSources = new Set([
  ...sources.flatMap((path) => codesIn(withoutComments(readFileSync(join(root, path), 'utf8')))),
  ...Object.keys(driftBits),
]);
const page = readFileSync(join(root, 'docs/findings.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| <a'));
const onPage = rows.map((row) => /^\| <a id="([\w-]+)"><\/a>`\1` \|/.exec(row)?.[1] ?? row);

test('every code that the sources can print is on the page', () => {
  assert.ok(inSources.size > 120);
  const missing = [...inSources].filter((code) => !onPage.includes(code));
  assert.deepEqual(missing, [], 'add a row to docs/findings.md; what is no code goes into otherWords of this test');
});

test('every code on the page is one that the sources can print', () => {
  const stale = onPage.filter((code) => !inSources.has(code));
  assert.deepEqual(stale, [], 'remove the row from docs/findings.md');
});

test('every code on the page is there once, with severities, meaning and advice', () => {
  assert.equal(new Set(onPage).size, onPage.length);
  const severities = '(?:error|warning|skipped)(?:, (?:error|warning|skipped))*';
  for (const row of rows) assert.match(row, new RegExp(`^\\| <a [^|]+ \\| ${severities} \\| [^|]+ \\| [^|]+ \\|$`));
});

test('every link within the page leads somewhere', () => {
  const headings = all(page, /^## (.+)$/gm).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  for (const target of all(page, /\]\(#([\w-]+)\)/g)) assert.ok([...headings, ...onPage].includes(target), target);
});
