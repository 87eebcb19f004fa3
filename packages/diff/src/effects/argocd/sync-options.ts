import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, stringMapOf, textsOf } from '../reading/fields.ts';

/** The annotation that sets sync options of one object. */
export const syncOptionsAnnotation = 'argocd.argoproj.io/sync-options';

/** Options in an object's own annotation: a list with commas, compared exactly. */
export const ownSyncOptions = ({ manifest }: SideObject): readonly string[] =>
  (stringMapOf(manifest.metadata.annotations).get(syncOptionsAnnotation) ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');

/** Options of the Application that an object belongs to. */
export const applicationSyncOptions = (world: World, { application }: SideObject): readonly string[] =>
  textsOf(at(world.application(application)?.manifest, 'spec', 'syncPolicy', 'syncOptions'));

/** Whether an option holds for an object: its own says so, or the Application's and its own does not deny it. */
export const hasSyncOption = (world: World, object: SideObject, option: string): boolean => {
  const own = ownSyncOptions(object);
  if (own.includes(option)) return true;
  const name = option.slice(0, option.indexOf('=') + 1);
  return !own.some((other) => other.startsWith(name)) && applicationSyncOptions(world, object).includes(option);
};

/**
 * Whether Argo CD deletes an object and makes it anew where it cannot be changed: with `Force=true`, as `kubectl apply
 * --force` does when the change is refused. Applied by the server, it does so only together with `Replace=true`.
 */
export const isReplacedByForce = (world: World, object: SideObject): boolean =>
  hasSyncOption(world, object, 'Force=true') &&
  (hasSyncOption(world, object, 'Replace=true') || !hasSyncOption(world, object, 'ServerSideApply=true'));
