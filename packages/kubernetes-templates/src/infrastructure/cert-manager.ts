import type { ResourceRequirements } from '@wildermesser/manifest/core/v1';
import type { ThirdPartyChart } from './chart-application.ts';

/** What is set of the chart's values. */
interface CertManagerValues {
  readonly crds: {
    readonly enabled: boolean;
    /** Whether the definitions, and with them every Certificate, outlive the chart. */
    readonly keep: boolean;
  };
  readonly global: { readonly leaderElection: { readonly namespace: string } };
  readonly resources: ResourceRequirements;
  readonly webhook: { readonly resources: ResourceRequirements };
  readonly cainjector: { readonly resources: ResourceRequirements };
  /** A Job that only waits. */
  readonly startupapicheck: { readonly enabled: boolean };
}

const resources: ResourceRequirements = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '200m', memory: '256Mi' },
};

const values: CertManagerValues = {
  crds: { enabled: true, keep: true },
  // By default it is kube-system, where the chart would need rights for this alone.
  global: { leaderElection: { namespace: 'cert-manager' } },
  resources,
  webhook: { resources },
  cainjector: { resources },
  startupapicheck: { enabled: false },
};

/** Issues certificates. */
export const certManager: ThirdPartyChart = {
  name: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  chart: 'cert-manager',
  version: 'v1.21.1',
  wave: 0,
  values,
};
