/** Annotations of what must be there before everything else and must outlive a mistake in Git. */
export const kept: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
  // The projects of the packages are in wave -1.
  'argocd.argoproj.io/sync-wave': '-2',
};
