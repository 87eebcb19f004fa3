import { job } from '../apis/batch/v1.ts';
import { serviceAccount } from '../apis/core/v1.ts';
import { role, roleBinding } from '../apis/rbac/v1.ts';
import type { Manifest } from '../manifest.ts';
import { recordOrigin } from '../origin.ts';
import { generateSecretScript } from './generate-secret-script.ts';
import { restrictedContainer, restrictedPod } from './pod-security.ts';

/** A Secret whose values nobody chooses and no file holds. */
export interface SecretSpecification {
  readonly name: string;
  /** Random bytes of each key, at least 8; the value is their hexadecimal form, twice as long. */
  readonly keys: Readonly<Record<string, number>>;
  /** Labels of the Secret, of the Job and of what the Job needs. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The call asks for a Secret that cannot be: `key` names the entry. */
export class GeneratedSecretError extends Error {
  readonly code = 'generated-secret';
  readonly key: string;
  constructor(key: string, reason: string) {
    super(`the key '${key}' of a generated Secret ${reason}`);
    this.name = 'GeneratedSecretError';
    this.key = key;
  }
}

/** A version of curl whose image has a POSIX shell, `od` and `tr` beside it. */
const image = 'docker.io/curlimages/curl:8.16.0';

/** Before the objects that use the Secret, whose wave is 0. Argo CD waits for the Job before it goes on. */
const wave = { 'argocd.argoproj.io/sync-wave': '-1' };

/**
 * The manifests that make a Secret in their own namespace: a Job with the right to create Secrets and none to read,
 * change or delete them. The Job is a hook, so that Argo CD runs it anew in each sync instead of changing it, which
 * Jobs refuse; it leaves a Secret that exists alone. To change the values, delete the Secret and sync.
 *
 * @throws GeneratedSecretError for a key that a Secret cannot have or that is too short to be secret
 */
export const generatedSecret = ({ name, keys, labels }: SecretSpecification): readonly Manifest[] => {
  for (const [key, bytes] of Object.entries(keys)) {
    if (!/^[-._a-zA-Z0-9]+$/.test(key)) throw new GeneratedSecretError(key, "may hold letters, digits, '-', '_', '.'");
    if (!Number.isInteger(bytes) || bytes < 8) throw new GeneratedSecretError(key, 'needs at least 8 random bytes');
  }
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
          metadata: { labels: generatorLabels(labels, generator) },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: generator,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 65532 }),
            containers: [
              {
                name: 'generate',
                image,
                command: ['sh', '-c', generateSecretScript],
                env: [
                  { name: 'ACCOUNT', value: '/var/run/secrets/kubernetes.io/serviceaccount' },
                  { name: 'API_SERVER', value: 'https://kubernetes.default.svc' },
                  {
                    name: 'KEYS',
                    value: Object.entries(keys)
                      .map(([key, bytes]) => `${key}=${bytes}`)
                      .join(' '),
                  },
                  { name: 'METADATA', value: JSON.stringify({ name, labels }) },
                ],
                resources: {
                  requests: { cpu: '10m', memory: '16Mi' },
                  limits: { cpu: '100m', memory: '64Mi' },
                },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
  for (const manifest of manifests) recordOrigin(manifest, generatedSecret);
  return manifests;
};

/** The pods of the Job drop the short labels that Services and workloads of the same application select by. */
const generatorLabels = (labels: Readonly<Record<string, string>>, generator: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(labels).filter(([key]) => key.startsWith('app.kubernetes.io/'))),
  app: generator,
});
