import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureImage } from '../src/images/ensure-image.ts';
import { pauseImage } from '../src/images/pause-image.ts';
import { type ClusterNode, clusterTests, mariadbImage } from '../src/index.ts';
import { writeOciLayout } from './oci-layout.ts';

const test = await clusterTests({ node: { images: [mariadbImage] } });

const restricted = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** A database as restricted as Pod Security can have it, with its password from a Secret. */
const database = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'root' }, stringData: { password: "it's \\ `secret`" } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'database' },
      spec: { selector: { app: 'database' }, ports: [{ port: 3306 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'peers' },
      spec: { clusterIP: 'None', selector: { app: 'database' }, ports: [{ port: 3306 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'database', labels: { app: 'database' } },
      spec: {
        hostname: 'database-0',
        subdomain: 'peers',
        terminationGracePeriodSeconds: 1,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 999,
          runAsGroup: 999,
          fsGroup: 999,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: 'mariadb',
            image: mariadbImage.name,
            imagePullPolicy: 'Never',
            args: ['--innodb-buffer-pool-size=32M'],
            env: [
              { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'root', key: 'password' } } },
              { name: 'MYSQL_DATABASE', value: 'otus-database' },
            ],
            readinessProbe: {
              exec: { command: ['sh', '-c', 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysqladmin -u root ping'] },
              periodSeconds: 1,
            },
            resources: { requests: { memory: '128Mi' }, limits: { memory: '512Mi' } },
            securityContext: restricted,
            volumeMounts: [
              { name: 'data', mountPath: '/var/lib/mysql' },
              { name: 'run', mountPath: '/run/mysqld' },
              { name: 'tmp', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: ['data', 'run', 'tmp'].map((name) => ({ name, emptyDir: {} })),
      },
    },
  ],
};

/** A shell command in the database's Pod, with its password where the clients look for it. */
const shell = (command: string): string[] => [
  ...['exec', 'database', '--', 'sh', '-c'],
  `export MYSQL_PWD="$MYSQL_ROOT_PASSWORD"; ${command}`,
];

const present = (node: ClusterNode | undefined): ClusterNode => node ?? assert.fail('there is no node');

test('a Pod of the MariaDB image becomes ready under the strictest Pod Security', async ({ kubectl }) => {
  await kubectl(['label', 'namespace', 'default', 'pod-security.kubernetes.io/enforce=restricted']);
  await kubectl(['apply', '--filename', '-'], { input: JSON.stringify(database) });
  await kubectl(['wait', '--for=condition=Ready', 'pod/database', '--timeout=60s']);
});

test('a command runs in it, with its output and its exit code', async ({ kubectl }) => {
  const databases = await kubectl(shell('mysql -u root -N -e "show databases"'));
  assert.ok(databases.split('\n').includes('otus-database'), databases);
  await assert.rejects(kubectl(shell('exit 7')), { exitCode: 7 });
});

test('a dump can be made with the names of the tools of MySQL and of MariaDB', async ({ kubectl }) => {
  for (const tool of ['mysqldump', 'mariadb-dump']) {
    const dump = await kubectl(shell(`${tool} -u root --single-transaction otus-database`));
    assert.match(dump, /^-- Dump completed/m);
  }
});

test('the name of a Service leads to its Pod, by its own address or by that of the Pod', async ({ kubectl }) => {
  for (const host of ['database', 'database.default.svc.cluster.local', 'database-0.peers', 'peers'])
    assert.equal(await kubectl(shell(`mysql -h ${host} -u root -N -e "select 41 + 1"`)), '42\n', host);
});

test('a name that no Service has is unknown at once', async ({ kubectl }) => {
  await assert.rejects(kubectl(shell('mysql -h nobody -u root -e "select 1"'), { timeoutSeconds: 10 }), {
    code: 'FAILED',
    stderr: /Unknown server host/,
  });
});

test('a Pod reaches the API server under its name, as its ServiceAccount', async ({ kubectl }) => {
  // bash opens connections by itself; the image has no client for HTTP.
  const text = await kubectl([
    ...['exec', 'database', '--', 'bash', '-c'],
    'exec 3<>/dev/tcp/kubernetes.default/443 && echo connected && ls /var/run/secrets/kubernetes.io/serviceaccount',
  ]);
  assert.match(text, /^connected\nca\.crt\nnamespace\ntoken\n$/);
});

test('a process of this machine reaches Pods from inside of the node', async ({ kubectl, node }) => {
  const address = await kubectl(['get', 'pod', 'database', '-o', 'jsonpath={.status.podIP}']);
  const { stdout } = await present(node).run('bash', [
    '-c',
    `exec 3<>/dev/tcp/${address}/3306 && head -c 40 <&3 | tr -d '\\0'`,
  ]);
  assert.match(stdout, /MariaDB/);
});

test('what a container writes is read by kubectl logs', async ({ kubectl }) => {
  assert.match(await kubectl(['logs', 'database']), /ready for connections/);
});

test('an image of OCI’s layout runs under the names it is given, by tag and by digest', async ({
  kubectl,
  node,
}, t) => {
  const folder = await mkdtemp(join(tmpdir(), 'oci-layout-'));
  t.after(() => rm(folder, { recursive: true }));
  const digest = await writeOciLayout(folder, join(await ensureImage(pauseImage, () => undefined), 'pause'));
  const names = ['platform.test/other:1', `platform.test/other@${digest}`];
  const all = await present(node).importImage(folder, ...names);
  for (const name of names) assert.ok(all.includes(name), `${all}`);
  for (const [index, image] of names.entries()) {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `other-${index}` },
      spec: {
        securityContext: { runAsNonRoot: true, runAsUser: 1, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'other', image, imagePullPolicy: 'Never', securityContext: restricted }],
      },
    };
    await kubectl(['apply', '--filename', '-'], { input: JSON.stringify(pod) });
    await kubectl(['wait', '--for=condition=Ready', `pod/other-${index}`, '--timeout=30s']);
  }
});
