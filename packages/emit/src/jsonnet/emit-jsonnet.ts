import type { Template } from '@wildermesser/manifest/template';
import type { FileTree } from '../file-tree.ts';
import { dataLibrary } from './data-library.ts';
import { emitLibrary, type PartFile } from './emit-library.ts';
import { emitMain } from './emit-main.ts';

/** The templates of a component and its parts, each with a file name of its own below `lib/`. */
const fileNames = (template: Template, names: Map<Template, string>): ReadonlyMap<Template, string> => {
  if (names.has(template)) return names;
  const taken = new Set([...names.values(), 'data']);
  let name = template.name;
  for (let i = 2; taken.has(name); i += 1) name = `${template.name}-${i}`;
  names.set(template, name);
  for (const part of template.parts) fileNames(part.template, names);
  return names;
};

/**
 * A component as a Jsonnet program: `main.jsonnet`, a function of `values`, `name` and `namespace` that gives the list of
 * manifests, and below `lib/` the component and its parts, to be imported and overridden. Paths are relative to the
 * component's directory. It uses only what the interpreters in Go and in C++ both have.
 */
export const emitJsonnet = (template: Template): FileTree => {
  const names = fileNames(template, new Map());
  const libraries = [...names].map(([each, name]) => {
    const parts: readonly PartFile[] = each.parts.map((part) => ({ ...part, file: String(names.get(part.template)) }));
    return [`lib/${name}.libsonnet`, emitLibrary(each, parts)] as const;
  });
  const data = dataLibrary(libraries.map(([, text]) => text));
  return new Map([
    ...libraries,
    ...(data === undefined ? [] : [['lib/data.libsonnet', data] as const]),
    ['main.jsonnet', emitMain(template, String(names.get(template)))],
  ]);
};
