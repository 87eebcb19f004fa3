import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The part of a cluster that these tests use. */
interface TestCluster {
  readonly kubeconfig: string;
  readonly kubectl: (
    args: readonly string[],
    options?: { readonly input?: string; readonly timeoutSeconds?: number },
  ) => Promise<string>;
  readonly stop: () => Promise<void>;
}

interface ControlPlane {
  readonly startCluster: (options: object) => Promise<TestCluster>;
  readonly clusterObstacle: (options: object) => Promise<string | undefined>;
  readonly mariadbImage: { readonly name: string };
}

const path = (relative: string): string => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const entry = '../../../tools/control-plane/src/index.ts';
const controlPlane = (await import(entry).catch(() => undefined)) as ControlPlane | undefined;
const options = { node: { images: controlPlane === undefined ? [] : [controlPlane.mariadbImage] } };
const obstacle =
  controlPlane === undefined ? 'there is no control plane here' : await controlPlane.clusterObstacle(options);
const skip = process.env.E2E_REQUIRED === '1' ? false : (obstacle ?? false);
const image = controlPlane?.mariadbImage.name ?? '';
const name = 'mysql-instance';
// The directories of the volumes are on this machine, so the namespaces are of this run alone.
const run = `${Date.now().toString(36)}`;
const course = `course-${run}`;
const shop = `shop-${run}`;

