import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { readFully } from './read.ts';
import { readBlockDocuments } from './read-block.ts';
import { writeYaml } from './write.ts';

/** What the quick reader makes of a text is what the full one does, unless it leaves the text to it. */
const agrees = (text: string): boolean => {
  const quick = readBlockDocuments(text);
  if (quick === undefined) return false;
  const { documents, findings } = readFully(text, 'file.yaml');
  assert.deepEqual(findings, [], text);
  assert.deepEqual(structuredClone(quick), structuredClone(documents), text);
  return true;
};

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', "'", '"', '\\', '{', '[', '|', '0', '.', '\t') }),
  fc.constantFrom(
    'yes',
    'no',
    '~',
    'null',
    '0644',
    '1e3',
    '0x1f',
    '1_000',
    '2021-01-01',
    '.inf',
    '=',
    '<<',
    '---',
    '- a',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(fc.constantFrom('name', 'app.kubernetes.io/name', 'yes', '1', 'a b', '/etc', '$ref'), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const document = fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

test('what other tools write is read as the full reader reads it', () => {
  fc.assert(
    fc.property(
      document,
      fc.record({
        lineWidth: fc.constantFrom(-1, 20, 80),
        seqNoIndent: fc.boolean(),
        flowLevel: fc.constantFrom(-1, 2),
      }),
      (data, options) => {
        agrees(dump(data, options));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('random lines are read as the full reader reads them, or left to it', () => {
  const line = fc.constantFrom(
    ...[
      'a: b',
      '  c: d',
      '- e',
      '  - f: g',
      '    h: i',
      '- - j',
      '#',
      '   # k',
      '',
      '---',
      '...',
      'a:',
      '  l',
      '  - m',
    ],
    ...[
      'n: |',
      'o: >-',
      '   p',
      "q: 'r",
      "  s'",
      't: "u',
      '  v"',
      'w: [x, y]',
      'z: {a: b}',
      '? a',
      '- # b',
      'c: d # e',
    ],
    ...[
      'f: &g h',
      'i: *g',
      'j: !!str 1',
      'k: -',
      'l: - m',
      ' n: o',
      'p: q: r',
      's:t',
      '"u": v',
      "'w': x",
      'y: |+',
      'z: |2',
    ],
    ...['x: "a\\n', '  \\n b\\', '  \\" c"', 'y: "d\\\\', 'z: -{', 'a: :b', 'c: ?d', '  \\ f\\\\ g', 'd: "\te\\n"'],
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 7 }), fc.constantFrom('', '\n'), (lines, end) => {
      agrees(lines.join('\n') + end);
    }),
    { numRuns: 20_000 },
  );
});

test('what the platform writes is always read quickly', () => {
  const safe = fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), fc.string({ unit: 'grapheme-ascii' }), {
    minKeys: 1,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(safe, (data) => {
      const text = writeYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data } as never);
      assert.ok(agrees(text), text);
    }),
  );
});

test('the constructs of hand-written manifests are read quickly', () => {
  const text = `# a comment
---
apiVersion: v1
kind: ConfigMap   # another
metadata:
  name: 'it''s'
  labels: {}
data:
  "quoted": "a\\tb\\u00e9"
  literal: |
    first

      second
  stripped: |-
    one
    # no comment
  plain: goes on
    over two lines

    and an empty one
  colon: 'folded: as
    well'
items:
- name: a
  ports:
    - 80
    - containerPort: 0x50
- name: b
  args: ["-x", "y"]
---
kind: Empty
list: []
nothing:
`;
  assert.ok(agrees(text));
});
