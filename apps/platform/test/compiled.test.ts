import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildCacheFolder } from '../src/cache/recall.ts';
import { temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const repository = resolve(import.meta.dirname, '../../..');

const bundle = `
import { bundle, component, customResourceDefinition } from '@wildermesser/emit';

export default bundle({
  description: 'A shop',
  components: [
    component({
      name: 'crd',
      namespace: 'shop',
      manifests: () => [],
      compiled: [
        customResourceDefinition({
          from: 'apps/clerk/src/order.ts#Order',
          annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
        }),
      ],
    }),
  ],
});
`;

const order = (field = 'readonly items: Int32;'): string => `
import type { Int32 } from '@wildermesser/manifest/custom-resource';
import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';

/** What somebody wants. */
export interface Order {
  readonly apiVersion: 'shop.example/v1';
  readonly kind: 'Order';
  readonly metadata: ObjectMeta;
  readonly spec: OrderSpec;
}

export interface OrderSpec {
  ${field}
}
`;

const shop = (field?: string): Workspace => {
  const workspace = temporaryWorkspace({ 'packages/shop/bundle.ts': bundle, 'apps/clerk/src/order.ts': order(field) });
  for (const file of ['tsconfig.json', 'tsconfig.base.json'])
    copyFileSync(join(repository, file), join(workspace.root, file));
  return workspace;
};

const written = ({ root }: Workspace, path: string): string => readFileSync(join(root, 'generated/shop', path), 'utf8');

const definition = 'crd/customresourcedefinition-orders.shop.example.yaml';

test('a definition is written beside other manifests, and the index says which interface it comes from', () => {
  const workspace = shop();
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 0, out);
  assert.match(written(workspace, definition), /items:\n +format: int32\n +type: integer\n/);
  assert.match(written(workspace, definition), /sync-options: Prune=false/);
  const { objects } = JSON.parse(written(workspace, 'index.json')) as { objects: { file: string; source: string }[] };
  const [object] = objects.filter(({ file }) => file.endsWith(definition));
  assert.equal(object?.source, 'apps/clerk/src/order.ts:6');
});

test('a change of the interface changes the definition, though the build keeps what it has read', () => {
  const workspace = shop();
  workspace.platform(['build']);
  workspace.write({ 'apps/clerk/src/order.ts': order('/** @maxLength 9 */ readonly name: string;') });
  assert.equal(workspace.platform(['build']).code, 0);
  assert.match(written(workspace, definition), /name:\n +maxLength: 9\n +type: string\n/);
});

test('a change of the interface is seen by a build that remembers the bundle, which does not import it', async () => {
  const workspace = shop();
  workspace.platform(['build']);
  // What was written just now is remembered by a later build.
  await sleep(2200);
  workspace.platform(['build']);
  assert.ok(existsSync(join(buildCacheFolder(workspace.root), 'projects/shop.json')));
  workspace.write({ 'apps/clerk/src/order.ts': order('/** @maxLength 9 */ readonly name: string;') });
  assert.equal(workspace.platform(['build']).code, 0);
  assert.match(written(workspace, definition), /name:\n +maxLength: 9\n +type: string\n/);
});

test('an interface that is not structural stops the build at its line', () => {
  const { code, out, err } = shop('readonly items: unknown;').platform(['build']);
  assert.equal(code, 1);
  assert.match(out + err, /apps\/clerk\/src\/order\.ts:14 {2}not-structural/);
  assert.match(out + err, /`spec\.items` may hold anything\n +apps\/clerk\/src\/order\.ts:14:3\n/);
});

test('a file that is not there is reported where it is asked for', () => {
  const workspace = shop();
  workspace.remove('apps/clerk/src/order.ts');
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 1);
  assert.match(out, /packages\/shop\/bundle\.ts:12 {2}no-resource\n.*there is no file apps\/clerk\/src\/order\.ts/);
});

const cluster = `
export interface Client<K> {
  /** The kind. */
  readonly kind: K;
  /** @verbs list watch */
  source(): Promise<unknown>;
  /** @verbs patch create */
  apply(manifest: unknown): Promise<unknown>;
}
export interface Cluster {
  resource<K>(kind: K): Client<K>;
}
export declare const connect: () => Cluster;
`;

const main = (method = 'source'): string => `
import { connect } from './cluster/cluster.ts';

const orders = { group: 'shop.example', version: 'v1', kind: 'Order', plural: 'orders', namespaced: true } as const;
await connect().resource(orders).${method}({});
`;

const clerk = (namespaces = ''): string => `
import { bundle, component, rolesFromCode } from '@wildermesser/emit';
import { serviceAccount } from '@wildermesser/manifest/core/v1';
import { podNamespace } from '@wildermesser/manifest/workload';

export default bundle({
  description: 'A shop',
  components: [
    component({
      name: 'clerk',
      namespace: 'shop',
      manifests: () => [podNamespace('shop', 'restricted'), serviceAccount({ metadata: { name: 'clerk' } })],
      compiled: [rolesFromCode({ entry: 'apps/clerk/src/main.ts', name: 'clerk' ${namespaces} })],
    }),
  ],
});
`;

const shopWithClerk = (namespaces?: string): Workspace => {
  const workspace = shop();
  workspace.write({
    'packages/shop/bundle.ts': clerk(namespaces),
    'apps/clerk/src/cluster/cluster.ts': cluster,
    'apps/clerk/src/main.ts': main(),
  });
  return workspace;
};

test('the roles of a program are written from its calls, and follow them', () => {
  const workspace = shopWithClerk();
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 0, out);
  const role = 'clerk/clusterrole-clerk.yaml';
  assert.match(written(workspace, role), /- orders\n +verbs:\n +- list\n +- watch\n/);
  assert.match(written(workspace, 'clerk/clusterrolebinding-clerk.yaml'), /kind: ServiceAccount\n/);
  workspace.write({ 'apps/clerk/src/main.ts': main('apply') });
  assert.equal(workspace.platform(['build']).code, 0);
  assert.match(written(workspace, role), /- orders\n +verbs:\n +- create\n +- patch\n/);
});

test('a program that works in some namespaces gets a Role in each', () => {
  const workspace = shopWithClerk(", namespaces: ['shop']");
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 0, out);
  assert.match(written(workspace, 'clerk/role-clerk.yaml'), /- orders\n/);
  assert.throws(() => written(workspace, 'clerk/clusterrole-clerk.yaml'), /ENOENT/);
});

test('a call whose kind is not known stops the build at its line', () => {
  const workspace = shopWithClerk();
  workspace.write({ 'apps/clerk/src/main.ts': main().replace("'orders'", 'String(1)') });
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 1);
  assert.match(out, /apps\/clerk\/src\/main\.ts:5 {2}unknown-access\n.*the kind of this source is not known/);
});
