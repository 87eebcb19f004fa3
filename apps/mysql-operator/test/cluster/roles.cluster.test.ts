import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { readApiAccess } from '@wildermesser/compile/rbac';
import { type Cluster, clusterTests } from '@wildermesser/control-plane';
import { roleManifests, rolesFromCode } from '@wildermesser/emit';
import type { ApiAccess, Manifest } from '@wildermesser/manifest';
import { startAuthorizer, tripleOf } from './authorizer.ts';
import { type Bench, generated, startBench } from './bench.ts';
import { endWithNamespace, liveOnClass, liveOnDirectories, liveWithForeignPassword } from './whole-life.ts';

const authorizer = await startAuthorizer();
after(() => authorizer.close());
const test = await clusterTests({ apiServerArguments: authorizer.apiServerArguments });

const own = 'mysql-operator';
const user = (account: string, namespace = own): string => `system:serviceaccount:${namespace}:${account}`;
/** As they are generated: everywhere, and for its lease in its own namespace. */
const roles = ['clusterrole', 'role'];
const fileOf = (kind: string): string => join(generated, `operator/${kind}-mysql-operator.yaml`);

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What rules allow, one line for each group, resource and verb. */
const triplesOf = (rules: readonly Rule[]): readonly string[] =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => tripleOf(group, resource, verb)))),
  );

const generatedTriples = async ({ kubectl }: Cluster): Promise<readonly string[]> => {
  const rules = await Promise.all(
    roles.map(async (kind): Promise<readonly Rule[]> => {
      const text = await kubectl(['create', '--dry-run=client', '--output=json', '--filename', fileOf(kind)]);
      return JSON.parse(text).rules;
    }),
  );
  // Of the lease, what is asked of any and what is asked of one by name are two rules.
  return [...new Set(triplesOf(rules.flat()))];
};

/** Of these a newer API server asks: exec through a WebSocket is a `get` here, and a `create` as well from 1.35 on. */
const askedElsewhere: readonly string[] = [tripleOf('', 'pods/exec', 'create')];

/** The operator takes it to be so much later: pauses after what failed are over at once. */
const pausesMilliseconds = 600_000;

/** OwnerReferencesPermissionEnforcement asks for all owners there may be before it asks for the one there is. */
const shortcut = tripleOf('*', '*/finalizers', 'update');

let places = 0;

/** An operator acts as an account of its own namespace, for the namespaces of one life after the other. */
const live = async (bench: Bench, cluster: Cluster, account: string): Promise<void> => {
  const access = await cluster.serviceAccount(own, account);
  const life = await bench.start(access, { POD_NAMESPACE: own }, pausesMilliseconds);
  try {
    const spaces = await Promise.all(
      [0, 1, 2].map(() =>
        bench.place(
          `life-${++places}`,
          () => `${life.output()}\n${JSON.stringify([...authorizer.asked(user(account))])}`,
        ),
      ),
    );
    const [directories, classes, password] = spaces;
    await Promise.all([
      liveOnDirectories(directories ?? assert.fail()).then(() => endWithNamespace(directories ?? assert.fail())),
      liveOnClass(classes ?? assert.fail()),
      liveWithForeignPassword(password ?? assert.fail()),
    ]);
  } finally {
    await life.stop();
  }
};

const account = async ({ kubectl }: Cluster, name: string): Promise<void> => {
  const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: own } };
  await kubectl(['apply', '--server-side', '--filename=-'], { input: JSON.stringify(home) });
  await kubectl(['create', 'serviceaccount', name, `--namespace=${own}`]);
};

test('the operator does all that it does with the generated role, and what it does is all of that role', async (cluster, t) => {
  const bench = await startBench(t, cluster);
  const triples = await generatedTriples(cluster);

  // With the role: RBAC allows all, so that nobody else is asked.
  await account(cluster, own);
  for (const kind of roles.flatMap((each) => [each, `${each}binding`]))
    await cluster.kubectl(['apply', '--filename', fileOf(kind)]);
  await live(bench, cluster, own);
  const beyond = [...authorizer.asked(user(own)).keys()].filter((triple) => triple !== shortcut);
  assert.deepEqual(beyond, []);

  // Without it: another allows the same, and hears of every access.
  await account(cluster, 'recorded');
  authorizer.allow(user('recorded'), new Set(triples));
  // The lease is there already, and would only be changed.
  await cluster.kubectl(['delete', 'lease', own, `--namespace=${own}`]);
  await live(bench, cluster, 'recorded');
  const used = new Set([...authorizer.asked(user('recorded')).keys(), ...askedElsewhere]);
  used.delete(shortcut);
  assert.deepEqual(
    {
      unused: triples.filter((triple) => !used.has(triple)),
      missing: [...used].filter((triple) => !triples.includes(triple)),
    },
    { unused: [], missing: [] },
  );
  assert.equal(
    triples.some((triple) => triple.includes('*')),
    false,
  );
  console.log(`${triples.length} triples; peers 109 to 235`);
});

