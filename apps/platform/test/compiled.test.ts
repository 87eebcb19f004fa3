import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
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
