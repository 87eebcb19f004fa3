import { hash } from 'node:crypto';
import { compareBytes, type Identity, identityKey, sortByBytes } from '@wildermesser/manifest';
import type { ExpectedObject } from './component.ts';
import type { TemplateTool } from './templated-component.ts';

/** One object of `generated/`: what it is, where it stands, and the source that made it. */
export interface IndexedObject extends Identity {
  /** Path below `generated/`. */
  readonly file: string;
  /** Argo CD sync wave. */
  readonly wave: number;
  /** `path:line` below the repository. */
  readonly source: string;
}

/** A directory of `generated/` as one Application reads it. */
export interface IndexedComponent {
  readonly name: string;
  /** What the directory holds. */
  readonly tool: 'plain' | TemplateTool;
  /** Of a component that has several. */
  readonly environment?: string;
  readonly namespace: string;
  /** Name of the Argo CD Application; absent when none is emitted for it. */
  readonly application?: string;
  /** What the component relies on without emitting it, so that the directory can be checked without its source. */
  readonly expects?: readonly ExpectedObject[];
}

/** `generated/<project>/index.json`: who owns which file, and what the objects are. */
export interface ProjectIndex {
  readonly project: string;
  /** Minor version of Kubernetes that the objects were validated against. */
  readonly kubernetes: string;
  readonly components: readonly IndexedComponent[];
  /** SHA-256 of each file, by path below `generated/`; the index itself is not among them. */
  readonly files: Readonly<Record<string, string>>;
  readonly objects: readonly IndexedObject[];
}

export const indexPath = (project: string): string => `${project}/index.json`;

export const sha256 = (content: string | Uint8Array): string => hash('sha256', content);

const lines = (items: readonly string[], [open, close]: readonly [string, string]): string =>
  items.length === 0 ? open + close : `${open}\n    ${items.join(',\n    ')}\n  ${close}`;

/** Sorted by path, and by identity where several share one, as only the objects of a chart do. */
const sortedObjects = (objects: readonly IndexedObject[]): IndexedObject[] => {
  const byFile = new Map<string, IndexedObject[]>();
  for (const object of objects) {
    const sharing = byFile.get(object.file);
    if (sharing === undefined) byFile.set(object.file, [object]);
    else sharing.push(object);
  }
  return sortByBytes([...byFile.keys()]).flatMap((file) =>
    (byFile.get(file) ?? []).sort((a, b) => compareBytes(identityKey(a), identityKey(b))),
  );
};

/**
 * The index as text: JSON with one component, file and object a line, each sorted, so that its diff is readable.
 *
 * @param files their hashes by path; as properties of an object thousands cost more than the hashes themselves
 */
export const writeIndex = (
  { project, kubernetes, components, objects }: Omit<ProjectIndex, 'files'>,
  files: ReadonlyMap<string, string>,
): string => {
  const byName = [...components].sort(
    (a, b) => compareBytes(a.name, b.name) || compareBytes(a.environment ?? '', b.environment ?? ''),
  );
  const byFile = sortedObjects(objects).map(({ group, kind, namespace, name, wave, file, source }) =>
    JSON.stringify({ group, kind, namespace, name, wave, file, source }),
  );
  return [
    '{',
    `  "project": ${JSON.stringify(project)},`,
    `  "kubernetes": ${JSON.stringify(kubernetes)},`,
    `  "components": ${lines(
      byName.map(({ name, tool, environment, namespace, application, expects }) =>
        JSON.stringify({ name, tool, environment, namespace, application, expects }),
      ),
      ['[', ']'],
    )},`,
    `  "files": ${lines(
      sortByBytes([...files.keys()]).map((path) => `${JSON.stringify(path)}: "${files.get(path)}"`),
      ['{', '}'],
    )},`,
    `  "objects": ${lines(byFile, ['[', ']'])}`,
    '}',
    '',
  ].join('\n');
};

/** Reads an index; undefined when the text is none (cut off, merged by hand, another shape). */
export const parseIndex = (text: string): ProjectIndex | undefined => {
  let index: Partial<ProjectIndex> | null;
  try {
    index = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (index === null || typeof index !== 'object' || typeof index.project !== 'string') return undefined;
  const { files, objects, components } = index;
  const whole =
    typeof files === 'object' && files !== null && Object.values(files).every((hash) => typeof hash === 'string');
  const isList = (list: unknown): boolean =>
    Array.isArray(list) && list.every((item) => typeof item?.name === 'string');
  return whole && isList(objects) && isList(components) ? (index as ProjectIndex) : undefined;
};
