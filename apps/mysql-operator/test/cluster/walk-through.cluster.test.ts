import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, clusterTests, mariadbImage } from '@wildermesser/control-plane';
import { ExecError } from '@wildermesser/exec';
import { watchArguments } from './arguments-of-all.ts';
import { generated } from './bench.ts';
import { importOperator } from './operator-image.ts';

const logs = mkdtempSync(join(tmpdir(), 'audit-'));
after(() => rm(logs, { recursive: true }));
const policy = join(logs, 'policy.yaml');
const audit = join(logs, 'audit.log');
writeFileSync(
  policy,
  JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'Metadata' }] }),
);

const test = await clusterTests({
  node: { images: [mariadbImage] },
  apiServerArguments: [`--audit-policy-file=${policy}`, `--audit-log-path=${audit}`],
});

// Twelve characters, so that the base64 of what begins with them begins with theirs.
const canary = randomBytes(6).toString('hex');
const first = `${canary}1 '"; $(id) \`x\` ü \\`;
const second = `${canary}2 %s &quot; #{x}`;
const shopPassword = `${canary}3`;
const traces = [canary, Buffer.from(canary).toString('base64')];
const processes = watchArguments(traces);
after(() => processes.stop());

const patience = 300;
const name = 'mysql-instance';
const rows = '1\tsome data\n2\tsome data-2\n';

const manifest = (password: string, namespace = 'default'): string =>
  JSON.stringify({
    apiVersion: 'otus.homework/v1',
    kind: 'MySQL',
    metadata: { name, namespace },
    spec: { image: mariadbImage.name, database: 'otus-database', password, storage_size: '1Gi' },
  });

type Kubectl = Cluster['kubectl'];

const apply = (kubectl: Kubectl, password: string, namespace?: string): Promise<string> =>
  kubectl(['apply', '--filename=-'], { input: manifest(password, namespace) });

/** kubectl of the docs: waits for a condition of the instance. */
const wait = async (kubectl: Kubectl, condition: string, namespace = 'default'): Promise<void> => {
  const args = ['wait', `--for=condition=${condition}`, `ms/${name}`, `--namespace=${namespace}`];
  try {
    await kubectl([...args, `--timeout=${patience}s`], { timeoutSeconds: patience + 10 });
  } catch (error) {
    const told = await kubectl(['get', 'ms,pv,pvc,deploy,jobs,pods,events', `--namespace=${namespace}`]);
    const status = await kubectl(['get', 'ms', name, `--namespace=${namespace}`, '--output=jsonpath={.status}']);
    const said = await kubectl(['logs', '--namespace=mysql-operator', '--selector=name=mysql-operator', '--tail=40']);
    throw new Error(`${error}\n${told}\n${status}\n${said}`);
  }
};

/** Waits until kubectl prints what it is to print. */
const until = async (kubectl: Kubectl, args: readonly string[], holds: (text: string) => boolean): Promise<string> => {
  const end = performance.now() + patience * 1000;
  for (;;) {
    const text = await kubectl(args).catch((error: unknown) => `${error instanceof ExecError ? error.stderr : error}`);
    if (holds(text)) return text;
    if (performance.now() > end) assert.fail(`kubectl ${args.join(' ')} still prints:\n${text}`);
    await pause(1000);
  }
};

/** The `sql` of the quick start. */
const sql = (kubectl: Kubectl, statements: string, namespace = 'default', options = ''): Promise<string> =>
  kubectl(
    [
      ...['exec', '--stdin', `deploy/${name}`, `--container=${name}`, `--namespace=${namespace}`, '--', 'sh', '-c'],
      `MYSQL_PWD="$MYSQL_ROOT_PASSWORD" $(command -v mariadb || command -v mysql) -N -u root ${options} otus-database`,
    ],
    { input: statements },
  );

const table = `CREATE TABLE test (id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT, name VARCHAR(20) NOT NULL, CONSTRAINT pk_example PRIMARY KEY (id));
INSERT INTO test (name) VALUES ('some data'), ('some data-2');
`;
const select = 'SELECT * FROM test;\n';

const message = (kubectl: Kubectl, field: string): Promise<string> =>
  kubectl(['get', 'ms', name, `--output=jsonpath={.status.${field}.message}`]);

const remove = (kubectl: Kubectl): Promise<string> =>
  kubectl(['delete', 'ms', name, `--timeout=${patience}s`], { timeoutSeconds: patience + 10 });

