import { component } from '@wildermesser/emit';
import { type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import { nginxClass } from '../expected.ts';
import { certManager } from './cert-manager.ts';
import { chartApplication } from './chart-application.ts';
import { chartmuseum, chartmuseumSecret } from './chartmuseum.ts';
import { chartsAppProject } from './charts-project.ts';
import { clusterIssuers } from './cluster-issuers.ts';
import { harbor, harborDependencies } from './harbor.ts';
import { ingressNginx } from './ingress-nginx.ts';

const charts = [ingressNginx, certManager, chartmuseum, harbor];

/** Objects for a program's own namespace; the component's is Argo CD's, where Applications live. */
const within = (namespace: string, manifests: readonly Manifest[]): readonly Manifest[] =>
  manifests.map((manifest) => {
    const placed = { ...manifest, metadata: { ...manifest.metadata, namespace } };
    const origin = originOf(manifest);
    if (origin !== undefined) setOrigin(placed, origin);
    return placed;
  });

const definition = (name: string, program: string) => ({
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  namespace: '',
  name,
  reason: `the installation of ${program} brings it`,
});

/**
 * What the shop needs of a cluster, as Argo CD Applications of third-party charts. Waves: ingress and certificates,
 * then the issuers, then the registries that ask for certificates.
 */
export const infrastructure = component({
  name: 'infrastructure',
  namespace: 'argocd',
  manifests: (settings) => [
    chartsAppProject(charts, settings),
    ...charts.map((chart) => chartApplication(chart, settings)),
    ...clusterIssuers,
    ...within(chartmuseum.name, chartmuseumSecret),
    ...within(harbor.name, harborDependencies),
  ],
  expects: [
    { group: '', kind: 'Namespace', namespace: '', name: 'argocd', reason: 'the installation of Argo CD makes it' },
    nginxClass,
    definition('clusterissuers.cert-manager.io', 'cert-manager'),
    definition('issuers.cert-manager.io', 'cert-manager'),
    definition('certificates.cert-manager.io', 'cert-manager'),
  ],
});
