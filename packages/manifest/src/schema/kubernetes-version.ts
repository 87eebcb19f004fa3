/** The minor versions of Kubernetes whose schemas are kept, oldest first. */
export const kubernetesVersions = ['1.35', '1.36', '1.37'] as const;

export type KubernetesVersion = (typeof kubernetesVersions)[number];

/** The version that types are generated for and that is assumed when nobody names one. */
export const defaultKubernetesVersion: KubernetesVersion = '1.36';

/** `v1.36.3`, `1.36` and `1.36.0` all name 1.36; undefined for a version whose schemas are not kept. */
export const parseKubernetesVersion = (text: string): KubernetesVersion | undefined => {
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(text)?.[1];
  return kubernetesVersions.find((version) => version === minor);
};
