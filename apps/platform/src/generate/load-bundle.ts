import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle, Component, EvaluatedComponent, Settings } from '@wildermesser/emit';
import { type Finding, originOf, parseManifest } from '@wildermesser/manifest';
import type { Project } from '../workspace/list-projects.ts';

/** A bundle with the manifests of its components, or what kept it from that. */
export interface LoadedBundle {
  readonly project: Project;
  readonly bundle?: Bundle;
  readonly components: readonly EvaluatedComponent[];
  readonly findings: readonly Finding[];
}

/** The first place of a stack that lies in the workspace's own source. */
const placeInWorkspace = (error: unknown, root: string): { file: string; line: number } | undefined => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, path = '', line] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+):(\d+)/g)) {
    const file = relative(root, decodeURIComponent(path));
    if (!file.startsWith('..') && !file.includes('node_modules')) return { file, line: Number(line) };
  }
  return undefined;
};

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `${error} was thrown, which is no Error`;
  // A syntax error carries a code frame in front of its message, and the message of a failed import holds a path.
  const message = error.message.split('\n').find((line) => line.trim() !== '') ?? error.name;
  return `${error.name}: ${message.replace(/ imported from .*$/, '')}`;
};

const isBundle = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && Array.isArray((value as Bundle).components);

/** Whether a second call gives other manifests: then something other than the settings decides what is generated. */
const isFickle = (component: Component, settings: Settings, first: readonly unknown[]): boolean => {
  try {
    return JSON.stringify(component.manifests(settings)) !== JSON.stringify(first);
  } catch {
    return true;
  }
};

const evaluate = (
  component: Component,
  settings: Settings,
  root: string,
  twice: boolean,
): [EvaluatedComponent, Finding[]] => {
  const origin = originOf(component);
  const place = origin === undefined ? {} : { file: relative(root, origin.file), line: origin.line };
  const nothing: EvaluatedComponent = { component, manifests: [] };
  const fault = (code: string, message: string, advice: string, where = place): Finding => ({
    severity: 'error',
    code,
    message: `component ${component.name}: ${message}`,
    advice,
    ...where,
  });
  let manifests: unknown;
  try {
    manifests = component.manifests(settings);
  } catch (error) {
    const where = placeInWorkspace(error, root) ?? place;
    return [nothing, [fault('component-throws', messageOf(error), 'mend the component; nothing was written', where)]];
  }
  if (!Array.isArray(manifests)) {
    const found = manifests instanceof Promise ? 'a promise' : `a ${typeof manifests}`;
    return [
      nothing,
      [fault('not-a-list', `manifests() returned ${found}`, 'return a list of manifests, without waiting')],
    ];
  }
  if (twice && isFickle(component, settings, manifests)) {
    const advice = 'use neither time, randomness, environment nor counters';
    return [nothing, [fault('not-deterministic', 'a second call gave other manifests than the first', advice)]];
  }
  const findings = manifests.flatMap((manifest): readonly Finding[] => {
    const made = typeof manifest === 'object' && manifest !== null ? originOf(manifest) : undefined;
    if (made !== undefined) return parseManifest(manifest, made).findings;
    return parseManifest(manifest, { file: origin?.file ?? '', line: origin?.line ?? 1 }).findings;
  });
  return [{ component, manifests: findings.length > 0 ? [] : manifests }, findings];
};

/**
 * Imports the bundle of a project and calls its components. Whatever goes wrong in them is a finding with a place.
 *
 * @param twice whether to call each component again and compare, which finds what is not deterministic
 */
export const loadBundle = async (
  project: Project,
  settings: Settings,
  root: string,
  twice: boolean,
): Promise<LoadedBundle> => {
  const file = relative(root, project.bundleFile);
  const failed = (finding: Omit<Finding, 'severity'>): LoadedBundle => ({
    project,
    components: [],
    findings: [{ severity: 'error', ...finding }],
  });
  let bundle: unknown;
  try {
    bundle = (await import(pathToFileURL(project.bundleFile).href)).default;
  } catch (error) {
    const place = placeInWorkspace(error, root) ?? { file };
    return failed({
      code: 'bundle-fails',
      message: messageOf(error),
      advice: `mend it; ./platform test shows type errors`,
      ...place,
    });
  }
  if (!isBundle(bundle))
    return failed({
      code: 'no-bundle',
      message: 'the default export is no bundle',
      advice: 'write `export default bundle({ description, components: [...] })`',
      file,
      line: 1,
    });
  const evaluated = bundle.components.map((component) => evaluate(component, settings, root, twice));
  return {
    project,
    bundle,
    components: evaluated.map(([component]) => component),
    findings: evaluated.flatMap(([, findings]) => findings),
  };
};
