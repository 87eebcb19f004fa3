import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, stringMapOf, textsOf } from '../reading/fields.ts';
import { hasSyncOption } from './sync-options.ts';

/**
 * What becomes of an object that is no longer declared. `deleted`: by the next sync, or with its Application. `asked`:
 * the same once somebody approves. `assumed`: no Application is declared for it. `kept`: an option of its own keeps
 * it. `left`: nobody deletes it.
 */
export type Removal = 'deleted' | 'asked' | 'assumed' | 'kept' | 'left';

/** What has to be added to a sentence that says that an object is deleted. */
export const removalNotes: Readonly<Record<Removal, string>> = {
  deleted: '',
  asked: '; the sync waits until somebody approves it',
  assumed: '; no Application is declared for it, so that this holds if whatever applies it prunes',
  kept: '',
  left: '',
};

/**
 * The object itself says on the base side whether it may go: a change that removes it cannot take that back. Whether
 * its Application prunes is read from the head. `helm.sh/resource-policy: keep` counts only when the Application goes:
 * Argo CD's `pruneObject` asks for its own option alone.
 */
export const removalOf = (base: World, head: World, object: SideObject): Removal => {
  const before = base.application(object.application)?.manifest;
  const after = head.application(object.application)?.manifest;
  if (before !== undefined && after === undefined) {
    if (object.manifest.kind === 'CustomResourceDefinition') return 'kept';
    if (hasSyncOption(base, object, 'Delete=false') || isKeptByHelm(object)) return 'kept';
    if (!deletesWhatItMade(before)) return 'left';
    return hasSyncOption(base, object, 'Delete=confirm') ? 'asked' : 'deleted';
  }
  if (hasSyncOption(base, object, 'Prune=false')) return 'kept';
  if (after !== undefined && !prunesByItself(after)) return 'left';
  if (hasSyncOption(base, object, 'Prune=confirm')) return 'asked';
  return after === undefined ? 'assumed' : 'deleted';
};

/** Whether an object has Helm's annotation that keeps it. */
export const isKeptByHelm = ({ manifest }: SideObject): boolean =>
  stringMapOf(manifest.metadata.annotations).get('helm.sh/resource-policy') === 'keep';

/** Whether deleting an Application deletes its objects: only with Argo CD's finalizer, in any of its spellings. */
export const deletesWhatItMade = (application: unknown): boolean =>
  textsOf(at(application, 'metadata', 'finalizers')).some((finalizer) =>
    /^resources-finalizer\.argocd\.argoproj\.io(?:\/|$)/.test(finalizer),
  );

/** Whether an Application deletes by itself what is no longer declared. */
export const prunesByItself = (application: unknown): boolean => {
  const automated = at(application, 'spec', 'syncPolicy', 'automated');
  return at(automated, 'prune') === true && at(automated, 'enabled') !== false;
};