const completions = async (kubectl: Kubectl): Promise<Readonly<Record<string, string>>> => {
  const { items } = JSON.parse(await kubectl(['get', 'jobs', '--output=json']));
  return Object.fromEntries(
    items.map(
      ({
        metadata,
        spec,
        status,
      }: {
        metadata: { name: string };
        spec: { completions: number };
        status: { succeeded?: number };
      }) => [metadata.name, `${status.succeeded ?? 0}/${spec.completions}`],
    ),
  );
};

const leader = (kubectl: Kubectl): Promise<string> =>
  kubectl(['get', 'lease', 'mysql-operator', '--namespace=mysql-operator', '--output=jsonpath={.spec.holderIdentity}']);

test('the operator runs from its image, twice, as it is generated', async (cluster) => {
  const { kubectl } = cluster;
  const image = await importOperator(cluster);
  await kubectl(['apply', '--server-side', `--filename=${join(generated, 'crd')}`]);
  const folder = join(generated, 'operator');
  const files = readdirSync(folder).sort(
    (a, b) => Number(b.startsWith('namespace')) - Number(a.startsWith('namespace')),
  );
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8').replace(/image: .*\/mysql-operator:.*/, `image: ${image}`);
    await kubectl(['apply', '--filename=-'], { input: text });
  }
  await until(
    kubectl,
    ['get', 'deploy', 'mysql-operator', '--namespace=mysql-operator', '--output=jsonpath={.status.availableReplicas}'],
    (text) => text === '2',
  );
});

test('an instance becomes ready, and takes two rows', async ({ kubectl }) => {
  await apply(kubectl, first);
  await wait(kubectl, 'Ready');
  assert.equal(await message(kubectl, 'mysql_on_create'), 'mysql-instance created without restore-job');
  await sql(kubectl, table);
  assert.equal(await sql(kubectl, select), rows);
});

test('it is deleted, and leaves its backup and the Job that made it', async ({ kubectl }) => {
  await remove(kubectl);
  // What belonged to it is collected by the cluster, a moment later.
  await until(kubectl, ['get', 'jobs', '--output=name'], (text) => !text.includes('restore-mysql-instance-job'));
  assert.deepEqual(await completions(kubectl), { 'backup-mysql-instance-job': '1/1' });
});

test('it is made again with the same file, and the rows are there', async ({ kubectl }) => {
  await apply(kubectl, first);
  await wait(kubectl, 'Ready');
  assert.deepEqual(await completions(kubectl), {
    'backup-mysql-instance-job': '1/1',
    'restore-mysql-instance-job': '1/1',
  });
  assert.equal(await message(kubectl, 'mysql_on_create'), 'mysql-instance created with restore-job');
  assert.equal(await sql(kubectl, select), rows);
});

test('another password lets in, the one before does not', async ({ kubectl }) => {
  const before = await kubectl(['get', 'pods', '--selector=app=mysql-instance', '--output=name']);
  await apply(kubectl, second);
  await until(
    kubectl,
    ['get', 'ms', name, '--output=jsonpath={.status.mysql_on_update.message}'],
    (text) => text === 'password updated',
  );
  await wait(kubectl, 'Ready');
  assert.notEqual(await kubectl(['get', 'pods', '--selector=app=mysql-instance', '--output=name']), before);
  assert.equal(await sql(kubectl, select), rows);
  const login = (password: string): Promise<string> =>
    kubectl(
      [
        'exec',
        '--stdin',
        `deploy/${name}`,
        '--',
        'sh',
        '-c',
        'IFS= read -r MYSQL_PWD; export MYSQL_PWD; mariadb -N -h 127.0.0.1 -u root -e "SELECT 1"',
      ],
      { input: `${password}\n` },
    );
  assert.equal(await login(second), '1\n');
  await assert.rejects(login(first), { stderr: /Access denied/ });
});

test('of two operators one works; it is killed in the middle of a deletion, and the other ends that', async ({
  kubectl,
}) => {
  const holder = await leader(kubectl);
  const [pod = ''] = holder.split('_');
  await kubectl(['delete', 'ms', name, '--wait=false']);
  await until(kubectl, ['get', 'ms', name, '--output=jsonpath={.status.state}'], (text) => text === 'BackingUp');
  await kubectl(['delete', 'pod', pod, '--namespace=mysql-operator', '--grace-period=0', '--force']);
  await until(kubectl, ['get', 'ms', '--output=name'], (text) => text.trim() === '');
  assert.notEqual(await leader(kubectl), holder);
  await apply(kubectl, second);
  await wait(kubectl, 'Ready');
  assert.equal(await sql(kubectl, select), rows);
});

