/** Namespaces that every cluster has without a manifest. */
export const builtInNamespaces: ReadonlySet<string> = new Set([
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
]);
