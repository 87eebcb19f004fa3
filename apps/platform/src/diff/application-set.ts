import type { Manifest } from '@wildermesser/manifest';
import { matchingFolders } from './matching-folders.ts';
import type { Tree } from './tree.ts';

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isMap(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What a template may name, by the text between the braces. */
type Parameters = ReadonlyMap<string, string>;

/** A set that is left alone: what it makes depends on more than the files, or on a template that is not understood. */
const unknown = undefined;

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Elements are flat, but for one map, `values`, in sets without Go templates; with them they may be nested. */
const flatten = (value: Fields, prefix: string): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, string])[] =>
    isScalar(inner) ? [[`${prefix}${key}`, String(inner)]] : isMap(inner) ? flatten(inner, `${prefix}${key}.`) : [],
  );

const ofElement = (element: unknown, isGo: boolean): Parameters => new Map(flatten(fields(element), isGo ? '.' : ''));

const normalized = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');

const ofFolder = (path: string, isGo: boolean): Parameters => {
  const segments = path.split('/');
  const basename = segments.at(-1) ?? '';
  const prefix = isGo ? '.path' : 'path';
  return new Map([
    [isGo ? '.path.path' : 'path', path],
    [`${prefix}.basename`, basename],
    [`${prefix}.basenameNormalized`, normalized(basename)],
    ...segments.map((segment, index) => [isGo ? `index .path.segments ${index}` : `path[${index}]`, segment] as const),
  ]);
};

/** The repositories that a template reads. */
const repositoriesOf = (template: unknown): readonly unknown[] => {
  const { source, sources } = fields(fields(template).spec);
  return [source, ...list(sources)].map((each) => fields(each).repoURL);
};

/**
 * The folders of this repository that a Git generator finds. Whether it means this one is seen by what its Applications
 * read, and by folders that are here.
 */
const foldersFor = (git: Fields, template: unknown, tree: Tree): readonly string[] | undefined => {
  if (!repositoriesOf(template).includes(git.repoURL)) return unknown;
  const folders = matchingFolders(list(git.directories).map(fields), tree);
  return folders?.length === 0 ? unknown : folders;
};

/** The parameters that one generator gives, set by set; undefined when the files alone do not tell. */
const generate = (
  generator: unknown,
  template: unknown,
  isGo: boolean,
  tree: Tree,
): readonly Parameters[] | undefined => {
  const [[kind, settings] = ['', undefined], ...more] = Object.entries(fields(generator));
  const given = fields(settings);
  if (more.length > 0 || 'template' in given) return unknown;
  if (kind === 'list' && Array.isArray(given.elements) && !('elementsYaml' in given))
    return given.elements.map((element) => ofElement(element, isGo));
  const isPlain = kind === 'git' && Array.isArray(given.directories) && !('values' in given);
  if (!isPlain || 'pathParamPrefix' in given || 'files' in given) return unknown;
  return foldersFor(given, template, tree)?.map((path) => ofFolder(path, isGo));
};

/** Fills in a template; undefined when it names something that is no parameter, or does more than naming. */
const fill = (template: unknown, parameters: Parameters): unknown => {
  let isWhole = true;
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, name: string) => {
        const found = parameters.get(name);
        if (found === undefined) isWhole = false;
        return found ?? '';
      });
    if (Array.isArray(value)) return value.map(walk);
    if (!isMap(value)) return value;
    if (Object.keys(value).some((key) => key.includes('{{'))) isWhole = false;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  const filled = walk(template);
  return isWhole ? filled : unknown;
};

/**
 * The Applications that an ApplicationSet makes of lists and of the directories of this repository; undefined when it
 * uses anything else: other generators, selectors, patches, functions in its templates.
 */
export const expandSet = (set: Manifest, tree: Tree): readonly Manifest[] | undefined => {
  const { generators, template, goTemplate, templatePatch, ...rest } = fields((set as unknown as Fields).spec);
  if (templatePatch !== undefined || 'selector' in rest || !Array.isArray(generators)) return unknown;
  const isGo = goTemplate === true;
  const made: Manifest[] = [];
  for (const generator of generators) {
    const sets = generate(generator, template, isGo, tree);
    if (sets === undefined) return unknown;
    for (const parameters of sets) {
      const filled = fill(template, parameters);
      const { metadata, spec } = fields(filled);
      if (!isMap(metadata) || typeof metadata.name !== 'string' || !isMap(spec)) return unknown;
      const { namespace } = set.metadata;
      const named = { ...metadata, ...(namespace === undefined ? {} : { namespace }) };
      made.push({ apiVersion: set.apiVersion, kind: 'Application', metadata: named, spec } as unknown as Manifest);
    }
  }
  return made;
};
