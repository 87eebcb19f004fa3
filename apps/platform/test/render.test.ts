import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleOf, smallBody, temporaryWorkspace } from './temporary-workspace.ts';

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'greeting: hello\n',
  'chart/templates/b.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  greeting: {{ .Values.greeting }}\n',
  'chart/templates/a.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: {{ .Release.Name }}\n',
};

test('a chart is rendered by Helm, namespaces filled in, in the order of a sync', () => {
  const { code, out, err } = temporaryWorkspace(chart).platform([
    'render',
    'chart',
    '--namespace',
    'web',
    '--release',
    'spring',
  ]);
  assert.equal(code, 0, err);
  const object = (kind: string, rest: string): string =>
    `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: spring\n  namespace: web\n${rest}`;
  assert.equal(out, object('ServiceAccount', '') + object('ConfigMap', 'data:\n  greeting: hello\n'));
});

test('a generated component is named by project and component', () => {
  const workspace = temporaryWorkspace({ 'packages/shop/bundle.ts': bundleOf(smallBody()) });
  assert.equal(workspace.platform(['build']).code, 0);
  const { code, out } = workspace.platform(['render', 'shop/web']);
  assert.equal(code, 0);
  assert.match(out, /kind: Namespace[\s\S]*kind: ConfigMap/);
});

test('a chart that Helm refuses is refused with its file, without paths of this machine', () => {
  const workspace = temporaryWorkspace({ ...chart, 'chart/templates/c.yaml': '{{ .Values.nothing.here }}\n' });
  const { code, out, err } = workspace.platform(['render', 'chart']);
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, /templates\/c\.yaml/);
  assert.ok(!err.includes(workspace.root), err);
});
