/** Pieces that workloads of every package are made of. Pure: values in, values out. */
export type { SecretSpecification } from './generated-secret.ts';
export { GeneratedSecretError, generatedSecret } from './generated-secret.ts';
export type { ObjectDescription } from './labels.ts';
export { recommendedLabels } from './labels.ts';
export type { PodSecurityLevel } from './namespace.ts';
export { confirmedDeletion, podNamespace } from './namespace.ts';
export type { PodUser } from './pod-security.ts';
export { restrictedContainer, restrictedPod } from './pod-security.ts';
export type { SecretJob } from './secret-job.ts';
export { apiEnvironment, curlImage, secretJob } from './secret-job.ts';
