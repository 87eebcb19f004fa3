/** How a repository is laid out. */
export type Layout = 'applications' | 'sources' | 'manifests';

export const layouts: readonly Layout[] = ['applications', 'sources', 'manifests'];
