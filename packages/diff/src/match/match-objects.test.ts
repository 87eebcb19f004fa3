import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog } from '@wildermesser/manifest';
import { applicationOf, sideOf } from '../../test/side-of.ts';
import { compareSides } from '../compare/compare-sides.ts';
import type { Side } from '../model/side.ts';

const catalog = await loadCatalog();

/** What happens to each object: verb, name, and what it was matched by. */
const changesOf = (base: Side, head: Side): readonly string[] =>
  compareSides(base, head, catalog).changes.map(({ verb, base: old, head: now, match }) => {
    const names = [old, now].flatMap((object) => (object === undefined ? [] : [object.identity.name]));
    return [verb, ...new Set(names), ...(match === undefined ? [] : [match.by])].join(' ');
  });

const one = (name: string, ...manifests: readonly object[]): Side => sideOf(name, applicationOf(manifests));

const configMap = (name: string, data: object = { a: '1' }, namespace = 'shop') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

const settings = (name: string, level: string, namespace = 'shop') =>
  configMap(name, { level, a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' }, namespace);

test('an object of one side only comes or goes', () => {
  assert.deepEqual(changesOf(one('base', configMap('a')), one('head', configMap('b', { z: '9' }))), [
    'prune a',
    'add b',
  ]);
});

test('the hash that Kustomize appends is no part of a name', () => {
  const [base, head] = [configMap('settings-6ct58987ht', { a: '1' }), configMap('settings-t757gk2bmf', { a: '2' })];
  assert.deepEqual(changesOf(one('base', base), one('head', head)), [
    'rename settings-6ct58987ht settings-t757gk2bmf suffix',
  ]);
});

test('a word of ten letters is no hash', () => {
  const [base, head] = [configMap('settings-production', { a: '1' }), configMap('settings-preproduct', { a: '2' })];
  assert.deepEqual(changesOf(one('base', base), one('head', head)), [
    'add settings-preproduct',
    'prune settings-production',
  ]);
});

test('an object of another name with nearly the same content was perhaps renamed', () => {
  assert.deepEqual(changesOf(one('base', settings('old', 'info')), one('head', settings('new', 'debug'))), [
    'rename old new similarity',
  ]);
});

test('of two that are alike, each gets the one that is more so', () => {
  const base = one('base', settings('a', '1'), settings('b', '2'));
  const head = one('head', settings('x', '2'), settings('y', '1'));
  assert.deepEqual(changesOf(base, head), ['rename b x similarity', 'rename a y similarity']);
});

test('small objects are alike by chance and not matched', () => {
  assert.deepEqual(changesOf(one('base', configMap('a')), one('head', configMap('b'))), ['prune a', 'add b']);
});

test('a whole Application in another namespace is renamed object by object', () => {
  const base = one('base', settings('a', '1', 'shop'));
  const head = one('head', settings('a', '1', 'shop-2'));
  assert.deepEqual(changesOf(base, head), ['rename a similarity']);
});

test('an object that another Application has now was moved', () => {
  const base = sideOf('base', applicationOf([configMap('a')]), applicationOf([], { name: 'other' }));
  const head = sideOf('head', applicationOf([]), applicationOf([configMap('a', { a: '2' })], { name: 'other' }));
  assert.deepEqual(changesOf(base, head), ['move a identity']);
});

test('the same identity in another cluster is another object', () => {
  const other = { name: 'other', cluster: 'https://other.example' };
  const base = sideOf('base', applicationOf([configMap('a')]), applicationOf([], other));
  const head = sideOf('head', applicationOf([]), applicationOf([configMap('a')], other));
  assert.deepEqual(changesOf(base, head), ['prune a', 'add a']);
});

test('two Applications with one object each keep theirs', () => {
  const both = (value: string, otherValue: string) => [
    applicationOf([configMap('a', { a: value })]),
    applicationOf([configMap('a', { a: otherValue })], { name: 'other' }),
  ];
  assert.deepEqual(changesOf(sideOf('base', ...both('1', '2')), sideOf('head', ...both('1', '3'))), [
    'change a identity',
  ]);
});

test('a namespace that a cluster-scoped object of an unknown kind had by mistake makes no other object', () => {
  const pool = (namespace: object) => ({
    apiVersion: 'example.com/v1',
    kind: 'Pool',
    metadata: { name: 'p', ...namespace },
  });
  assert.deepEqual(changesOf(one('base', pool({ namespace: 'shop' })), one('head', pool({}))), ['none p scope']);
});

test('an object that moves to the group that replaced its own stays itself', () => {
  const ingress = (apiVersion: string) => ({
    apiVersion,
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'shop' },
  });
  assert.deepEqual(
    changesOf(one('base', ingress('extensions/v1beta1')), one('head', ingress('networking.k8s.io/v1'))),
    ['change web identity'],
  );
});

test('objects of an Application that could not be rendered are not said to be gone', () => {
  const base = sideOf('base', applicationOf([configMap('a')]), applicationOf([configMap('b')], { name: 'other' }));
  const head = sideOf('head', applicationOf([], { state: 'unknown' }), applicationOf([], { name: 'other' }));
  assert.deepEqual(changesOf(base, head), ['prune b']);
});
