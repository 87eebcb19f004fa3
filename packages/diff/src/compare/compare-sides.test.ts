import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityKey, loadCatalog } from '@wildermesser/manifest';
import fc from 'fast-check';
import { applicationOf, sideOf } from '../../test/side-of.ts';
import type { MatchedChange } from '../model/object-change.ts';
import type { Side } from '../model/side.ts';
import { compareSides } from './compare-sides.ts';

const catalog = await loadCatalog();

const text = fc.constantFrom('1', '2', 'a: 1\nb: 2\n', '{"a":1}', '500m', '0.5');
const names = fc.constantFrom('a', 'b', 'c', 'd-6ct58987ht', 'd-t757gk2bmf');
const metadata = fc.record({ name: names, namespace: fc.constantFrom('x', 'y') });

const configMap = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('ConfigMap'),
  metadata,
  data: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), text),
});
const deployment = fc.record({
  apiVersion: fc.constant('apps/v1'),
  kind: fc.constant('Deployment'),
  metadata,
  spec: fc.record({
    replicas: fc.option(fc.constantFrom(1, 2)),
    template: fc.record({
      spec: fc.record({
        containers: fc.uniqueArray(
          fc.record({
            name: fc.constantFrom('a', 'b'),
            image: fc.constantFrom('i:1', 'i:2'),
            args: fc.array(fc.constantFrom('-a', '-b', '-c'), { maxLength: 4 }),
            env: fc.uniqueArray(fc.record({ name: fc.constantFrom('A', 'B'), value: text }), {
              selector: (each) => each.name,
            }),
          }),
          { selector: (each) => each.name },
        ),
      }),
    }),
  }),
});
const role = fc.record({
  apiVersion: fc.constant('rbac.authorization.k8s.io/v1'),
  kind: fc.constant('Role'),
  metadata,
  rules: fc.array(
    fc.record({
      verbs: fc.array(fc.constantFrom('get', 'list')),
      resources: fc.array(fc.constantFrom('pods', 'nodes')),
    }),
  ),
});
type Object = { kind: string; metadata: { name: string; namespace: string } };
const objects = fc.uniqueArray(fc.oneof<fc.Arbitrary<Object>[]>(configMap, deployment, role), {
  maxLength: 8,
  selector: ({ kind, metadata: { name, namespace } }) => `${kind}/${namespace}/${name}`,
});
const side = fc.tuple(objects, objects).map(([mine, others]): Side => {
  const taken = new Set(mine.map(({ kind, metadata: { name, namespace } }) => `${kind}/${namespace}/${name}`));
  const rest = others.filter(({ kind, metadata: { name, namespace } }) => !taken.has(`${kind}/${namespace}/${name}`));
  return sideOf('side', applicationOf(mine), applicationOf(rest, { name: 'other' }));
});

const compare = (base: Side, head: Side): readonly MatchedChange[] => compareSides(base, head, catalog).changes;

test('a side does not differ from itself', () => {
  fc.assert(fc.property(side, (each) => assert.deepEqual(compare(each, structuredClone(each)), [])));
});

test('swapping the sides swaps what comes and what goes', () => {
  const mirror = { added: 'removed', removed: 'added', changed: 'changed', reordered: 'reordered' } as const;
  const there = (change: MatchedChange): string =>
    [change.base?.identity, change.head?.identity].map((identity) => identity && identityKey(identity)).join(' | ');
  const summary = (changes: readonly MatchedChange[], swapped: boolean): readonly string[] =>
    changes
      .map((change) => {
        const { base: _, head: __, ...rest } = change;
        const turned = swapped
          ? { ...rest, ...(change.head ? { base: change.head } : {}), ...(change.base ? { head: change.base } : {}) }
          : change;
        const verb = swapped ? ({ add: 'prune', prune: 'add' }[change.verb as string] ?? change.verb) : change.verb;
        const kinds = change.fields.map(({ kind }) => (swapped ? mirror[kind] : kind)).sort();
        return `${verb} ${there(turned)} ${kinds.join(',')}`;
      })
      .sort();
  fc.assert(
    fc.property(side, side, (base, head) => {
      assert.deepEqual(summary(compare(head, base), true), summary(compare(base, head), false));
    }),
  );
});

test('every object that differs is in exactly one change, and the others are counted', () => {
  fc.assert(
    fc.property(side, side, (base, head) => {
      const { changes, unchanged } = compareSides(base, head, catalog);
      const total = (each: Side): number => each.applications.reduce((sum, { objects: all }) => sum + all.length, 0);
      for (const [name, each] of [
        ['base', base],
        ['head', head],
      ] as const) {
        const seen = changes.flatMap((change) => {
          const object = change[name];
          return object === undefined ? [] : [`${object.application} ${identityKey(object.identity)}`];
        });
        assert.equal(new Set(seen).size, seen.length);
        assert.equal(seen.length + unchanged, total(each));
      }
    }),
  );
});

test('the order of files makes no difference', () => {
  const shuffled = (each: Side): Side => ({
    ...each,
    applications: each.applications.toReversed().map((application) => ({
      ...application,
      objects: application.objects.toReversed(),
    })),
  });
  fc.assert(
    fc.property(side, side, (base, head) => {
      assert.deepEqual(compare(shuffled(base), shuffled(head)), compare(base, head));
    }),
  );
});
