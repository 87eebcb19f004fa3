import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageName, type Scale } from './objects.ts';

/** The checkout that is measured. */
export const repository = join(import.meta.dirname, '../../..');

/** A copy of nothing but the product's way of working: packages whose bundles generate objects. */
export interface Workspace {
  readonly root: string;
  readonly write: (file: string, text: string) => void;
  /** Writes the bundle of a package anew, with other replicas in its first component. */
  readonly change: (index: number, replicas: number) => void;
  readonly removeGenerated: () => void;
  readonly remove: () => void;
}

const componentsSource = `import { type Component, component } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { configMap, namespace, service } from '@wildermesser/manifest/core/v1';
import { contentOf, packageName, type Scale } from './objects.ts';

const builders = { ConfigMap: configMap, Deployment: deployment, Namespace: namespace, Service: service };

const argocd = { group: '', kind: 'Namespace', namespace: '', name: 'argocd', reason: 'Argo CD is there already' };

export const components = (scale: Scale, index: number, replicas: number): Component[] =>
  contentOf(scale, index, replicas).map(({ name, manifests }) =>
    component({
      name,
      namespace: packageName(index),
      expects: [argocd],
      manifests: () =>
        manifests().map(({ apiVersion: _, kind, ...fields }) => (builders[kind] as (given: object) => Manifest)(fields)),
    }),
  );
`;

const bundleSource = (scale: Scale, index: number, replicas: number): string =>
  `import { bundle } from '@wildermesser/emit';
import { components } from '@wildermesser/objects';

export default bundle({
  description: 'Package ${index} of a benchmark',
  components: components(${JSON.stringify(scale)}, ${index}, ${replicas}),
});
`;

/** A `package.json` of a workspace. */
export const packageJson = (name: string, fields: object = {}): string =>
  `${JSON.stringify({ name: `@wildermesser/${name}`, version: '0.1.0', private: true, type: 'module', ...fields }, null, 2)}\n`;

const settings = {
  repository: 'https://git.example.org/platform.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};

/** Makes a workspace in a temporary folder; `remove` takes it away. */
export const makeWorkspace = (scale: Scale): Workspace => {
  const root = mkdtempSync(join(tmpdir(), 'benchmark-'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  let second = Math.floor(Date.now() / 1000);
  const change = (index: number, replicas: number): void => {
    const file = `packages/${packageName(index)}/bundle.ts`;
    write(file, bundleSource(scale, index, replicas));
    // Nx compares the times of files in whole seconds, and a run can take less than one.
    second++;
    utimesSync(join(root, file), second, second);
  };
  write('platform.json', `${JSON.stringify(settings, null, 2)}\n`);
  write('packages/objects/package.json', packageJson('objects', { exports: './components.ts' }));
  write('packages/objects/components.ts', componentsSource);
  copyFileSync(join(import.meta.dirname, 'objects.ts'), join(root, 'packages/objects/objects.ts'));
  for (let index = 0; index < scale.packages; index++) {
    write(`packages/${packageName(index)}/package.json`, packageJson(packageName(index)));
    change(index, 2);
  }
  mkdirSync(join(root, 'node_modules/@wildermesser'), { recursive: true });
  for (const name of ['emit', 'manifest'])
    symlinkSync(join(repository, 'packages', name), join(root, 'node_modules/@wildermesser', name));
  symlinkSync(join(root, 'packages/objects'), join(root, 'node_modules/@wildermesser/objects'));
  return {
    root,
    write,
    change,
    removeGenerated: () => rmSync(join(root, 'generated'), { recursive: true, force: true }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
