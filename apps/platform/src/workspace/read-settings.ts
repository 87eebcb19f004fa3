import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@wildermesser/emit';
import { kubernetesVersions } from '@wildermesser/manifest';
import { UsageError } from '../usage-error.ts';

const describe: Readonly<Record<keyof Settings, string>> = {
  repository: 'the Git URL that Argo CD reads',
  revision: 'the branch, tag or full ref that Argo CD follows',
  cluster: 'the URL of the destination cluster',
  argocdNamespace: 'the namespace of Argo CD',
  kubernetes: `the Kubernetes minor version, one of ${kubernetesVersions.join(', ')}`,
};

/** Everything that is wrong with the content of `platform.json`. */
export const settingsFaults = (content: unknown): string[] => {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return ['it is no JSON object'];
  const known = Object.keys(describe);
  const unknown = Object.keys(content)
    .filter((key) => !known.includes(key) && key !== '$schema')
    .map((key) => `"${key}" is no setting; there are ${known.join(', ')}`);
  const missing = Object.entries(describe).flatMap(([key, meaning]) => {
    const value = (content as Record<string, unknown>)[key];
    if (typeof value !== 'string' || value === '') return [`"${key}" must be a string: ${meaning}`];
    if (key === 'kubernetes' && !(kubernetesVersions as readonly string[]).includes(value))
      return [`"kubernetes" is "${value}", but must be ${meaning}`];
    if (key === 'repository' && /\/\/[^/@]*:[^/@]*@/.test(value))
      return ['"repository" holds a password; leave it out'];
    return [];
  });
  return [...unknown, ...missing];
};

/** Reads `platform.json`. Throws a UsageError that lists every fault of it. */
export const readSettings = (root: string): Settings => {
  const file = join(root, 'platform.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`platform.json cannot be read: ${(error as Error).message}`, 'see "Settings" in the README');
  }
  const faults = settingsFaults(content);
  if (faults.length > 0) throw new UsageError(`platform.json:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return content as Settings;
};
