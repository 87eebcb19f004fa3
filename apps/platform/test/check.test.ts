import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundleOf, smallBody, temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const settingsFile = 'generated/shop/web/configmap-settings.yaml';

const built = (body = smallBody()): Workspace => {
  const workspace = temporaryWorkspace({ 'packages/shop/bundle.ts': bundleOf(body) });
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 0, out);
  return workspace;
};

const edit = (workspace: Workspace, file: string, from: string | RegExp, to: string): void => {
  const text = readFileSync(join(workspace.root, file), 'utf8').replace(from, to);
  workspace.write({ [file]: text });
};

test('what the build wrote is fit to sync', () => {
  const { code, out } = built().platform(['check']);
  assert.equal(code, 0, out);
  assert.match(out, /^fit to sync: 4 objects of 2 directories in 1 project/);
});

test('an edit that the API server would refuse is found in the file itself', () => {
  const workspace = built();
  edit(workspace, settingsFile, '\ndata:', '\ndataa:');
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 1);
  assert.match(out, /generated\/shop\/web\/configmap-settings\.yaml:1 {2}unknown-field/);
  assert.match(out, /hand-edited/);
});

test('a manifest that Argo CD would not apply is not passed over', () => {
  const workspace = built();
  edit(workspace, settingsFile, /^/, '# +argocd:skip-file-rendering\n');
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 1);
  assert.match(out, /object-lost/);
});

test('a file that is gone is named', () => {
  const workspace = built();
  workspace.remove(settingsFile);
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 1);
  assert.match(out, /configmap-settings\.yaml {2}file-missing/);
});

test('broken YAML is named with its line', () => {
  const workspace = built();
  edit(workspace, settingsFile, 'value: one', 'value: "one');
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 1);
  assert.match(out, /configmap-settings\.yaml:\d+ {2}yaml/);
});

test('a kind without a known schema is skipped by name', () => {
  const workspace = built(
    `[podNamespace('web', 'restricted'), { apiVersion: 'example.dev/v1', kind: 'Thing', metadata: { name: 'a', namespace: 'web' } }]`,
  );
  const { code, out } = workspace.platform(['check', '--verbose']);
  assert.equal(code, 0, out);
  assert.match(out, /skipped {2}.*unknown-kind\n {2}Thing\.example\.dev web\/a/);
  assert.match(out, /1 skipped/);
});

test('an empty generated/ is no success', () => {
  const { code, err } = temporaryWorkspace().platform(['check']);
  assert.equal(code, 2);
  assert.match(err, /generated\/ is empty\n {2}→ run \.\/platform build/);
});

test('an object that somebody put beside the generated ones is not applied without a word', () => {
  const workspace = built();
  workspace.write({ 'generated/shop/web/mine.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mine\n' });
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 1);
  assert.match(out, /generated\/shop\/web\/mine\.yaml:1 {2}foreign-object\n {2}ConfigMap web\/mine/);
});
