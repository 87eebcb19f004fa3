import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterTests } from '@wildermesser/control-plane';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { schemaFindings } from '@wildermesser/validate';
import { connect } from '../../src/cluster/connect.ts';
import { finalizer, mysqls } from '../../src/resource/index.ts';
import { type Answer, apiOf, endpointOf } from './api.ts';
import { mysqlOf, type Sample, samples } from './samples.ts';

const test = await clusterTests({
  controllers: false,
  apiServerArguments: ['--disable-admission-plugins=ServiceAccount'],
});

const generated = resolve(import.meta.dirname, '../../../../generated/kubernetes-operators');
const definition = 'customresourcedefinition.apiextensions.k8s.io/mysqls.otus.homework';
const path = '/apis/otus.homework/v1/namespaces/default/mysqls';
const strict = 'fieldValidation=Strict';

test('the API server takes the generated definition and finds its schema structural', async ({ kubectl }) => {
  const args = ['--server-side', '--warnings-as-errors', '--filename', join(generated, 'crd')];
  await kubectl(['apply', ...args]);
  await kubectl(['wait', '--for=condition=Established', definition, '--timeout=60s']);
  const { status } = JSON.parse(await kubectl(['get', definition, '--output=json']));
  const faults = status.conditions.filter(({ type }: { type: string }) => type === 'NonStructuralSchema');
  assert.deepEqual(faults, []);
});

test('it takes and refuses objects as the table says, with these words, and so do our own schemas', async (cluster) => {
  const api = apiOf(cluster);
  const catalog = (await loadCatalog()).withResources([
    JSON.parse(await cluster.kubectl(['get', definition, '--output=json'])),
  ]);

  const ask = async ({ name = 'sample', before, spec }: Sample): Promise<Answer> => {
    const wanted = mysqlOf({ name, spec });
    if (before === undefined) return api.call('POST', `${path}?${strict}&dryRun=All`, wanted);
    const made = await api.call('POST', `${path}?${strict}`, mysqlOf({ name, spec: before }));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { resourceVersion } = made.body.metadata;
    const metadata = { ...wanted.metadata, resourceVersion };
    const answer = await api.call('PUT', `${path}/${name}?${strict}&dryRun=All`, { ...wanted, metadata });
    await api.call('DELETE', `${path}/${name}`);
    return answer;
  };

  const wrong: string[] = [];
  for (const sample of samples) {
    const { situation, refused } = sample;
    const { status, body } = await ask(sample);
    const isTaken = status === 200 || status === 201;
    const asExpected = refused === undefined ? isTaken : !isTaken && refused.test(body.message);
    if (!asExpected) wrong.push(`${situation}: the API server answers ${status} ${isTaken ? '' : body.message}`);
    const findings = schemaFindings(mysqlOf(sample) as Manifest, catalog).filter(
      ({ severity }) => severity === 'error',
    );
    if (findings.length > 0 !== (sample.isSchemaFault ?? false))
      wrong.push(`${situation}: our schema finds ${findings.map(({ message }) => message).join('; ') || 'nothing'}`);
  }
  api.close();
  assert.deepEqual(wrong, []);
  console.log(`${samples.length} objects, ${samples.filter(({ refused }) => refused !== undefined).length} refused`);
});

test('what is left out is filled in as it is documented', async (cluster) => {
  const api = apiOf(cluster);
  const [course] = samples;
  const { body } = await api.call('POST', `${path}?dryRun=All`, mysqlOf(course ?? assert.fail()));
  assert.deepEqual([body.spec.deletion_policy, body.spec.suspend, body.spec.backup_retention], ['Backup', false, 3]);
  api.close();
});

test('people see it by its short name, with its state', async ({ kubectl }) => {
  const [course] = samples;
  await kubectl(['apply', '--filename=-'], { input: JSON.stringify(mysqlOf(course ?? assert.fail())) });
  const [head = ''] = (await kubectl(['get', 'ms', '--output=wide'])).split('\n');
  assert.deepEqual(head.split(/\s+/).filter(Boolean), [
    ...['NAME', 'READY', 'STATE', 'IMAGE', 'STORAGE', 'LAST-BACKUP', 'REASON', 'AGE'],
  ]);
});

test('a MySQL from before a rule of the definition can be told its status and be let go', async (cluster) => {
  const api = apiOf(cluster);
  const client = connect({ endpoint: endpointOf(cluster), userAgent: 'test', scrub: (text) => text });
  const definitions = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/mysqls.otus.homework`;
  const { spec } = (await api.call('GET', definitions)).body;
  const lenient = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  // But for what no definition may ever change, since server-side apply reads no object that is so: types, and that there is a
  // password, which rules ask for.
  const isOfOtherShape = ({ refused }: Sample): boolean => /of type|spec\\.password: Required/.test(`${refused}`);
  const old = samples
    .filter((sample) => sample.before === undefined && sample.name === undefined && sample.refused !== undefined)
    .filter((sample) => !isOfOtherShape(sample))
    .map((sample, index) => ({ ...sample, name: `old-${index}` }));
  const [probe = assert.fail()] = old;
  /** Until the API server judges as it was told to. */
  const judge = async (versions: object, isTaken: boolean): Promise<void> => {
    const { status } = await api.call('PATCH', definitions, { spec: { versions } });
    assert.equal(status, 200);
    for (let round = 0; round < 300; round++) {
      const { status } = await api.call('POST', `${path}?dryRun=All`, mysqlOf(probe));
      if ((status === 201) === isTaken) return;
      await pause(100);
    }
    assert.fail('the definition did not take effect');
  };

  await judge([{ ...spec.versions[0], schema: lenient }], true);
  for (const sample of old) {
    const { metadata, ...rest } = mysqlOf(sample);
    const { status, body } = await api.call('POST', path, {
      ...rest,
      metadata: { ...metadata, finalizers: [finalizer] },
    });
    assert.equal(status, 201, JSON.stringify(body));
  }
  await judge(spec.versions, false);

  const objects = client.resource(mysqls);
  const held: string[] = [];
  for (const { situation, name } of old) {
    const ref = { namespace: 'default', name };
    try {
      await objects.applyStatus(ref, { state: 'Unusable', observedGeneration: 1 }, { force: true });
      await objects.delete(ref);
      await objects.patch(ref, { metadata: { finalizers: [] } });
      assert.equal(await objects.get(ref), undefined);
    } catch (error) {
      held.push(`${situation}: ${error}`);
    }
  }
  assert.deepEqual(held, []);
  await client.close();
  api.close();
  console.log(`${old.length} objects that the definition would refuse`);
});
