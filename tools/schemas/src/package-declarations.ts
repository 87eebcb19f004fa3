import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packages } from './validator-module.ts';

/** A field of an interface. */
export interface DeclaredField {
  /** Its type, as it is written. */
  readonly type: string;
  readonly description: string;
}

/** The fields of a package's interfaces, by the names that its validators have. */
export type Declarations = ReadonlyMap<string, ReadonlyMap<string, DeclaredField>>;

/** The interface in the text of one file, if there is one: fields stand at the first level, each after its comment. */
export const declaredInterface = (text: string): readonly [string, ReadonlyMap<string, DeclaredField>] | undefined => {
  const name = /^export type \{ I\w+ as I(\w+)/m.exec(text)?.[1];
  const body = /^export interface I\w+[^{\n]*\{\n([\s\S]*?)^\}/m.exec(text)?.[1];
  if (name === undefined || body === undefined) return undefined;
  const fields = new Map<string, DeclaredField>();
  for (const match of body.matchAll(/(?:^ {4}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^ {4}"([^"]+)"\??: (.*?);?$/gm)) {
    const [, description = '', field = '', type = ''] = match;
    fields.set(field, { type, description });
  }
  return [name, fields];
};

/** Reads the declarations of an installed package. */
export const readDeclarations = async (packageName: string): Promise<Declarations> => {
  const found = new Map<string, ReadonlyMap<string, DeclaredField>>();
  for (const path of await readdir(join(packages, packageName), { recursive: true })) {
    if (!path.endsWith('.d.ts') || path.startsWith('_schemas')) continue;
    const one = declaredInterface(await readFile(join(packages, packageName, path), 'utf8'));
    if (one !== undefined) found.set(...one);
  }
  return found;
};
