import type { ResourceRequirements } from '@wildermesser/manifest/core/v1';
import type { ThirdPartyChart } from './chart-application.ts';

/** What is set of the chart's values. */
interface IngressNginxValues {
  readonly controller: {
    readonly replicaCount: number;
    /** Snippets let whoever writes an Ingress run code in the controller. */
    readonly allowSnippetAnnotations: boolean;
    readonly ingressClassResource: { readonly name: string; readonly default: boolean };
    readonly service: {
      readonly type: 'ClusterIP' | 'LoadBalancer' | 'NodePort';
      /** `Local` keeps the address of the client. */
      readonly externalTrafficPolicy: 'Cluster' | 'Local';
    };
    readonly resources: ResourceRequirements;
  };
}

/** The class that the Ingresses of the shop and of the registries name. */
export const ingressClassName = 'nginx';

const values: IngressNginxValues = {
  controller: {
    replicaCount: 2,
    allowSnippetAnnotations: false,
    ingressClassResource: { name: ingressClassName, default: false },
    service: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
    resources: { requests: { cpu: '100m', memory: '90Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  },
};

/** The last release before the project was retired. */
export const ingressNginx: ThirdPartyChart = {
  name: 'ingress-nginx',
  repository: 'https://kubernetes.github.io/ingress-nginx',
  chart: 'ingress-nginx',
  version: '4.15.1',
  wave: 0,
  values,
};
