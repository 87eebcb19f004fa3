import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { clusterTests } from '@wildermesser/control-plane';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { schemaFindings } from '@wildermesser/validate';
import { type Answer, apiOf } from './api.ts';
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
