import { relative } from 'node:path';
import type { ComponentIdentity } from '@wildermesser/emit';
import { type Finding, type Manifest, originOf, parseManifest } from '@wildermesser/manifest';
import { messageOf, placeInWorkspace } from './error-place.ts';

/** Whether a second call gives other manifests: then something other than the settings decides what is generated. */
const isFickle = (call: () => unknown, first: readonly unknown[]): boolean => {
  try {
    return JSON.stringify(call()) !== JSON.stringify(first);
  } catch {
    return true;
  }
};

/** How components are called. */
export interface CallOptions {
  /** Paths in findings are relative to it. */
  readonly root: string;
  /** Call each again and compare, which finds what is not deterministic. */
  readonly twice: boolean;
}

/** The manifests that a component's function returns; whatever goes wrong in it is a finding with a place. */
export const callComponent = (
  component: ComponentIdentity,
  call: () => unknown,
  { root, twice }: CallOptions,
): { readonly manifests: readonly Manifest[]; readonly findings: readonly Finding[] } => {
  const origin = originOf(component);
  const place = origin === undefined ? {} : { file: relative(root, origin.file), line: origin.line };
  const fault = (code: string, text: string, advice: string, where = place) => {
    const message = `component ${component.name}: ${text}`;
    return { manifests: [], findings: [{ severity: 'error' as const, code, message, advice, ...where }] };
  };
  let manifests: unknown;
  try {
    manifests = call();
  } catch (error) {
    const where = placeInWorkspace(error, root) ?? place;
    return fault('component-throws', messageOf(error), 'mend the component; nothing was written', where);
  }
  if (!Array.isArray(manifests)) {
    const found = manifests instanceof Promise ? 'a promise' : `a ${typeof manifests}`;
    return fault('not-a-list', `manifests() returned ${found}`, 'return a list of manifests, without waiting');
  }
  if (twice && isFickle(call, manifests)) {
    const advice = 'use neither time, randomness, environment nor counters';
    return fault('not-deterministic', 'a second call gave other manifests than the first', advice);
  }
  // A comma too many leaves a hole in a list, which the methods of lists pass over.
  const findings = Array.from(manifests).flatMap((manifest): readonly Finding[] => {
    const made = typeof manifest === 'object' && manifest !== null ? originOf(manifest) : undefined;
    return parseManifest(manifest, made ?? { file: origin?.file ?? '', line: origin?.line ?? 1 }).findings;
  });
  return { manifests: findings.length > 0 ? [] : manifests, findings };
};
