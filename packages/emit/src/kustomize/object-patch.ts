import { identityOf, type Manifest, versionOf, writeYaml } from '@wildermesser/manifest';
import { jsonPatch } from './json-patch.ts';
import type { PatchTarget } from './kustomization-file.ts';
import type { KustomizeCatalog } from './list-rule.ts';
import { isSame, plainManifest } from './plain-value.ts';
import { patchHead, strategicMerge } from './strategic-merge.ts';

/** A patch of one object; with a target when the text does not name the object. */
export interface ObjectPatch {
  readonly text: string;
  readonly target?: PatchTarget;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The target that matches this object among `others`, which may have its name in another namespace or group. */
const targetOf = (object: Manifest, others: readonly Manifest[]): PatchTarget => {
  const { group, kind, namespace, name } = identityOf(object);
  const version = versionOf(object.apiVersion);
  const alike = others.map(identityOf).filter((other) => other.kind === kind && other.name === name);
  const isElsewhere = alike.some((other) => other.namespace !== namespace);
  return {
    // An empty field matches everything, so the core group is spelled as an expression that matches nothing else.
    ...(group !== '' ? { group: literally(group) } : alike.some((other) => other.group !== '') ? { group: '()' } : {}),
    version: literally(version),
    kind: literally(kind),
    name: literally(name),
    ...(namespace !== '' ? { namespace: literally(namespace) } : isElsewhere ? { namespace: 'default' } : {}),
  };
};

/**
 * Operations on positions say little to a reader, so a merge may be twice as long; but not one that says again what did
 * not change.
 */
const lengthAllowed = (merge: string): number => (merge.includes('$patch: replace\n') ? 1 : 2);

const lineCount = (text: string): number => text.split('\n').length;

/**
 * The patch that makes `wanted` of `base`, both of one identity and version: a strategic merge where it can say the
 * change, unless operations are much shorter. Undefined when there is nothing to change.
 *
 * @param others all objects among which the patch must find its own
 */
export const objectPatch = (
  base: Manifest,
  wanted: Manifest,
  catalog: KustomizeCatalog,
  others: readonly Manifest[],
): ObjectPatch | undefined => {
  const [before, after] = [plainManifest(base), plainManifest(wanted)];
  if (isSame(before, after)) return undefined;
  const operations = { text: writeYaml(jsonPatch(before, after)), target: targetOf(base, others) };
  const merge = strategicMerge(before, after, catalog);
  if (merge === undefined) return operations;
  const text = writeYaml(merge);
  const operationLines = lineCount(operations.text) + Object.keys(operations.target).length;
  return lineCount(text) > lengthAllowed(text) * operationLines ? operations : { text };
};

/** The patch that takes the object out of the build. */
export const removalPatch = (object: Manifest): ObjectPatch => ({
  text: writeYaml({ ...patchHead(plainManifest(object)), $patch: 'delete' }),
});
