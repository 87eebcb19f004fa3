import type { Manifest } from '../manifest.ts';
import { recordOrigin } from '../origin.ts';
import { generateSecretScript } from './generate-secret-script.ts';
import { restrictedContainer } from './pod-security.ts';
import { apiEnvironment, curlImage, secretJob } from './secret-job.ts';

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
  const manifests = secretJob({
    name,
    labels,
    podLabels: generatorLabels(labels, `${name}-generator`),
    pod: {
      containers: [
        {
          name: 'generate',
          image: curlImage,
          command: ['sh', '-c', generateSecretScript],
          env: [
            ...apiEnvironment,
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
  });
  for (const manifest of manifests) recordOrigin(manifest, generatedSecret);
  return manifests;
};

/** The pods of the Job drop the short labels that Services and workloads of the same application select by. */
const generatorLabels = (labels: Readonly<Record<string, string>>, generator: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(labels).filter(([key]) => key.startsWith('app.kubernetes.io/'))),
  app: generator,
});
