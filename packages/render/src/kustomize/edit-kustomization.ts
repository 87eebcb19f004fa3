import { isMap } from '../located.ts';
import type { KustomizeSource } from '../source/application-source.ts';
import { substitute, type Variables } from '../source/substitution.ts';
import { type ImageOverride, parseImage, setImages } from './image-override.ts';

type Fields = Record<string, unknown>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const substituteAll = (map: Readonly<Record<string, string>>, variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, substitute(value, variables)]));

/** A refusal of `kustomize edit`, as a sentence. */
class Refused extends Error {}

const add = (present: unknown, added: Readonly<Record<string, string>>, force: boolean, what: string): Fields => {
  const map = isMap(present) ? present : {};
  const taken = Object.keys(added).find((key) => Object.hasOwn(map, key));
  if (taken !== undefined && !force) throw new Refused(`${what} ${taken} already in kustomization file`);
  return { ...map, ...added };
};

const withLabels = (kustomization: Fields, source: KustomizeSource, variables: Variables): Fields => {
  const added = substituteAll(source.commonLabels ?? {}, variables);
  if (Object.keys(added).length === 0) return kustomization;
  const { forceCommonLabels = false, labelWithoutSelector = false, labelIncludeTemplates = false } = source;
  if (labelIncludeTemplates && !labelWithoutSelector) {
    throw new Refused('labelIncludeTemplates needs labelWithoutSelector');
  }
  if (!labelWithoutSelector) {
    return { ...kustomization, commonLabels: add(kustomization.commonLabels, added, forceCommonLabels, 'label') };
  }
  const labels = listOf(kustomization.labels).filter(isMap);
  const index = labels.findIndex(
    (label) => label.includeSelectors !== true && (label.includeTemplates === true) === labelIncludeTemplates,
  );
  const base = labels[index] ?? { includeSelectors: false, includeTemplates: labelIncludeTemplates };
  const edited = { ...base, pairs: add(base.pairs, added, forceCommonLabels, 'label') };
  return { ...kustomization, labels: index === -1 ? [...labels, edited] : labels.with(index, edited) };
};

const withAnnotations = (kustomization: Fields, source: KustomizeSource, variables: Variables): Fields => {
  const plain = source.commonAnnotations ?? {};
  if (Object.keys(plain).length === 0) return kustomization;
  const added = source.commonAnnotationsEnvsubst === true ? substituteAll(plain, variables) : plain;
  const force = source.forceCommonAnnotations ?? false;
  return { ...kustomization, commonAnnotations: add(kustomization.commonAnnotations, added, force, 'annotation') };
};

const withImages = (kustomization: Fields, images: readonly string[], variables: Variables): Fields => {
  if (images.length === 0) return kustomization;
  const overrides = images.map((text) => {
    const image = parseImage(substitute(text, variables));
    if (image === undefined)
      throw new Refused(`${text} is no image override; write name=image:tag, name:tag or name@digest`);
    return image;
  });
  return { ...kustomization, images: setImages(listOf(kustomization.images) as ImageOverride[], overrides) };
};

const withReplicas = (kustomization: Fields, replicas: NonNullable<KustomizeSource['replicas']>): Fields => {
  if (replicas.length === 0) return kustomization;
  const all = new Map(
    listOf(kustomization.replicas)
      .filter(isMap)
      .map((each) => [each.name, each]),
  );
  for (const { name, count } of replicas) all.set(name, { name, count: Number(count) });
  return { ...kustomization, replicas: [...all.values()] };
};

/**
 * A kustomization after the edits that Argo CD makes in its checkout for the settings of an Application, or why
 * Kustomize would refuse them. Components that are missing have been left out already where that is allowed.
 */
export const editKustomization = (
  kustomization: Readonly<Fields>,
  source: KustomizeSource,
  variables: Variables,
): { readonly kustomization: Readonly<Fields>; readonly refused?: undefined } | { readonly refused: string } => {
  try {
    let edited: Fields = { ...kustomization };
    if (source.namePrefix) edited.namePrefix = source.namePrefix;
    if (source.nameSuffix) edited.nameSuffix = source.nameSuffix;
    edited = withImages(edited, source.images ?? [], variables);
    edited = withReplicas(edited, source.replicas ?? []);
    edited = withLabels(edited, source, variables);
    edited = withAnnotations(edited, source, variables);
    if (source.namespace) edited.namespace = source.namespace;
    if (source.patches?.length) edited.patches = [...listOf(edited.patches), ...source.patches];
    if (source.components?.length) {
      edited.components = [...new Set([...listOf(edited.components), ...source.components])];
    }
    return { kustomization: edited };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
};

/** Whether the settings change anything of the kustomization. */
export const needsEdit = (source: KustomizeSource): boolean =>
  Boolean(source.namePrefix || source.nameSuffix || source.namespace) ||
  [source.images, source.replicas, source.patches, source.components].some((list) => (list?.length ?? 0) > 0) ||
  [source.commonLabels, source.commonAnnotations].some((map) => Object.keys(map ?? {}).length > 0);
