import { posix } from 'node:path';
import { type Manifest, parseManifest, readDocuments } from '@wildermesser/manifest';
import { expandSet } from './application-set.ts';
import type { Tree } from './tree.ts';

/** What Argo CD itself is told by the files of a tree. */
export interface Declared {
  readonly applications: readonly Manifest[];
  /** Names of ApplicationSets of which the files do not tell what they make. */
  readonly applicationSets: readonly string[];
  /** The set that made an Application, of those that no file declares. */
  readonly madeBy: ReadonlyMap<Manifest, string>;
  /** Files that hold templates of Applications: only rendering them tells which there are. */
  readonly templates: readonly string[];
}

const kinds = '(^|[{," -])kind"?: *"?(Application|ApplicationSet)"?( *,| *}| *$)';

const isArgo = ({ apiVersion }: Manifest): boolean => apiVersion.startsWith('argoproj.io/');

/** Whether a manifest is an Application of Argo CD. */
export const isApplication = (manifest: Manifest): boolean => manifest.kind === 'Application' && isArgo(manifest);

/** A file of a chart, whose text is no YAML before Helm has run. */
const isTemplate = (path: string, tree: Tree): boolean => {
  const folder = /^(.*?)(?:^|\/)templates\//.exec(path)?.[1];
  return folder !== undefined && tree.files.has(posix.join(folder, 'Chart.yaml'));
};

/** Files that were read already, by the id of their content: both sides share most of theirs. */
export type ReadFiles = Map<string, Promise<readonly Value[]>>;

interface Value {
  readonly value: unknown;
  readonly line: number;
}

/** The values in a file; what is wrong with it is said when it is rendered. */
const valuesIn = (file: string, text: string): readonly Value[] => {
  if (!file.endsWith('.json')) return readDocuments(text, file).documents;
  try {
    return [{ value: JSON.parse(text), line: 1 }];
  } catch {
    return [];
  }
};

/** Finds the Applications that are written in files at or below a folder. */
export const findApplications = async (tree: Tree, below: string, read: ReadFiles): Promise<Declared> => {
  const found = (await tree.search(kinds, below)).filter((path) => /\.(?:ya?ml|json)$/.test(path));
  const templates = found.filter((path) => isTemplate(path, tree));
  const paths = found.filter((path) => !templates.includes(path)).sort();
  const idOf = (path: string): string => tree.files.get(path)?.id ?? '';
  const unread = paths.filter((path) => !read.has(idOf(path)));
  const texts = tree.read(unread);
  for (const [index, path] of unread.entries())
    read.set(
      idOf(path),
      texts.then((all) => valuesIn(path, all[index]?.toString() ?? '')),
    );
  const applications: Manifest[] = [];
  const applicationSets: string[] = [];
  const madeBy = new Map<Manifest, string>();
  for (const file of paths) {
    for (const { value, line } of (await read.get(idOf(file))) ?? []) {
      const { manifest } = parseManifest(value, { file, line });
      if (manifest === undefined || !isArgo(manifest)) continue;
      if (isApplication(manifest)) applications.push(manifest);
      else if (manifest.kind === 'ApplicationSet') {
        const made = expandSet(manifest, tree);
        const name = manifest.metadata.name ?? '';
        if (made === undefined) applicationSets.push(name);
        else for (const each of made) madeBy.set(each, name);
      }
    }
  }
  return { applications: [...applications, ...madeBy.keys()], applicationSets, madeBy, templates };
};
