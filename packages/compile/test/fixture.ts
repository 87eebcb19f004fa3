import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@wildermesser/manifest';
import { evaluateTemplate, type Json, type Release, type Template } from '@wildermesser/manifest/template';
import { createCompiler, orderValues } from '../src/index.ts';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'compile-')));
after(() => rmSync(root, { recursive: true }));
symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(root, 'tsconfig.json'),
  JSON.stringify({ extends: join(workspace, 'tsconfig.base.json'), include: [] }),
);
const compiler = createCompiler({ root, tsconfig: join(root, 'tsconfig.json') });

export const release: Release = { name: 'shop', namespace: 'shop-test' };

type Component = (values: Json, release: Release) => readonly unknown[];

let count = 0;

/** Writes a module that exports the function `component` and compiles it. */
export const compileSource = (source: string): { file: string; template?: Template; findings: readonly Finding[] } => {
  count += 1;
  const file = join(root, `fixture-${count}.ts`);
  writeFileSync(file, source);
  return { file, ...compiler.compile({ file, name: 'component', componentName: 'fixture' }) };
};

/** Another file beside those that `compileSource` writes; gives its path. */
export const writeModule = (name: string, source: string): string => {
  writeFileSync(join(root, name), source);
  return join(root, name);
};

/** Data as JSON has it: without members that are undefined. */
export const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Compiles the source and compares the template with the function for each of the values. */
export const assertEqual = async (source: string, values: readonly Json[]): Promise<Template> => {
  const { file, template, findings } = compileSource(source);
  assert.deepEqual(
    findings.map(({ message }) => message),
    [],
  );
  assert.ok(template !== undefined);
  const { component } = (await import(file)) as { component: Component };
  for (const one of values)
    assert.deepEqual(
      plain(evaluateTemplate(template, one, release)),
      plain(component(orderValues(one), release)),
      `with ${JSON.stringify(one)}`,
    );
  return template;
};

/** The text of a module with an interface and a function that puts one object together. */
export const moduleOf = (fields: string, body: string, before = ''): string =>
  `import type { Manifest } from '@wildermesser/manifest';
${before}
export interface Values { ${fields} }
const config = (data: unknown): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data }) as Manifest;
export const component = (values: Values, release: { readonly name: string; readonly namespace: string }): readonly Manifest[] => ${body};
`;

/** Compiles functions of one interface, given by their bodies, out of one module. */
export const compileEach = async (fields: string, before: string, bodies: readonly string[]) => {
  count += 1;
  const file = join(root, `fixture-${count}.ts`);
  const functions = bodies.map(
    (body, i) =>
      `export const component${i} = (values: Values, release: { readonly name: string; readonly namespace: string }): readonly Manifest[] => {\n  ${body}\n};\n`,
  );
  writeFileSync(file, `${moduleOf(fields, '[]', before)}${functions.join('')}`);
  const module = (await import(file)) as Record<string, Component>;
  return bodies.map((_, i) => {
    const name = `component${i}`;
    return { ...compiler.compile({ file, name, componentName: name }), component: module[name] as Component };
  });
};
