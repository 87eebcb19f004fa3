import { job } from '../apis/batch/v1.ts';
import { type PodSpec, serviceAccount } from '../apis/core/v1.ts';
import { role, roleBinding } from '../apis/rbac/v1.ts';
import type { Manifest } from '../manifest.ts';
import { recordOrigin } from '../origin.ts';
import { restrictedPod } from './pod-security.ts';

/** A Job that makes a Secret, and the Secret that it makes. */
export interface SecretJob {
  /** Name of the Secret; everything else is `<name>-generator`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the Job's pods: none that a Service or workload selects by. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** What makes the Secret: containers, and the volumes that they share. */
  readonly pod: Pick<PodSpec, 'containers' | 'initContainers' | 'volumes'>;
}

/** A version of curl whose image has a POSIX shell, `od` and `tr` beside it. */
export const curlImage = 'docker.io/curlimages/curl:8.16.0';

/** Where a container of a secret Job finds its account and the API server. */
export const apiEnvironment = [
  { name: 'ACCOUNT', value: '/var/run/secrets/kubernetes.io/serviceaccount' },
  { name: 'API_SERVER', value: 'https://kubernetes.default.svc' },
] as const;

/** Before the objects that use the Secret, whose wave is 0. Argo CD waits for the Job before it goes on. */
const wave = { 'argocd.argoproj.io/sync-wave': '-1' };

/**
 * A Job with the right to create Secrets and none to read, change or delete them, and what it needs for that. The Job is
 * a hook, so that Argo CD runs it anew in each sync instead of changing it, which Jobs refuse.
 */
export const secretJob = ({ name, labels, podLabels, pod }: SecretJob): readonly Manifest[] => {
  const generator = `${name}-generator`;
  const metadata = { name: generator, annotations: wave, labels };
  const manifests: Manifest[] = [
    serviceAccount({ metadata, automountServiceAccountToken: false }),
    // `create` cannot be limited to one name: the name is no part of such a request.
    role({ metadata, rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }] }),
    roleBinding({
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: generator },
      subjects: [{ kind: 'ServiceAccount', name: generator }],
    }),
    job({
      metadata: {
        name: generator,
        labels,
        annotations: {
          ...wave,
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
          'wildermesser.dev/generates-secret': name,
        },
      },
      spec: {
        backoffLimit: 6,
        activeDeadlineSeconds: 600,
        template: {
          metadata: { labels: podLabels },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: generator,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 65532 }),
            ...pod,
          },
        },
      },
    }),
  ];
  for (const manifest of manifests) recordOrigin(manifest, secretJob);
  return manifests;
};
