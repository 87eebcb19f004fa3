import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { buildCacheFolder } from '../src/cache/recall.ts';

const repository = resolve(import.meta.dirname, '../../..');

const settings = {
  repository: 'https://git.example/platform.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};

/** What a command said and how it ended. */
export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A workspace of its own in a temporary folder, removed after the tests of the file. */
export interface Workspace {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly remove: (path: string) => void;
  readonly platform: (args: readonly string[], env?: Readonly<Record<string, string>>) => Answer;
  readonly git: (...args: string[]) => void;
}

/** A bundle whose only component holds the manifests of `body`, the text of a list. */
export const bundleOf = (body: string, more = ''): string => `
import { bundle, component } from '@wildermesser/emit';
import { configMap, namespace, service } from '@wildermesser/manifest/core/v1';
import { podNamespace } from '@wildermesser/manifest/workload';

export default bundle({
  description: 'A shop',
  components: [
    component({ name: 'web', namespace: 'web', manifests: () => ${body}, ${more} }),
  ],
});
`;

/** One namespace and one ConfigMap: the smallest component that is valid. */
export const smallBody = (value = 'one'): string => `[
  podNamespace('web', 'restricted'),
  configMap({ metadata: { name: 'settings' }, data: { value: '${value}' } }),
]`;

export const temporaryWorkspace = (files: Readonly<Record<string, string>> = {}): Workspace => {
  const parent = mkdtempSync(join(tmpdir(), 'workspace-'));
  const root = join(parent, 'checkout');
  mkdirSync(root);
  after(() => {
    // Builds are remembered below the modules, which are those of the repository.
    rmSync(buildCacheFolder(root), { recursive: true, force: true });
    rmSync(parent, { recursive: true, force: true });
  });
  const write: Workspace['write'] = (contents) => {
    for (const [path, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'packages'));
  write({ 'platform.json': JSON.stringify(settings), '.gitignore': 'node_modules\n', ...files });
  return {
    root,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    platform: (args, env = {}) => {
      const program = join(repository, 'apps/platform/src/bin.ts');
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1', ...env },
        encoding: 'utf8',
      });
      return { code: status, out: stdout, err: stderr };
    },
    git: (...args) => {
      const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.dev', '-c', 'init.defaultBranch=main'];
      const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    },
  };
};
