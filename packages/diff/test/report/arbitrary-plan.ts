import type { Manifest } from '@wildermesser/manifest';
import { nastyStrings } from '@wildermesser/manifest/testing';
import fc from 'fast-check';
import type { Effect, FieldChange, FieldPath, Json, ObjectChange, Plan, SideFinding } from '../../src/index.ts';
import { severities, verbs } from '../../src/index.ts';
import { changeOf, planOf } from './plan-of.ts';

/** Stands in every value that must be seen nowhere. */
export const canary = 'canary-5c1f9e';

/** What breaks out of a fence, a tag, a table, a command or a line, or is made into something by a forge. */
const hostile = [
  '```',
  '````\n</details>\n# Nothing to see',
  '~~~\n',
  '</details></summary>',
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- -->',
  '-->',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '@everyone',
  'ask @octocat/team and #123, GH-7, !45',
  'https://example.com/?a=b&c=d www.example.com mail@example.com',
  '[click](javascript:alert(1)) ![x](https://example.com/x.png)',
  '| a | b |',
  '$x^2$ `code` **bold** _it_ ~~no~~',
  '::error::made up',
  '%0A%25,:',
  '\u001b[31mred\u001b[0m\u0007\r',
  '\u202eesrever\u2066',
  'a\n- b\n\n    c',
  '&lt;b&gt; &amp;amp;',
  '{{ .Values.x }}',
  'x'.repeat(3000),
  '汉字'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(100),
];

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.constantFrom(...nastyStrings),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('web', 'api', 'shop-frontend') },
  { weight: 1, arbitrary: text },
);

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const path: fc.Arbitrary<FieldPath> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('spec', 'template', 'data', 'containers', 'image', 'metadata') },
    { weight: 2, arbitrary: text },
    {
      weight: 1,
      arbitrary: fc.record({
        by: fc.constant('key' as const),
        keys: fc.dictionary(text, text, { minKeys: 1, maxKeys: 2 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ by: fc.constant('index' as const), index: fc.nat(9) }) },
    {
      weight: 1,
      arbitrary: fc.record({ by: fc.constant('text' as const), format: fc.constantFrom('json', 'yaml', 'properties') }),
    },
  ),
  { minLength: 1, maxLength: 5 },
);

const place = fc.record({
  file: fc.oneof(fc.constant('packages/web/src/web.ts'), text),
  line: fc.integer({ min: 1, max: 999 }),
});

const noise = fc.constantFrom(
  'chart-label' as const,
  'version-label' as const,
  'checksum' as const,
  'ca-bundle' as const,
);

const optional = { requiredKeys: ['path', 'kind'] } satisfies { requiredKeys: (keyof FieldChange)[] };

const field: fc.Arbitrary<FieldChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        path,
        kind: fc.constantFrom('added', 'removed', 'changed', 'reordered'),
        before: json,
        after: json,
        noise,
        note: text,
        generated: place,
      },
      optional,
    ),
  },
  // The model says that a secret field has no values; a report does not rely on it.
  {
    weight: 1,
    arbitrary: fc.record(
      {
        path,
        kind: fc.constant('changed' as const),
        before: fc.constant(canary),
        after: fc.constant(canary),
        secret: fc.constant(true as const),
      },
      { requiredKeys: ['path', 'kind', 'secret'] },
    ),
  },
);

const effect: fc.Arbitrary<Omit<Effect, 'object'>> = fc.record(
  {
    rule: fc.constantFrom('immutable-field', 'data-loss', 'pods-restart'),
    severity: fc.constantFrom(...severities),
    message: text,
    field: path,
    advice: text,
    commands: fc.array(text, { maxLength: 2 }),
    verb: fc.constantFrom('restart', 'recreate'),
    source: place,
    generated: place,
    waiver: fc.record({ until: fc.constantFrom('2027-01-31', '2026-01-01'), reason: text, expired: fc.boolean() }),
  },
  { requiredKeys: ['rule', 'severity', 'message'] },
);

const manifest: fc.Arbitrary<Manifest> = fc.oneof(
  fc.record({
    apiVersion: fc.constantFrom('v1', 'apps/v1', 'networking.k8s.io/v1'),
    kind: fc.oneof(fc.constantFrom('ConfigMap', 'Service', 'Deployment', 'Ingress'), name),
    metadata: fc.record({ name, namespace: fc.oneof(fc.constantFrom('shop', 'web'), text) }),
    spec: json,
    data: json,
  }),
  fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Secret'),
    metadata: fc.record({
      name,
      namespace: fc.constant('shop'),
      annotations: fc.constant({ 'kubectl.kubernetes.io/last-applied-configuration': canary }),
    }),
    data: fc.dictionary(text, fc.constant(canary), { minKeys: 1, maxKeys: 3 }),
    stringData: fc.dictionary(text, fc.constant(`x\n${canary}`), { maxKeys: 3 }),
  }),
);

const change: fc.Arbitrary<ObjectChange> = fc
  .record({
    verb: fc.constantFrom(...verbs),
    application: name,
    baseApplication: name,
    base: manifest,
    head: manifest,
    fields: fc.array(field, { maxLength: 5 }),
    effects: fc.array(effect, { maxLength: 3 }),
    similarity: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ verb, base, head, fields, ...rest }) =>
    changeOf({
      ...rest,
      verb,
      ...(verb === 'add' ? {} : { base }),
      ...(verb === 'prune' ? {} : { head }),
      fields: verb === 'add' || verb === 'prune' ? [] : fields,
    }),
  );

const identity = fc.record({ group: fc.constantFrom('', 'apps'), kind: name, namespace: name, name });

const finding: fc.Arbitrary<SideFinding> = fc.record(
  {
    side: fc.constantFrom('base', 'head'),
    severity: fc.constantFrom('error', 'warning', 'skipped'),
    code: fc.constant('render-failed'),
    message: text,
    advice: text,
    application: name,
    object: identity,
    file: text,
    line: fc.integer({ min: 1, max: 99 }),
  },
  { requiredKeys: ['side', 'severity', 'code', 'message'] },
);

const amounts = fc.record({ base: fc.nat(2 ** 40), head: fc.nat(2 ** 40) });

const timeline = fc.record(
  {
    application: name,
    steps: fc.array(
      fc.record(
        {
          phase: fc.constantFrom('PreSync', 'Sync', 'Prune'),
          wave: fc.integer({ min: -5, max: 5 }),
          object: identity,
          verb: fc.constantFrom(...verbs),
          note: text,
        },
        { requiredKeys: ['phase', 'wave', 'object', 'verb'] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    failsAt: fc.constant(0),
    seconds: fc.nat(60),
  },
  { requiredKeys: ['application', 'steps', 'seconds'] },
);

/** Plans whose every text may be hostile, and whose Secrets hold the canary. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    changes: fc.array(change, { maxLength: 8 }),
    effects: fc.array(
      fc.tuple(effect, identity).map(([rest, object]): Effect => ({ ...rest, object })),
      { maxLength: 3 },
    ),
    findings: fc.array(finding, { maxLength: 2 }),
    timeline: fc.array(timeline, { maxLength: 2 }),
    cost: fc.record({ cpu: amounts, memory: amounts, storage: amounts, pods: amounts }),
    base: text,
    head: text,
  })
  .map(({ changes, ...more }) => planOf(changes, more as Partial<Plan>));
