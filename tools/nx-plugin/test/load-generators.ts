import { createRequire } from 'node:module';
import type { MemoryTree } from './memory-tree.ts';

interface Entry {
  readonly constant: string;
  readonly file: string;
}

interface ComponentOptions {
  readonly name: string;
  readonly project: string;
  readonly tool?: 'plain' | 'helm' | 'jsonnet' | 'kustomize';
}

/** Loaded as Nx loads them. The types are given here since the workspace's TypeScript program reads no JavaScript. */
const load = createRequire(new URL('../generators/', import.meta.url));

export const homework = load('./homework.cjs') as (tree: MemoryTree, options: { readonly name: string }) => () => void;
export const component = load('./component.cjs') as (tree: MemoryTree, options: ComponentOptions) => void;
export const { register } = load('./register.cjs') as {
  readonly register: (
    text: string,
    file: string,
    added: { readonly components: readonly Entry[]; readonly templates: readonly Entry[] },
  ) => string;
};
