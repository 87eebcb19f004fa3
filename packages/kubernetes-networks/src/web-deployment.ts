import { recordOrigin } from '@wildermesser/manifest';
import { type Deployment, deployment } from '@wildermesser/manifest/apps/v1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { webPod } from './web-pod.ts';

/** What Services and policies select. */
export const webSelector: Readonly<Record<string, string>> = { app: 'web' };

/** The labels of the web server of a component. */
export const webLabels = (component: string): Readonly<Record<string, string>> =>
  recommendedLabels({ app: 'web', name: 'web', component, partOf: 'kubernetes-networks' });

/**
 * The Deployment `web`. A rollout starts all new pods before it ends an old one, so there are never fewer than
 * `replicas` that answer.
 */
export const webDeployment = (component: string, replicas: number, heading: string): Deployment => {
  const labels = webLabels(component);
  const manifest = deployment({
    metadata: { name: 'web', labels },
    spec: {
      replicas,
      selector: { matchLabels: webSelector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '100%' } },
      template: webPod(heading, labels),
    },
  });
  recordOrigin(manifest, webDeployment);
  return manifest;
};
