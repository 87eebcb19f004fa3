import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, readDocuments } from '@wildermesser/manifest';
import type { ApplicationSource } from './application-source.ts';
import { readSource } from './read-source.ts';

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7386: maps are merged, null removes, everything else replaces. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
};

/** The files that may override the source of this Application, in the order in which they apply. */
export const overrideNames = (application: string): readonly string[] => [
  '.argocd-source.yaml',
  ...(application === '' ? [] : [`.argocd-source-${application}.yaml`]),
];

/** The text of a file, or undefined when there is none or a directory has its name. */
const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw error;
  }
};

/**
 * The source with the files `.argocd-source.yaml` and `.argocd-source-<application>.yaml` of the directory merged
 * over it. Where the source comes from cannot be overridden: path, repoURL, targetRevision, chart. Findings name files
 * below `place`, the path of the directory in the repository.
 */
export const overrideSource = async (
  source: ApplicationSource,
  directory: string,
  application: string,
  place: string,
): Promise<{ readonly source: ApplicationSource; readonly findings: readonly Finding[] }> => {
  let merged = source;
  for (const name of overrideNames(application)) {
    const text = await textOf(join(directory, name));
    if (text === undefined) continue;
    const file = join(place, name);
    const { documents, findings } = readDocuments(text, file);
    if (findings.length > 0) return { source, findings };
    const fault = (message: string): Finding => ({ severity: 'error', code: 'invalid-source-override', message, file });
    const patch = documents[0]?.value ?? {};
    if (documents.length > 1 || !isMap(patch)) {
      return { source, findings: [fault('the file does not hold one map of source settings')] };
    }
    const next = readSource(mergePatch(merged, patch));
    if (next.fault !== undefined) return { source, findings: [fault(next.fault)] };
    merged = next.source;
  }
  const { path, repoURL, targetRevision, chart, ...settings } = merged;
  const fixed = Object.entries({
    path: source.path,
    repoURL: source.repoURL,
    targetRevision: source.targetRevision,
    chart: source.chart,
  });
  return {
    source: { ...settings, ...Object.fromEntries(fixed.filter(([, value]) => value !== undefined)) },
    findings: [],
  };
};
