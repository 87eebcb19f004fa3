import type { ApplicationSource, DirectorySource, HelmSource, KustomizeSource } from './application-source.ts';

const isZero = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Options that alone do not make a block count; everything else in it does. */
const weak: ReadonlySet<string> = new Set([
  'forceCommonLabels',
  'labelWithoutSelector',
  'labelIncludeTemplates',
  'forceCommonAnnotations',
  'commonAnnotationsEnvsubst',
]);

const isZeroBlock = (block: HelmSource | KustomizeSource): boolean =>
  Object.entries(block).every(([key, value]) => weak.has(key) || isZero(value));

const isZeroDirectory = ({ recurse, include, exclude, jsonnet }: DirectorySource): boolean =>
  recurse !== true &&
  isZero(include) &&
  isZero(exclude) &&
  isZero(jsonnet?.tlas) &&
  isZero(jsonnet?.extVars) &&
  isZero(jsonnet?.libs);

/**
 * The source as Argo CD's controller passes it on: a `helm`, `kustomize` or `directory` block without any setting is
 * taken out, so that it does not force the tool. A `directory` with only include or exclude stays.
 */
export const normalizeSource = (source: ApplicationSource): ApplicationSource => {
  const { helm, kustomize, directory, ...rest } = source;
  return {
    ...rest,
    ...(helm === undefined || isZeroBlock(helm) ? {} : { helm }),
    ...(kustomize === undefined || isZeroBlock(kustomize) ? {} : { kustomize }),
    ...(directory === undefined || isZeroDirectory(directory) ? {} : { directory }),
  };
};
