import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessText, readProgram } from './read-program.ts';

interface Case {
  readonly what: string;
  readonly main: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly accesses: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'a call asks for the verbs of its method on the kind of its client',
    main: "await cluster.resource(deployments).get({ namespace: 'a', name: String(1) });",
    accesses: ['apps/deployments get'],
  },
  {
    what: 'several verbs, and a subresource',
    main: `
      cluster.resource(services).source();
      await cluster.resource(deployments).applyStatus({ name: String(1) }, {});`,
    accesses: ['/services list', '/services watch', 'apps/deployments/status patch'],
  },
  {
    what: 'the kind may be an argument of the call',
    main: 'await cluster.exec(pods, { name: String(1) });',
    accesses: ['/pods/exec create', '/pods/exec get'],
  },
  {
    what: 'a client in a constant, in a parameter, and as a part of itself',
    main: `
      const client = cluster.resource(pods);
      const one = (given: ResourceClient<typeof services>) => given.list();
      const two = (given: Pick<ResourceClient<typeof volumes>, 'list'>) => given.list();
      await client.list();
      await one(cluster.resource(services));
      await two(cluster.resource(volumes));`,
    accesses: ['/persistentvolumes list', '/pods list', '/services list'],
  },
  {
    what: 'one of several kinds asks for each',
    main: 'for (const kind of [pods, services]) await cluster.resource(kind).list();',
    accesses: ['/pods list', '/services list'],
  },
  {
    what: 'a helper of the façade asks for what its caller names',
    main: `
      await cluster.resource(pods).list();
      await exists(cluster.resource(services), { name: 'x' });`,
    accesses: ['/pods list'],
  },
  {
    what: 'what no code names does not count, in the entry file and in others',
    main: `
      import { used } from './other.ts';
      const unused = () => cluster.resource(services).list();
      await used(cluster);`,
    files: {
      'src/other.ts': `
        import type { Cluster } from './cluster/index.ts';
        import { deployments, pods } from './cluster/kinds.ts';
        const inner = (cluster: Cluster) => cluster.resource(pods).list();
        export const used = (cluster: Cluster) => inner(cluster);
        export const unused = (cluster: Cluster) => cluster.resource(deployments).list();
        export const table = { a: (cluster: Cluster) => cluster.resource(deployments).get({ name: String(1) }) };`,
      'src/third.ts': 'throw new Error();',
    },
    accesses: ['/pods list'],
  },
  {
    what: 'a class counts as a whole once it is named, and what it extends does, too',
    main: `
      class Base { async one() { await cluster.resource(pods).list(); } }
      class Derived extends Base { async two() { await cluster.resource(services).list(); } }
      class Other { async three() { await cluster.resource(deployments).list(); } }
      new Derived();`,
    accesses: ['/pods list', '/services list'],
  },
  {
    what: 'what runs when a file is loaded counts, and an import that waits counts all that its file exports',
    main: `
      import './loaded.ts';
      const { late } = await import('./late.ts');
      await late(cluster);`,
    files: {
      'src/loaded.ts': `
        import { connect } from './cluster/index.ts';
        import { pods } from './cluster/kinds.ts';
        [1].map(() => connect().resource(pods).list());`,
      'src/late.ts': `
        import type { Cluster } from './cluster/index.ts';
        import { services } from './cluster/kinds.ts';
        export const late = (cluster: Cluster) => cluster.resource(services).list();`,
    },
    accesses: ['/pods list', '/services list'],
  },
  {
    what: 'an import of types alone loads nothing',
    main: `
      import type { Given } from './loaded.ts';
      const given: Given = 1;
      await cluster.resource(services).list();`,
    files: {
      'src/loaded.ts': `
        import { connect } from './cluster/index.ts';
        import { pods } from './cluster/kinds.ts';
        export type Given = number;
        await connect().resource(pods).list();`,
    },
    accesses: ['/services list'],
  },
  {
    what: 'a kind that is used in the own namespace, and an object whose name is a constant',
    main: `
      import { lease } from '@wildermesser/manifest/coordination/v1';
      const own = String(1);
      const name = 'leader';
      const ref = { namespace: own, name } as const;
      await cluster.resource(leases).get({ namespace: own, name });
      await cluster.resource(leases).delete(ref);
      await cluster.resource(leases).apply(lease({ metadata: { namespace: own, name }, spec: {} }));
      await cluster.resource(leases).list({ namespace: own });`,
    accesses: [
      'coordination.k8s.io/leases create own leader',
      'coordination.k8s.io/leases delete own leader',
      'coordination.k8s.io/leases get own leader',
      'coordination.k8s.io/leases list own',
      'coordination.k8s.io/leases patch own leader',
    ],
  },
  {
    what: 'a new object has no name that could be asked about, so that its creation is for all names',
    main: `
      import { lease } from '@wildermesser/manifest/coordination/v1';
      const own = String(1);
      await cluster.resource(leases).create(lease({ metadata: { namespace: own, name: 'leader' }, spec: {} }));`,
    accesses: ['coordination.k8s.io/leases create own'],
  },
  {
    what: 'one call for any name is for all',
    main: `
      const own = String(1);
      await cluster.resource(leases).get({ namespace: own, name: 'leader' });
      await cluster.resource(leases).get({ namespace: own, name: String(2) });
      await cluster.resource(pods).get({ namespace: 'a', name: 'x' });
      await cluster.resource(pods).get({ namespace: 'a', name: 'y' });`,
    accesses: ['/pods get x,y', 'coordination.k8s.io/leases get own'],
  },
  {
    what: 'a descriptor that names the only objects narrows what asks by name',
    main: `
      const ref = { namespace: String(1), name: String(2) };
      await cluster.resource(elections).get(ref);
      await cluster.resource(elections).list();
      await cluster.resource(elections).delete({ namespace: 'a', name: 'x' });`,
    accesses: [
      'coordination.k8s.io/leases delete own leader',
      'coordination.k8s.io/leases get own leader',
      'coordination.k8s.io/leases list own',
    ],
  },
  {
    what: 'a cast makes no name known',
    main: "await cluster.resource(pods).get({ namespace: 'a', name: String(1) as 'x' });",
    accesses: ['/pods get'],
  },
  {
    what: 'an owner whose deletion is blocked asks for its finalizers',
    main: `
      import { pod } from '@wildermesser/manifest/core/v1';
      const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b', blockOwnerDeletion: true } as const;
      await cluster.resource(pods).apply(pod({ metadata: { name: String(1), ownerReferences: [owner] } }));
      await cluster.resource(deployments).list();`,
    accesses: ['/pods create', '/pods patch', 'apps/deployments list', 'apps/deployments/finalizers update'],
  },
  {
    what: 'a class that implements the façade asks for what the façade says',
    main: "import { Real } from './cluster/real.ts';\nawait new Real().list();",
    files: {
      'src/cluster/real.ts': `
        import type { ResourceClient } from './index.ts';
        import type { pods } from './kinds.ts';
        export class Real implements Pick<ResourceClient<typeof pods>, 'list'> {
          readonly kind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true } as const;
          async list() { return []; }
        }
        export const kindOf = <const K>(kind: K): K => kind;`,
    },
    accesses: [],
  },
];

for (const { what, main, files, accesses } of cases) {
  test(what, () => {
    const read = readProgram(main, files);
    if (accesses.length === 0)
      return assert.match(read.findings[0]?.message ?? '', /the kind of this list is not known/);
    assert.deepEqual(
      read.findings.map(({ message }) => message),
      [],
    );
    assert.deepEqual(read.accesses.map(accessText), accesses);
  });
}

test('each access says where the calls are that ask for it', () => {
  const { accesses } = readProgram('await cluster.resource(pods).list();\nawait cluster.resource(pods).list();');
  assert.deepEqual(accesses[0]?.places, ['src/main.ts:5', 'src/main.ts:6']);
});