test('a backup that fails keeps the instance with its rows, and is made when its cause is gone', async ({
  kubectl,
}) => {
  await sql(kubectl, 'CREATE TABLE gone (id INT);\nCREATE VIEW broken AS SELECT * FROM gone;\nDROP TABLE gone;\n');
  await kubectl(['delete', 'ms', name, '--wait=false']);
  const condition =
    '--output=jsonpath={.status.conditions[?(@.type=="BackupSucceeded")].reason}: {.status.conditions[?(@.type=="BackupSucceeded")].message}';
  const why = await until(kubectl, ['get', 'ms', name, condition], (text) => text.startsWith('BackupFailed'));
  assert.match(why, /the dump failed, error 1356/);
  assert.equal(await sql(kubectl, select), rows);
  await sql(kubectl, 'DROP VIEW broken;\n');
  await until(kubectl, ['get', 'ms', '--output=name'], (text) => text.trim() === '');
  await apply(kubectl, second);
  await wait(kubectl, 'Ready');
  assert.equal(await sql(kubectl, select), rows);
});

test('a namespace that is deleted ends, and a MySQL of that name in one of that name has every row', async ({
  kubectl,
}) => {
  await kubectl(['create', 'namespace', 'shop']);
  await apply(kubectl, shopPassword, 'shop');
  await wait(kubectl, 'Ready', 'shop');
  await sql(kubectl, table, 'shop');
  await kubectl(['delete', 'namespace', 'shop', `--timeout=${patience}s`], { timeoutSeconds: patience + 10 });
  const volume = JSON.parse(await kubectl(['get', 'pv', 'shop.mysql-instance-pv', '--output=json']));
  assert.equal(volume.spec.persistentVolumeReclaimPolicy, 'Retain');
  assert.ok(volume.metadata.annotations['otus.homework/retained']);
  await kubectl(['create', 'namespace', 'shop']);
  await apply(kubectl, shopPassword, 'shop');
  await wait(kubectl, 'Ready', 'shop');
  assert.equal(await sql(kubectl, select, 'shop'), rows);
});

test('no password is in a log, an event, a status, a metric, an argument or the address of a request', async (cluster) => {
  const { kubectl, node } = cluster;
  const places: Record<string, string> = {};
  const { items } = JSON.parse(await kubectl(['get', 'pods', '--all-namespaces', '--output=json']));
  for (const { metadata, status } of items as {
    metadata: { name: string; namespace: string };
    status: { podIP?: string };
  }[]) {
    const args = ['logs', metadata.name, `--namespace=${metadata.namespace}`, '--all-containers', '--prefix'];
    places[`logs of ${metadata.name}`] = await kubectl(args);
    if (metadata.namespace === 'mysql-operator') {
      const { stdout } =
        (await node?.run('curl', ['--silent', `http://${status.podIP}:8080/metrics`])) ?? assert.fail();
      assert.match(stdout, /controller_runtime_reconcile_total/);
      places[`metrics of ${metadata.name}`] = stdout;
    }
  }
  places.events = await kubectl(['get', 'events.events.k8s.io', '--all-namespaces', '--output=json']);
  places.status = await kubectl(['get', 'ms', '--all-namespaces', '--output=jsonpath={.items[*].status}']);
  places.objects = await kubectl([
    'get',
    'pods,deploy,rs,jobs,svc,pv,pvc,netpol,leases',
    '--all-namespaces',
    '--output=json',
  ]);
  places.requests = readFileSync(audit, 'utf8');
  places.arguments = processes.stop().join('\n');
  assert.ok(places.requests.includes('mysqls') && places.events.includes('MySQL'));
  const found = Object.entries(places).flatMap(([place, text]) =>
    traces
      .filter((trace) => text.includes(trace))
      .map((trace) => `${trace} in ${place}: …${text.slice(Math.max(0, text.indexOf(trace) - 200)).slice(0, 260)}`),
  );
  assert.deepEqual(found, []);
  console.log(`${Object.keys(places).length} places, ${Object.values(places).join('').length} characters`);
});
