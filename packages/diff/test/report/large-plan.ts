import type { Plan, Severity } from '../../src/index.ts';
import { changeOf, planOf } from './plan-of.ts';

const severities: readonly (Severity | undefined)[] = ['danger', 'warning', 'notice', 'info', undefined];

const deployment = (name: string, namespace: string, image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels: { 'app.kubernetes.io/name': name } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'server', image }] } },
  },
});

const path = ['spec', 'template', 'spec', 'containers', { by: 'key', keys: { name: 'server' } }, 'image'] as const;

/** So many changed Deployments in ten Applications: half of them change alike, the others each in its own way. */
export const largePlan = (amount: number): Plan =>
  planOf(
    Array.from({ length: amount }, (_, i) => {
      const application = `application-${i % 10}`;
      const [before, after] =
        i % 2 === 0
          ? ['registry.example.com/proxy:1.0.0', 'registry.example.com/proxy:1.1.0']
          : [`registry.example.com/server-${i}:1.0.0`, `registry.example.com/server-${i}:1.${i}.0`];
      const severity = i % 2 === 0 ? 'notice' : severities[i % severities.length];
      return changeOf({
        verb: 'restart',
        application,
        base: deployment(`server-${i}`, application, before),
        head: deployment(`server-${i}`, application, after),
        fields: [{ path, kind: 'changed', before, after }],
        effects:
          severity === undefined
            ? []
            : [
                {
                  rule: 'pod-restart',
                  severity,
                  field: path,
                  message: '2 Pods are replaced, one at a time (RollingUpdate, maxUnavailable 25 %)',
                  advice: 'sync it when nobody is in a hurry',
                },
              ],
      });
    }),
  );
