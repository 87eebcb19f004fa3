import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readTree } from './read-tree.ts';
import { temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const repository = resolve(import.meta.dirname, '../../..');

const source = (body = 'String(values.port)'): string => `
import { templatedComponent } from '@wildermesser/emit';
import { configMap, type ConfigMap } from '@wildermesser/manifest/core/v1';

export interface WebValues {
  /** Where it listens. @minimum 1 @default 80 */
  readonly port: number;
  /** Texts by language. @default {} */
  readonly texts: Readonly<Record<string, string>>;
}

/** Says where it listens. */
export const web = (values: WebValues): readonly ConfigMap[] => [
  configMap({ metadata: { name: 'web' }, data: { port: ${body}, ...values.texts } }),
];

const environment = (namespace: string, port: number) => ({ namespace, values: { port, texts: { de: 'Hallo' } } });

export const component = (tool: 'helm' | 'jsonnet' | 'kustomize') =>
  templatedComponent({
    name: \`web-\${tool}\`,
    tool,
    template: web,
    values: { port: 80, texts: { fr: 'Bonjour' } },
    environments: { dev: environment(\`\${tool}-dev\`, 8080), prod: environment(\`\${tool}-prod\`, 443) },
  });
`;

const bundle = `
import { bundle, component as plain } from '@wildermesser/emit';
import { podNamespace } from '@wildermesser/manifest/workload';
import { component } from './src/web.ts';

const tools = ['helm', 'jsonnet', 'kustomize'] as const;
const namespaces = tools.flatMap((tool) => [\`\${tool}-dev\`, \`\${tool}-prod\`]);

export default bundle({
  description: 'A shop',
  components: [plain({ name: 'namespaces', namespace: 'default', manifests: () => namespaces.map((name) => podNamespace(name, 'restricted')) })],
  templates: tools.map(component),
});
`;

const shop = (body?: string): Workspace => {
  const workspace = temporaryWorkspace({ 'packages/shop/bundle.ts': bundle, 'packages/shop/src/web.ts': source(body) });
  for (const file of ['tsconfig.json', 'tsconfig.base.json'])
    copyFileSync(join(repository, file), join(workspace.root, file));
  return workspace;
};

test('one function becomes a chart, a program and overlays, and Argo CD gets the same objects from each', () => {
  const workspace = shop();
  assert.equal(workspace.platform(['build']).code, 0);
  const tree = readTree(join(workspace.root, 'generated/shop'));
  assert.match(tree['web-helm/templates/configmap-web.yaml'] ?? '', /port: \{\{ .*\.Values\.port.* \}\}/);
  assert.match(tree['web-helm/values.yaml'] ?? '', /# Where it listens\.\nport: 80/);
  assert.equal(tree['web-helm/values-prod.yaml'], 'port: 443\ntexts:\n  de: Hallo\n  fr: null\n');
  assert.match(tree['web-jsonnet/lib/web-jsonnet.libsonnet'] ?? '', /values\.port/);
  assert.match(tree['web-kustomize/overlays/prod/kustomization.yaml'] ?? '', /resources:\n- \.\.\/\.\.\/base/);
  assert.match(tree['argocd/application-shop-web-helm-prod.yaml'] ?? '', /valueFiles:\n {6}- values-prod\.yaml/);
  const { code, out } = workspace.platform(['check']);
  assert.equal(code, 0, out);
  assert.match(out, /fit to sync: 20 objects/);
});

test('what one environment renders to is what the function says of its values', () => {
  const workspace = shop();
  assert.equal(workspace.platform(['build']).code, 0);
  for (const [path, port] of [
    ['web-kustomize/overlays/prod', 443],
    ['web-helm', 80],
  ] as const) {
    const { code, out } = workspace.platform(['render', `shop/${path}`]);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`port: "${port}"`));
  }
});

test('a function that cannot be translated is refused with its line, and nothing is written', () => {
  const workspace = shop('String(values.port + Date.now())');
  const { code, out, err } = workspace.platform(['build']);
  assert.equal(code, 1, out + err);
  assert.match(out, /packages\/shop\/src\/web\.ts:14 {2}cannot-compile/);
  assert.match(out, /\^/);
  assert.deepEqual(readTree(join(workspace.root, 'generated')), {});
});

test('a changed function is translated anew, whatever was kept of the one before', () => {
  const workspace = shop();
  assert.equal(workspace.platform(['build']).code, 0);
  workspace.write({ 'packages/shop/src/web.ts': source("String(values.port) + '/tcp'") });
  assert.equal(workspace.platform(['build']).code, 0);
  const chart = readFileSync(join(workspace.root, 'generated/shop/web-helm/templates/configmap-web.yaml'), 'utf8');
  assert.match(chart, /\/tcp/);
});

test('any format of a component can be shown, and the real tools agree on values of the user', () => {
  const workspace = shop();
  workspace.write({ 'v.yaml': 'port: 1\n', 'bad.yaml': 'port: zero\n' });
  const shown = workspace.platform(['render', 'shop/web-helm', '--format', 'jsonnet', '--values', 'v.yaml']);
  assert.match(shown.out, /main\.jsonnet/);
  const { code, out } = workspace.platform(['render', 'shop/web-helm', '--diff-formats', '--values', 'v.yaml']);
  assert.equal(code, 0, out);
  assert.equal(out.match(/the same/g)?.length, 3);
  const refused = workspace.platform(['render', 'shop/web-helm', '--format', 'helm', '--values', 'bad.yaml']);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /port/);
});

test('a part that values can switch off is refused when its own interface has no switch', () => {
  const part = `
export interface CacheValues { readonly size: number }
/** Keeps pages. */
export const cache = ({ size }: CacheValues): readonly ConfigMap[] => [
  configMap({ metadata: { name: 'cache' }, data: { size: String(size) } }),
];
`;
  const workspace = shop();
  const parts = 'template: web, parts: { cache: { template: cache, conditional: true } },';
  const outer = '  readonly cache: { readonly enabled: boolean; readonly size: number };\n}\n\n/** Says';
  const text = source()
    .replace('template: web,', parts)
    .replace("texts: { fr: 'Bonjour' } },", "texts: { fr: 'Bonjour' }, cache: { enabled: true, size: 1 } },")
    .replace("texts: { de: 'Hallo' } }", "texts: { de: 'Hallo' }, cache: { enabled: true, size: 1 } }")
    .replace('}\n\n/** Says', outer);
  workspace.write({ 'packages/shop/src/web.ts': text + part });
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 1, out);
  assert.match(out, /web\.ts:\d+ {2}cannot-compile\n.*the part cache is conditional, and .* has no `enabled`/);
  const switched = part.replace('{ readonly size', '{ readonly enabled: boolean; readonly size');
  workspace.write({ 'packages/shop/src/web.ts': text + switched });
  assert.equal(workspace.platform(['build']).code, 0);
});
