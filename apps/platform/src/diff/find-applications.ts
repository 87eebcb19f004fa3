import { posix } from 'node:path';
import { type Finding, type Manifest, parseManifest, readDocuments } from '@wildermesser/manifest';
import { expandSet } from './application-set.ts';
import type { Tree } from './tree.ts';

/** What Argo CD itself is told by the files of a tree. */
export interface Declared {
  readonly applications: readonly Manifest[];
  /** Where each comes from: a file, or an ApplicationSet. */
  readonly origins: ReadonlyMap<Manifest, string>;
  /** What might declare more and is not understood, by such an origin: broken files, ApplicationSets. */
  readonly unread: ReadonlyMap<string, Finding>;
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
export type ReadFiles = Map<string, Promise<Values>>;

interface Value {
  readonly value: unknown;
  readonly line: number;
}

interface Values {
  readonly values: readonly Value[];
  /** Why the file cannot be read; the first reason. */
  readonly fault?: Finding | undefined;
}

const valuesIn = (file: string, text: string): Values => {
  if (!file.endsWith('.json')) {
    const { documents, findings } = readDocuments(text, file);
    return { values: documents, fault: findings[0] };
  }
  try {
    return { values: [{ value: JSON.parse(text), line: 1 }] };
  } catch (error) {
    const message = `not JSON: ${error instanceof Error ? error.message : String(error)}`;
    return { values: [], fault: { severity: 'error', code: 'invalid-json', message, line: 1 } };
  }
};

const notExpanded = (set: string): Finding => ({
  severity: 'skipped',
  code: 'application-set',
  message: `the ApplicationSet ${set} was not expanded: the files alone do not tell what it makes`,
  advice: 'lists and directories of this repository are understood, with templates that only name parameters',
});

/** Finds the Applications that are written in files at or below a folder. */
export const findApplications = async (tree: Tree, below: string, read: ReadFiles): Promise<Declared> => {
  const found = (await tree.search(kinds, below)).filter((path) => /\.(?:ya?ml|json)$/.test(path));
  const templates = found.filter((path) => isTemplate(path, tree));
  const paths = found.filter((path) => !templates.includes(path)).sort();
  const idOf = (path: string): string => tree.files.get(path)?.id ?? '';
  const missing = paths.filter((path) => !read.has(idOf(path)));
  const texts = tree.read(missing);
  for (const [index, path] of missing.entries())
    read.set(
      idOf(path),
      texts.then((all) => valuesIn(path, all[index]?.toString() ?? '')),
    );
  const origins = new Map<Manifest, string>();
  const unread = new Map<string, Finding>();
  for (const file of paths) {
    const { values = [], fault } = (await read.get(idOf(file))) ?? {};
    if (fault !== undefined)
      unread.set(file, {
        ...fault,
        file,
        advice: 'mend the file: the Applications that it declares were not compared',
      });
    for (const { value, line } of values) {
      const { manifest } = parseManifest(value, { file, line });
      if (manifest === undefined || !isArgo(manifest)) continue;
      if (isApplication(manifest)) origins.set(manifest, file);
      else if (manifest.kind === 'ApplicationSet') {
        const made = expandSet(manifest, tree);
        const name = manifest.metadata.name ?? '';
        if (made === undefined) unread.set(`ApplicationSet ${name}`, notExpanded(name));
        else for (const each of made) origins.set(each, `ApplicationSet ${name}`);
      }
    }
  }
  return { applications: [...origins.keys()], origins, unread, templates };
};