/** One of each kind of access: cluster-wide, in a namespace, of a subresource, implied by an apply, by an owner, by following. */
const removed: readonly string[] = [
  tripleOf('', 'persistentvolumes', 'patch'),
  tripleOf('', 'services', 'create'),
  tripleOf('otus.homework', 'mysqls/status', 'patch'),
  tripleOf('otus.homework', 'mysqls/finalizers', 'update'),
  tripleOf('batch', 'jobs', 'watch'),
  tripleOf('coordination.k8s.io', 'leases', 'create'),
];

test('a role without one of its rules lets the operator fail', async (cluster, t) => {
  const bench = await startBench(t, cluster);
  const triples = await generatedTriples(cluster);
  await Promise.all(
    removed.map(async (missing, index) => {
      const name = `without-${index}`;
      await account(cluster, name);
      const rules = triples
        .filter((triple) => triple !== missing)
        .map((triple) => {
          const [, group = '', resource = '', verb = ''] = /^([^/]*)\/(\S+) (\S+)$/.exec(triple) ?? [];
          return { apiGroups: [group], resources: [resource], verbs: [verb] };
        });
      const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules };
      await cluster.kubectl(['create', '--filename=-'], { input: JSON.stringify(role) });
      await cluster.kubectl([
        ...['create', 'clusterrolebinding', name, `--clusterrole=${name}`, `--serviceaccount=${own}:${name}`],
      ]);
      const life = await bench.start(await cluster.serviceAccount(own, name), {
        POD_NAMESPACE: name,
        WATCH_NAMESPACE: name,
      });
      const place = await bench.place(name, () => life.output());
      await place.apply();
      await place.until(`the question for ${missing}`, () => authorizer.asked(user(name)).get(missing) === false);
      const others = [...authorizer.asked(user(name)).keys()].filter((each) => each !== missing && each !== shortcut);
      assert.deepEqual(others, []);
      assert.notEqual((await place.mysql()).status?.state, 'Ready');
      await life.stop();
    }),
  );
});

const root = resolve(import.meta.dirname, '../../../..');
const entry = 'apps/mysql-operator/src/main.ts';

/** Roles and bindings of an operator that works in the namespace that it runs in, and nowhere else. */
const rolesIn = (namespace: string, accesses: readonly ApiAccess[]): readonly Manifest[] =>
  roleManifests(
    rolesFromCode({ entry, name: namespace, serviceAccount: own, namespaces: [namespace] }),
    accesses,
    namespace,
  );

const rulesOf = (kind: 'ClusterRole' | 'Role', manifests: readonly Manifest[]): readonly Rule[] =>
  manifests.flatMap((manifest) =>
    manifest.kind === kind ? (manifest as Manifest & { rules: readonly Rule[] }).rules : [],
  );

test('an operator for one namespace does all of it with a Role there, and a ClusterRole for kinds without namespaces', async (cluster, t) => {
  const bench = await startBench(t, cluster);
  const { accesses, findings } = readApiAccess({ root, tsconfig: join(root, 'tsconfig.json'), entry });
  assert.deepEqual(findings, []);
  const lives = {
    'one-directories': liveOnDirectories,
    'one-class': liveOnClass,
    'one-password': liveWithForeignPassword,
  };
  await Promise.all(
    Object.entries(lives).map(async ([namespace, liveThere]) => {
      const explain = (): string => JSON.stringify([...authorizer.asked(user(own, namespace))]);
      const place = await bench.place(namespace, explain);
      const items = rolesIn(namespace, accesses);
      await cluster.kubectl(['create', 'serviceaccount', own, `--namespace=${namespace}`]);
      await cluster.kubectl(['create', '--filename=-'], {
        input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
      });
      const access = await cluster.serviceAccount(namespace, own);
      const env = { POD_NAMESPACE: namespace, WATCH_NAMESPACE: namespace };
      const life = await bench.start(access, env, pausesMilliseconds);
      try {
        await liveThere(place);
      } finally {
        await life.stop();
      }
      assert.deepEqual(
        [...authorizer.asked(user(own, namespace)).keys()].filter((triple) => triple !== shortcut),
        [],
      );
    }),
  );

  // It is what the other mode allows, with no more than three kinds outside of the namespace.
  const manifests = rolesIn('one-class', accesses);
  const everywhere = triplesOf(rulesOf('ClusterRole', manifests));
  const inside = triplesOf(rulesOf('Role', manifests));
  assert.deepEqual([...everywhere, ...inside].toSorted(), (await generatedTriples(cluster)).toSorted());
  assert.deepEqual([...new Set(everywhere.map((triple) => triple.split(' ')[0]))].toSorted(), [
    '/namespaces',
    '/persistentvolumes',
    'storage.k8s.io/storageclasses',
  ]);
  for (const what of ['secrets', 'pods', 'mysqls.otus.homework']) {
    const question = ['auth', 'can-i', 'list', what, '--namespace=default', `--as=${user(own, 'one-class')}`];
    // `can-i` says no by its exit code.
    await assert.rejects(cluster.kubectl(question), /ended with code 1/);
  }
});
