import type { GoModule } from './go-module.ts';

/** The Kubernetes versions whose schemas are kept: newest patch of each supported minor. */
export const kubernetesModules: Readonly<Record<string, GoModule>> = {
  '1.35': { module: 'k8s.io/kubernetes', version: 'v1.35.4' },
  '1.36': { module: 'k8s.io/kubernetes', version: 'v1.36.3' },
  '1.37': { module: 'k8s.io/kubernetes', version: 'v1.37.2' },
};

/** The minor that types are generated for: the one Argo CD 3.5 is compiled against. */
export const typedMinor = '1.36';
