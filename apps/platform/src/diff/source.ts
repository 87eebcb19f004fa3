import { posix } from 'node:path';
import type { Manifest } from '@wildermesser/manifest';
import {
  type ApplicationSource,
  isSelected,
  type Rendered,
  type RenderTarget,
  renderApplication,
  renderDirectory,
} from '@wildermesser/render';

/** One thing that is rendered on its own: an Application, or a directory where a repository has none. */
export interface Source {
  /** Unique within a side; the same on both sides. */
  readonly name: string;
  readonly manifest?: Manifest;
  readonly cluster?: string;
  /** The destination namespace, `''` without one. */
  readonly namespace: string;
  /** Directories within the tree. */
  readonly paths: readonly string[];
  /** Further files and folders that decide what is rendered. */
  readonly extraPaths: readonly string[];
  /** Everything beside the files that decides it, as a text. */
  readonly settings: string;
  /** Whether a file of the directories is read at all. */
  readonly isInput: (path: string) => boolean;
  /** Renders it in a folder that holds its files. Absent: its files are manifests, all of them. */
  readonly render?: (target: RenderTarget) => Promise<Rendered>;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : []);

/** A path as a source names it, relative to the top. */
const clean = (path: string): string => {
  const normal = posix.normalize(path).replace(/^\/+/, '').replace(/\/$/, '');
  return normal === '.' ? '' : normal;
};

/** What an Application names beside its directory: `$ref/values.yaml` and `/values.yaml` start at the top. */
const named = (path: string, file: string): string =>
  /^(?:\$[^/]+\/|\/)/.test(file) ? clean(file.replace(/^\$[^/]+/, '')) : clean(posix.join(path, file));

const valuePaths = (source: Fields): readonly string[] => {
  const path = text(source.path);
  const { valueFiles, fileParameters } = fields(source.helm);
  const { jsonnet } = fields(source.directory);
  const parameters = Array.isArray(fileParameters) ? fileParameters.map((each) => text(fields(each).path)) : [];
  const local = [...texts(valueFiles), ...parameters].filter((file) => file !== '' && !/^[a-z]+:\/\//.test(file));
  return [...local.map((file) => named(path, file)), ...texts(fields(jsonnet).libs).map(clean)];
};

/** The annotation by which Argo CD knows what an Application depends on; of a pattern, the folder before it. */
const generatePaths = ({ metadata }: Manifest, paths: readonly string[]): readonly string[] =>
  text(metadata.annotations?.['argocd.argoproj.io/manifest-generate-paths'])
    .split(';')
    .filter((path) => path.trim() !== '')
    .flatMap((path) => {
      const fixed = path.trim().replace(/(?:^|\/)[^/]*[*?[{].*$/, '');
      return path.startsWith('/') ? [clean(fixed)] : paths.map((folder) => clean(posix.join(folder, fixed)));
    });

/** An Application as a source; only its sources in this repository are looked at, which `isHere` tells. */
export const applicationSource = (
  manifest: Manifest,
  isHere: (source: Fields) => boolean,
  argocdNamespace: string,
): Source => {
  const spec = fields((manifest as unknown as Fields).spec);
  const all = (Array.isArray(spec.sources) && spec.sources.length > 0 ? spec.sources : [spec.source]).map(fields);
  const here = all.filter((source) => text(source.chart) === '' && isHere(source));
  const paths = here.flatMap((source) => (text(source.path) === '' ? [] : [clean(text(source.path))]));
  const { server, name, namespace } = fields(spec.destination);
  const { metadata } = manifest;
  const home = metadata.namespace ?? argocdNamespace;
  const directory = here.length === 1 ? fields(here[0]?.directory) : {};
  const isPlain = text(directory.include) !== '' || text(directory.exclude) !== '';
  return {
    name: home === argocdNamespace ? (metadata.name ?? '') : `${home}/${metadata.name ?? ''}`,
    manifest,
    cluster: text(server) || text(name),
    namespace: text(namespace),
    paths,
    extraPaths: [...here.flatMap(valuePaths), ...generatePaths(manifest, paths)],
    settings: JSON.stringify([metadata.name, spec.source, spec.sources, spec.destination, spec.project]),
    isInput: (path) =>
      !isPlain ||
      paths.some((folder) =>
        isSelected(posix.relative(folder, path), directory as NonNullable<ApplicationSource['directory']>),
      ),
    render: (target) => {
      // Sources are told apart by URL; those that are here share one, whatever the clone is called.
      const repoURL = text(here[0]?.repoURL) || 'https://nowhere.invalid/repository';
      return renderApplication(manifest, { ...target, repoURL, argocdNamespace });
    },
  };
};

/** How a directory without an Application is rendered. */
export interface DirectoryOptions {
  readonly name: string;
  readonly path: string;
  readonly namespace?: string;
}

/** A directory as a source, named by its path: a chart, an overlay, or whatever its files make of it. */
export const directorySource = ({ name, path, namespace = '' }: DirectoryOptions): Source => ({
  name,
  namespace,
  paths: [path],
  extraPaths: [],
  settings: path,
  isInput: () => true,
  render: (target) => {
    const release = { name: posix.basename(path) || 'release', namespace };
    return renderDirectory({ ...target, path, release });
  },
});

/** Some files of a directory as a source: those of which it is known that they are manifests. */
export const filesSource = (name: string, path: string, isInput: (path: string) => boolean): Source => ({
  name,
  namespace: '',
  paths: [path],
  extraPaths: [],
  settings: path,
  isInput,
});
