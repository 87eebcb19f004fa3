import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, clusterTests } from '@wildermesser/control-plane';
import { ExecError } from '@wildermesser/exec';
import { groupOf, type Manifest } from '@wildermesser/manifest';
import type { CustomResourceDefinition } from '@wildermesser/manifest/apiextensions/v1';
import { applyOrder, renderApplication, renderDirectory } from '@wildermesser/render';
import { renderTarget } from '../src/generate/target.ts';
import { listGenerated } from '../src/workspace/list-generated.ts';
import { readSettings } from '../src/workspace/read-settings.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';

const test = await clusterTests();

const root = resolve(import.meta.dirname, '../../..');
const settings = readSettings(root);
const { catalog, ...target } = await renderTarget(root, settings);
const { indexes } = listGenerated(root);

/** What Argo CD applies in one sync, in its order. */
interface Sync {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

const directorySync = async (path: string, namespace: string): Promise<Sync> => {
  const { manifests } = await renderDirectory({ ...target, path, release: { name: 'platform', namespace } });
  return { name: path, manifests: applyOrder(manifests).map(({ manifest }) => manifest) };
};

/** The bootstrap, the Applications of each project, and what each of those deploys. */
const syncs = async (): Promise<readonly Sync[]> => {
  const projects = indexes.filter(({ components }) => components.some(({ application }) => application !== undefined));
  const own = await Promise.all([
    directorySync('generated/argocd/bootstrap', settings.argocdNamespace),
    ...projects.map(({ project }) => directorySync(`generated/${project}/argocd`, settings.argocdNamespace)),
  ]);
  const isApplication = ({ kind, metadata: { name } }: Manifest): boolean =>
    kind === 'Application' && name !== 'platform';
  const applications = own.flatMap(({ manifests }) => manifests.filter(isApplication));
  const deployed = await Promise.all(
    applications.map(async (application): Promise<Sync> => {
      const { manifests } = await renderApplication(application, { ...target, repoURL: settings.repository });
      return { name: `${application.metadata.name}`, manifests: applyOrder(manifests).map(({ manifest }) => manifest) };
    }),
  );
  return [...own, ...deployed];
};

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Applies as Argo CD does; a warning of the API server is an error. Answers what was refused. */
const apply = async ({ kubectl }: Cluster, { name, manifests }: Sync): Promise<string[]> => {
  const args = ['apply', '--server-side', '--field-manager=argocd-controller', '--warnings-as-errors', '--filename=-'];
  try {
    await kubectl(args, { input: list(manifests) });
    return [];
  } catch (error) {
    if (error instanceof ExecError) return [`${name}: ${error.stderr.trim()}`];
    throw error;
  }
};

const maximalRounds = 3;

/** Applies all of them, and those that were refused again, as Argo CD retries a sync. */
const applyAll = async (cluster: Cluster, all: readonly Sync[]): Promise<string[]> => {
  let refused: readonly Sync[] = all;
  let messages: string[] = [];
  for (let round = 0; round < maximalRounds && refused.length > 0; round++) {
    const before = refused;
    const again: Sync[] = [];
    messages = [];
    for (const sync of before) {
      const found = await apply(cluster, sync);
      if (found.length > 0) again.push(sync);
      messages.push(...found);
    }
    refused = again;
  }
  return messages;
};

const isDefinition = (manifest: Manifest): manifest is CustomResourceDefinition =>
  manifest.kind === 'CustomResourceDefinition';

const all = await syncs();
const manifests = all.flatMap((sync) => sync.manifests);
/** Kinds that come with a definition of their own: that is applied with everything else. */
const defined = manifests.flatMap((manifest) => (isDefinition(manifest) ? [manifest.spec.names.kind] : []));
const customResources = [
  ...new Map(
    manifests
      .filter(({ apiVersion, kind }) => !catalog.isBuiltInGroup(groupOf(apiVersion)) && !defined.includes(kind))
      .map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, catalog.resourceOf(apiVersion, kind)]),
  ),
];

test('every custom kind that is generated can be defined by its schema', async ({ kubectl }) => {
  assert.deepEqual(
    customResources.filter(([, resource]) => resource === undefined).map(([name]) => name),
    [],
  );
  const definitions = customResources.flatMap(([, resource]) =>
    resource === undefined ? [] : [customResourceDefinition(catalog, resource)],
  );
  await kubectl(['apply', '--server-side', '--filename=-'], { input: list(definitions) });
  await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']);
  const conditions = await kubectl(['get', 'crd', '-o', 'jsonpath={.items[*].status.conditions}']);
  assert.doesNotMatch(conditions, /NonStructuralSchema/);
});

test('everything that is generated is accepted, without a warning', async (cluster, t) => {
  const expected = indexes.flatMap(({ components }) => components.flatMap(({ expects = [] }) => expects));
  const namespaces = expected.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  for (const name of new Set([settings.argocdNamespace, ...namespaces]))
    await cluster.kubectl(['create', 'namespace', name]).catch(() => undefined);
  t.diagnostic(`${manifests.length} objects in ${all.length} syncs`);
  assert.deepEqual(await applyAll(cluster, all), []);
});

/** An object as it is stored: its version, and what it says apart from the API server's own book-keeping. */
interface Stored {
  readonly version: string;
  readonly content: string;
}

interface Listed {
  readonly items: readonly { readonly kind: string; readonly metadata: Readonly<Record<string, unknown>> }[];
}

const stored = async ({ kubectl }: Cluster): Promise<ReadonlyMap<string, Stored>> => {
  const { items } = JSON.parse(
    await kubectl(['get', '--filename=-', '--output=json'], { input: list(manifests) }),
  ) as Listed;
  return new Map(
    items.map(({ metadata: { resourceVersion, ...metadata }, ...object }) => [
      `${object.kind} ${metadata.namespace ?? '-'}/${metadata.name}`,
      { version: String(resourceVersion), content: JSON.stringify({ ...object, metadata }) },
    ]),
  );
};

const quietMilliseconds = 3000;
const patienceMilliseconds = 60_000;

/** What is stored when no controller has written to any of the objects for some seconds. */
const settled = async (cluster: Cluster): Promise<ReadonlyMap<string, Stored>> => {
  const end = performance.now() + patienceMilliseconds;
  for (let last = await stored(cluster); ; ) {
    await pause(quietMilliseconds);
    const now = await stored(cluster);
    if ([...now].every(([name, { version }]) => last.get(name)?.version === version)) return now;
    assert.ok(performance.now() < end, 'the controllers never rest');
    last = now;
  }
};

test('a second sync changes nothing of any object', async (cluster) => {
  const before = await settled(cluster);
  assert.equal(before.size, manifests.length);
  assert.deepEqual(await applyAll(cluster, all), []);
  const after = await stored(cluster);
  for (const [name, { content }] of after) assert.equal(content, before.get(name)?.content, name);
});

test('a third sync writes nothing at all', async (cluster) => {
  // The second does: Kubernetes stores a claim anew at its first update, whatever that says.
  const before = await settled(cluster);
  assert.deepEqual(await applyAll(cluster, all), []);
  const written = [...(await stored(cluster))].filter(([name, { version }]) => before.get(name)?.version !== version);
  assert.deepEqual(
    written.map(([name]) => name),
    [],
  );
});
