import { decodeText } from './directory/decode-text.ts';
import { skipMarker } from './directory/manifest-files.ts';
import { readJsonFile, readYamlFile } from './directory/read-manifest-file.ts';
import { flattenLists } from './flatten-lists.ts';
import type { Rendered, RenderTarget } from './render-directory.ts';
import { toManifests } from './render-source.ts';
import { settle } from './sync/settle.ts';

/** A file of manifests that has been read. */
export interface ReadFile {
  /** Relative to the repository; the origins of the manifests name it. */
  readonly file: string;
  readonly content: Buffer;
}

/** YAML and JSON files as one plain directory that holds nothing else. `namespace` is the destination's, `''` for none. */
export const renderFiles = (
  files: readonly ReadFile[],
  { namespace, isNamespaced }: Pick<RenderTarget, 'isNamespaced'> & { readonly namespace: string },
): Rendered => {
  const results = files.flatMap(({ file, content }) => {
    const text = decodeText(content);
    if (text.includes(skipMarker)) return [];
    return [(file.endsWith('.json') ? readJsonFile : readYamlFile)({ path: file, file, text })];
  });
  const flat = flattenLists(results.flatMap(({ objects }) => objects));
  const findings = [...results.flatMap((result) => result.findings), ...flat.findings];
  const tool = 'directory';
  if (findings.some(({ severity }) => severity === 'error')) return { tool, manifests: [], dropped: [], findings };
  const parsed = toManifests(flat.objects, '');
  const settled = settle(parsed.manifests, { repoRoot: '', destination: namespace, isNamespaced });
  return { tool, ...settled, findings: [...findings, ...parsed.findings, ...settled.findings] };
};
