import type { ApplicationSource } from './application-source.ts';

/** What Argo CD reads a directory with. */
export type SourceType = 'directory' | 'helm' | 'kustomize' | 'plugin';

const blocks = ['kustomize', 'helm', 'directory', 'plugin'] as const;

const kustomizationNames: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether Kustomize takes a file of this name for its own. */
export const isKustomization = (name: string): boolean => kustomizationNames.has(name);

/** The blocks that the source has; more than one is an error to Argo CD. */
export const explicitTypes = (source: ApplicationSource): readonly SourceType[] =>
  blocks.filter((block) => source[block] !== undefined);

/**
 * What Argo CD takes a directory for by the names of the files directly in it. The last match in byte order wins, so
 * that every kustomization name wins over every `…Chart.yaml` that sorts before it; any name that ends in
 * `Chart.yaml` counts.
 */
export const detectType = (fileNames: readonly string[]): 'directory' | 'helm' | 'kustomize' => {
  let type: 'directory' | 'helm' | 'kustomize' = 'directory';
  for (const name of [...fileNames].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    if (name.endsWith('Chart.yaml')) type = 'helm';
    if (isKustomization(name)) type = 'kustomize';
  }
  return type;
};