describe('the operator on a real node', { skip, timeout: 600_000 }, () => {
  let cluster: TestCluster;
  const running = new Map<string, ChildProcess>();
  let said = '';

  const start = (operator: string): void => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', path('apps/mysql-operator/src/main.ts')],
      {
        env: { PATH: process.env.PATH, KUBECONFIG: cluster.kubeconfig, POD_NAME: operator, PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    running.set(operator, child);
  };
  const end = async (operator: string, signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(operator);
    running.delete(operator);
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill(signal);
    await ended;
  };

  const kubectl = (...args: readonly string[]): Promise<string> => cluster.kubectl(args, { timeoutSeconds: 180 });
  const make = (namespace: string, spec: object = {}): Promise<string> => {
    const object = {
      apiVersion: 'otus.homework/v1',
      kind: 'MySQL',
      metadata: { name, namespace },
      spec: { image, database: 'otus-database', password: 'otuspassword', storage_size: '1Gi', ...spec },
    };
    return cluster.kubectl(['apply', '-f', '-'], { input: JSON.stringify(object) });
  };
  const ready = (namespace: string): Promise<string> =>
    kubectl('-n', namespace, 'wait', '--for=condition=Ready', `ms/${name}`, '--timeout=120s');
  const field = (namespace: string, jsonpath: string): Promise<string> =>
    kubectl('-n', namespace, 'get', 'ms', name, '-o', `jsonpath=${jsonpath}`);
  const sql = async (namespace: string, password: string, statement: string): Promise<string> => {
    const pod = await kubectl(
      '-n',
      namespace,
      'get',
      'pod',
      '-l',
      `app=${name}`,
      '-o',
      'jsonpath={.items[0].metadata.name}',
    );
    return kubectl(
      '-n',
      namespace,
      'exec',
      pod,
      '-c',
      name,
      '--',
      'mysql',
      '-uroot',
      `-p${password}`,
      '-N',
      '-e',
      statement,
      'otus-database',
    );
  };
  const until = async (question: () => Promise<boolean>, what: string): Promise<void> => {
    const last = Date.now() + 120_000;
    while (!(await question())) {
      assert.ok(Date.now() < last, `in vain: ${what}`);
      await sleep(500);
    }
  };
  const table = `CREATE TABLE test (id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT, name VARCHAR(20) NOT NULL, CONSTRAINT pk_example PRIMARY KEY (id));
    INSERT INTO test (name) VALUES ('some data'), ('some data-2')`;
  const twoRows = '1\tsome data\n2\tsome data-2';

  before(async () => {
    assert.ok(controlPlane !== undefined && obstacle === undefined, obstacle);
    cluster = await controlPlane.startCluster(options);
    await kubectl('apply', '--server-side', '-f', path('generated/kubernetes-operators/crd'));
    await kubectl('wait', '--for=condition=Established', 'crd/mysqls.otus.homework', '--timeout=30s');
    await kubectl('create', 'namespace', course);
    for (const operator of ['first', 'second']) start(operator);
  });
  after(async () => {
    for (const operator of [...running.keys()]) await end(operator, 'SIGKILL');
    await cluster?.stop();
    for (const namespace of [course, shop])
      for (const volume of ['', 'backup-'])
        rmSync(`/data/${namespace}.${volume}${name}-pv`, { recursive: true, force: true });
  });

  it('an object without a field is refused in the words of the course', async () => {
    const incomplete = {
      apiVersion: 'otus.homework/v1',
      kind: 'MySQL',
      metadata: { name: 'x' },
      spec: { image, database: 'a', password: 'b' },
    };
    const refused = await cluster.kubectl(['apply', '-f', '-'], { input: JSON.stringify(incomplete) }).then(
      () => '',
      (error: { readonly stderr?: string; readonly message: string }) => `${error.message}${error.stderr ?? ''}`,
    );
    assert.match(refused, /spec\.storage_size: Required value/);
  });

  it('the walk-through of the course: two rows survive deletion and re-creation', async () => {
    await make(course);
    await ready(course);
    assert.equal(
      await field(course, '{.status.mysql_on_create.message}'),
      'mysql-instance created without restore-job',
    );
    await sql(course, 'otuspassword', table);
    await kubectl('-n', course, 'delete', 'ms', name, '--timeout=120s');
    await make(course);
    await ready(course);
    assert.equal((await sql(course, 'otuspassword', 'SELECT * FROM test')).trim(), twoRows);
    assert.equal(await field(course, '{.status.mysql_on_create.message}'), 'mysql-instance created with restore-job');
    const jobs = await kubectl('-n', course, 'get', 'jobs', '--no-headers');
    assert.match(jobs, /backup-mysql-instance-job +Complete +1\/1/);
    assert.match(jobs, /restore-mysql-instance-job +Complete +1\/1/);
  });

  it('another password, with everything that shells stumble over', async () => {
    const wanted = `it's $(new) "pw" ü; \\`;
    await make(course, { password: wanted });
    await kubectl(
      '-n',
      course,
      'wait',
      '--for=jsonpath={.status.mysql_on_update.message}=password updated',
      `ms/${name}`,
      '--timeout=120s',
    );
    assert.equal((await sql(course, wanted, 'SELECT COUNT(*) FROM test')).trim(), '2');
    await assert.rejects(sql(course, 'otuspassword', 'SELECT 1'));
    assert.equal(said.includes('$(new)'), false);
    assert.equal((await kubectl('-n', course, 'get', 'events', '-o', 'json')).includes('$(new)'), false);
  });

  it('a backup that cannot be made keeps the instance, and goes on by itself once it can', async () => {
    await kubectl('-n', course, 'create', 'quota', 'no-jobs', '--hard=count/jobs.batch=0');
    await kubectl('-n', course, 'delete', 'ms', name, '--wait=false');
    await until(
      async () => (await field(course, '{.status.conditions[?(@.type=="Degraded")].status}')) === 'True',
      'Degraded',
    );
    assert.equal(await kubectl('-n', course, 'get', 'deploy', name, '-o', 'jsonpath={.status.readyReplicas}'), '1');
    await kubectl('-n', course, 'delete', 'quota', 'no-jobs');
    // The pause after a refusal is two minutes; whatever happens to the MySQL ends it.
    await kubectl('-n', course, 'annotate', 'ms', name, 'mended=yes');
    await kubectl('-n', course, 'wait', '--for=delete', `ms/${name}`, '--timeout=120s');
    await make(course);
    await ready(course);
    assert.equal((await sql(course, 'otuspassword', 'SELECT * FROM test')).trim(), twoRows);
  });

  it('the leader is killed in the middle of a deletion, and the other one ends it', async () => {
    await kubectl('-n', course, 'delete', 'ms', name, '--wait=false');
    await until(async () => (await kubectl('-n', course, 'get', 'jobs', '-o', 'name')).includes('backup'), 'the Job');
    const holder = await kubectl('get', 'lease', 'mysql-operator', '-o', 'jsonpath={.spec.holderIdentity}');
    await end(holder.split('_')[0] ?? '', 'SIGKILL');
    await kubectl('-n', course, 'wait', '--for=delete', `ms/${name}`, '--timeout=120s');
    await make(course);
    await ready(course);
    assert.equal((await sql(course, 'otuspassword', 'SELECT * FROM test')).trim(), twoRows);
  });

  it('a namespace that is deleted ends, and gives its rows to the next of its name', async () => {
    await kubectl('create', 'namespace', shop);
    await make(shop);
    await ready(shop);
    await sql(shop, 'otuspassword', table);
    await kubectl('delete', 'namespace', shop, '--timeout=120s');
    assert.match(
      await kubectl('get', 'pv', `${shop}.mysql-instance-pv`, '-o', 'jsonpath={.metadata.annotations}'),
      /retained/,
    );
    await kubectl('create', 'namespace', shop);
    await make(shop, { password: 'another' });
    await ready(shop);
    assert.equal((await sql(shop, 'another', 'SELECT * FROM test')).trim(), twoRows);
  });
});
