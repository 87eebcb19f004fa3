import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json, Release, Template } from '@wildermesser/manifest/template';
import { type Compiler, createCompiler } from '../../src/index.ts';
import { allComponents, type ComponentUnderTest } from '../components/all-components.ts';
import { examples, shopOfParts } from './shop-of-parts.ts';

/** Data by key. */
export type Values = { readonly [key: string]: Json };

/** A component and the template that its function was compiled to. */
export interface CompiledComponent extends Pick<ComponentUnderTest, 'call' | 'examples'> {
  /** Of its file, without the extension. */
  readonly id: string;
  readonly template: Template;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const compiled = (compiler: Compiler, file: string, name: string): Template => {
  const { template, findings } = compiler.compile({ file, name, componentName: basename(file, '.ts') });
  assert.deepEqual(findings, [], file);
  assert.ok(template !== undefined);
  return template;
};

/** A component whose parts become charts within its chart, put together as a build does it. */
const componentOfParts = (compiler: Compiler): CompiledComponent => {
  const file = join(import.meta.dirname, 'shop-of-parts.ts');
  const whole = compiled(compiler, file, 'shopSettings');
  const part = (key: string, name: string, conditional: boolean): Template['parts'][number] => {
    const values = (whole.values[key] ?? {}) as Values;
    return { key, conditional, template: { ...compiled(compiler, file, name), name: key, values } };
  };
  const parts = [part('cache', 'shopCache', true), part('frontend', 'shopFrontend', false)];
  const call = (values: object, release: Release) => shopOfParts(values as (typeof examples)[number], release);
  return { id: 'shop-of-parts', template: { ...whole, parts }, call, examples };
};

/** All components of the workspace's tests and one made of parts, each compiled once. */
export const compileComponents = (): readonly CompiledComponent[] => {
  const compiler = createCompiler({ root, tsconfig: join(root, 'tsconfig.json') });
  const single = allComponents.map(({ file, name, call, examples: own }) => ({
    ...{ id: basename(file, '.ts'), template: compiled(compiler, file, name) },
    ...{ call, examples: own },
  }));
  return [...single, componentOfParts(compiler)];
};
