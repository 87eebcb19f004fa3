import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, Template } from '@wildermesser/manifest/template';
import { emitJsonnet } from '../../src/jsonnet/emit-jsonnet.ts';
import { add, fallback, field, lit, object, release, values } from './build.ts';
import { evaluateJsonnet, evaluateTree } from './evaluate.ts';

const shown = object({
  port: fallback(field(values, 'port?', 'integer'), lit(80)),
  size: field(values, 'disk.size', 'string'),
  class: field(values, 'disk.class?', 'string'),
  release: field(release, 'name', 'string'),
});

const template = (name: string, parts: Template['parts'] = []): Template => ({
  ...{ name, description: `A ${name}.`, schema: {}, parts },
  values: { enabled: true, port: 8080, disk: { size: '1Gi', class: 'fast' } },
  manifests: [add(shown)],
});

const asGiven = { port: 8080, size: '1Gi', class: 'fast', release: 'r' };
const here = { name: 'r', namespace: 'n' };

/** What an expression gives that may use the library as `lib`. */
const withLibrary = (expression: string) =>
  evaluateTree(
    new Map([
      ...emitJsonnet(template('web')),
      ['it.jsonnet', `local lib = import 'lib/web.libsonnet';\n${expression}`],
    ]),
    'it.jsonnet',
  );

test('values are merged deeply into those of the component', async () => {
  const [given] = (await evaluateJsonnet([
    { template: template('web'), release: here, overrides: [{ disk: { size: '2Gi' } }] },
  ])) as Json[];
  assert.deepEqual(given, [[{ ...asGiven, size: '2Gi' }]]);
});

test('a null removes what the component has by itself', async () => {
  const overrides = [{ port: null, disk: { class: null } }];
  const [given] = (await evaluateJsonnet([{ template: template('web'), release: here, overrides }])) as Json[];
  assert.deepEqual(given, [[{ port: 80, size: '1Gi', release: 'r' }]]);
});

test('a null removes what a part has by itself, too', async () => {
  const parts = [{ key: 'inner', template: template('inner'), conditional: false }];
  const overrides = [{ inner: { port: null, disk: { class: null } } }];
  const [given] = (await evaluateJsonnet([{ template: template('outer', parts), release: here, overrides }])) as Json[];
  assert.deepEqual(given, [[asGiven, { port: 80, size: '1Gi', release: 'r' }]]);
});

test('a program without arguments gives the component as it is', async () => {
  const given = await evaluateTree(
    new Map([...emitJsonnet(template('web')), ['it.jsonnet', "(import 'main.jsonnet')()"]]),
    'it.jsonnet',
  );
  assert.deepEqual(given, [{ ...asGiven, release: 'web' }]);
});

test('who imports the library overrides values with +', async () => {
  const given = await withLibrary(
    "(lib { values+:: { port: null, disk+: { size: '3Gi' } }, release+:: { name: 'r' } }).manifests",
  );
  assert.deepEqual(given, [{ port: 80, size: '3Gi', class: 'fast', release: 'r' }]);
});

test('values given with new can still be overridden with +', async () => {
  const given = await withLibrary(
    "(lib.new({ port: 1 }, { name: 'r' }) { values+:: { disk+: { class: 'slow' } } }).manifests",
  );
  assert.deepEqual(given, [{ port: 1, size: '1Gi', class: 'slow', release: 'r' }]);
});

test('parts of one name keep files of their own, and none takes the name of the function library', async () => {
  const other: Template = { ...template('web'), values: { port: 2, disk: { size: '2Gi' } } };
  const parts = [
    { key: 'web', template: other, conditional: false },
    { key: 'self', template: template('data'), conditional: true },
  ];
  const whole = template('web', parts);
  const lib = [...emitJsonnet(whole).keys()];
  assert.deepEqual(lib, ['lib/web.libsonnet', 'lib/web-2.libsonnet', 'lib/data-2.libsonnet', 'main.jsonnet']);
  const overrides = [{}, { self: { enabled: false }, web: { port: 3 } }];
  const [given] = (await evaluateJsonnet([{ template: whole, release: here, overrides }])) as Json[];
  assert.deepEqual(given, [
    [asGiven, { port: 2, size: '2Gi', release: 'r' }, asGiven],
    [asGiven, { port: 3, size: '2Gi', release: 'r' }],
  ]);
});

test('a description of several lines stays one comment', () => {
  const main = emitJsonnet({ ...template('web'), description: 'First.\nSecond.' }).get('main.jsonnet');
  assert.match(String(main), /^\/\/ First\. Second\.\n/);
});
