import type { Content, Scale } from '../objects.ts';
import { contentOf, packageName } from '../objects.ts';

const destination = (namespace: string) => ({ namespace, server: 'https://kubernetes.default.svc' });
const metadata = (name: string, annotations: Readonly<Record<string, string>>) => ({
  name,
  namespace: 'argocd',
  annotations,
});
const repository = 'https://git.example.org/platform.git';

const application = (project: string, component: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    ...metadata(`${project}-${component}`, {
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      'argocd.argoproj.io/manifest-generate-paths': '.',
    }),
    finalizers: ['resources-finalizer.argocd.argoproj.io'],
  },
  spec: {
    destination: destination(project),
    project,
    source: {
      directory: { include: '*.yaml' },
      path: `generated/${project}/${component}`,
      repoURL: repository,
      targetRevision: 'refs/heads/main',
    },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      retry: { backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' }, limit: 5 },
      syncOptions: ['FailOnSharedResource=true', 'PruneLast=true', 'ServerSideApply=true'],
    },
  },
});

const appProject = (project: string, description: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: metadata(project, { 'argocd.argoproj.io/sync-wave': '-1' }),
  spec: {
    clusterResourceWhitelist: [{ kind: 'Namespace', name: project, group: '' }],
    description,
    destinations: [destination(project)],
    namespaceResourceWhitelist: [
      { kind: 'ConfigMap', group: '' },
      { kind: 'Service', group: '' },
      { kind: 'Deployment', group: 'apps' },
    ],
    sourceRepos: [repository],
  },
});

/** A manifest of either sort. */
type Manifests = readonly {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}[];

/** Everything that the build of a package writes but its index: the components, and `argocd` for the Applications. */
export const directoriesOf = (scale: Scale, index: number): [string, Manifests][] => {
  const project = packageName(index);
  const contents = contentOf(scale, index);
  return [
    ...contents.map(({ name, manifests }): [string, Manifests] => [name, manifests()]),
    ['argocd', argocdObjects(project, index, contents)],
  ];
};

const argocdObjects = (project: string, index: number, contents: readonly Content[]): Manifests => [
  appProject(project, `Package ${index} of a benchmark`),
  ...contents.map(({ name }) => application(project, name)),
];
