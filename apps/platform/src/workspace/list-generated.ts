import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectIndex } from '@wildermesser/emit';
import { compareBytes, type Finding } from '@wildermesser/manifest';
import { readIndex } from '../write/plan.ts';

/** The projects that `generated/` has, by their indexes; a damaged index is a finding. */
export const listGenerated = (root: string): { indexes: ProjectIndex[]; findings: Finding[] } => {
  const generated = join(root, 'generated');
  const names = existsSync(generated) ? readdirSync(generated).sort(compareBytes) : [];
  const indexes: ProjectIndex[] = [];
  const findings: Finding[] = [];
  for (const project of names) {
    const index = readIndex(generated, project);
    if (index === 'unreadable')
      findings.push({
        severity: 'error',
        code: 'index-unreadable',
        message: 'the index is damaged, perhaps by a merge',
        advice: 'run ./platform build --overwrite to make it anew',
        file: `generated/${project}/index.json`,
      });
    else if (index !== undefined) indexes.push(index);
  }
  return { indexes, findings };
};
