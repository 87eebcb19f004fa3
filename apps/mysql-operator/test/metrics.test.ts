import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createInstanceMetrics } from '../src/reconcile/instance-metrics.ts';
import { createMetrics } from '../src/runtime/metrics.ts';
import { readExposition } from './exposition.ts';

const page = readFileSync(new URL('../../../docs/mysql-operator/metrics.md', import.meta.url), 'utf8');

/** The metrics of an operator, without those of every Node process. */
const own = async () => {
  const metrics = createMetrics();
  createInstanceMetrics(metrics.registry);
  metrics.controller('mysql', 8);
  metrics.onCall('api:443')({ method: 'GET', resource: 'pods', status: 200, seconds: 0.1, attempt: 1 });
  metrics.onLeading('mysql-operator', true);
  metrics.followStore('pods', () => 3);
  return new Map([...readExposition(await metrics.text())].filter(([name]) => !/^(process|nodejs)_/.test(name)));
};

/** The table of the page: `name type` of each row. */
const documented = [...page.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);

test('the metrics are those of the page, each of the type that it says', async () => {
  const there = [...(await own())].map(([name, { type }]) => `${name} ${type}`);
  assert.deepEqual(there.toSorted(), documented.toSorted());
});

test('names tell unit and type as Prometheus wants it, and each metric says what it is', async () => {
  for (const [name, { type, help }] of await own()) {
    assert.equal(name.endsWith('_total'), type === 'counter', name);
    assert.match(help, /\w \w.*\.$/, name);
    if (type === 'histogram') assert.match(name, /_seconds$/);
  }
});

test('labels are those of the page', async () => {
  for (const [, name = '', given = ''] of page.matchAll(/^\| `(\w+)` \| \w+ \| ([^|]*)\|/gm)) {
    const [series = ''] = [...((await own()).get(name)?.samples.keys() ?? [])];
    const used = [...series.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le');
    // Without a sample there is none to look at.
    if (series !== '')
      assert.deepEqual(
        used,
        [...given.matchAll(/`(\w+)`/g)].map(([, label]) => label),
        name,
      );
  }
});

test('the alerts ask for metrics that there are', async () => {
  const names = [...(await own()).keys()];
  const expressions = [...page.matchAll(/expr: (.+)$/gm)].map(([, expression = '']) => expression);
  assert.equal(expressions.length, 3);
  for (const expression of expressions)
    assert.ok(
      [...expression.matchAll(/\w+_\w+/g)].some(([name]) => names.includes(name)),
      expression,
    );
});
