import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CustomResource, createCustomResourceReader } from '../../src/custom-resource/index.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'custom-resource-')));
after(() => rmSync(root, { recursive: true }));
symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(root, 'tsconfig.json'),
  JSON.stringify({ extends: join(workspace, 'tsconfig.base.json'), include: [] }),
);
const reader = createCustomResourceReader({ root, tsconfig: join(root, 'tsconfig.json') });
let count = 0;

/** Writes a file and reads the resources that it declares. */
export const readSource = (source: string, names: readonly string[] = ['Thing']): CustomResource => {
  count += 1;
  const file = `thing-${count}.ts`;
  writeFileSync(join(root, file), source);
  return reader.read(names.map((name) => `${file}#${name}`));
};

const imports = `
import type { PodSpec, ResourceRequirements } from '@wildermesser/manifest/core/v1';
import type { Condition, DateTime, Duration, Int32, IntOrString, Quantity } from '@wildermesser/manifest/custom-resource';
import type { JSONSchemaProps } from '@wildermesser/manifest/apiextensions/v1';
import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';
`;

/** The source of a resource whose spec has these fields. */
export const thing = (fields: string, { tags = '', more = '', specTags = '' } = {}): string => `${imports}
/** A thing. ${tags} */
export interface Thing {
  readonly apiVersion: 'shop.example/v1';
  readonly kind: 'Thing';
  readonly metadata: ObjectMeta;
  readonly spec: Spec;
}
/** What is wanted. ${specTags} */
export interface Spec {
  ${fields}
}
${more}
`;
