import type { World } from '../../model/rule.ts';
import type { SideApplication, SideObject } from '../../model/side.ts';
import { at, recordsOf, textOf, textsOf } from '../reading/fields.ts';
import { fitsGlob } from './glob.ts';

/** Whether one of the patterns fits and none of those that begin with `!` does. */
const isListed = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => !pattern.startsWith('!') && fitsGlob(pattern, text)) &&
  !patterns.some((pattern) => pattern.startsWith('!') && fitsGlob(pattern.slice(1), text));

const hasKind = (list: unknown, { identity: { group, kind } }: SideObject): boolean =>
  recordsOf(list).some((entry) => fitsGlob(textOf(entry.group), group) && fitsGlob(textOf(entry.kind), kind));

/** The AppProject of an Application, where a side declares it. */
export const projectOf = (world: World, { manifest }: SideApplication): SideObject | undefined =>
  world.find({
    group: 'argoproj.io',
    kind: 'AppProject',
    namespace: manifest?.metadata.namespace ?? '',
    name: textOf(at(manifest, 'spec', 'project')),
  });

/** Whether a project permits a kind: cluster-scoped ones must be listed, namespaced ones only if there is a list. */
export const permitsKind = ({ manifest }: SideObject, object: SideObject): boolean => {
  const scope = object.identity.namespace === '' ? 'cluster' : 'namespace';
  const allowed = at(manifest, 'spec', `${scope}ResourceWhitelist`);
  if (hasKind(at(manifest, 'spec', `${scope}ResourceBlacklist`), object)) return false;
  if (allowed === undefined || allowed === null) return scope === 'namespace';
  return hasKind(allowed, object);
};

/** Whether a project permits objects in a namespace of the cluster that an Application deploys to. */
export const permitsPlace = ({ manifest }: SideObject, application: unknown, namespace: string): boolean => {
  const [server, name] = ['server', 'name'].map((key) => textOf(at(application, 'spec', 'destination', key)));
  const lists = recordsOf(at(manifest, 'spec', 'destinations'));
  const isPlace = (entry: unknown): boolean => {
    const [ofServer, ofName] = ['server', 'name'].map((key) => textOf(at(entry, key)));
    return server !== undefined && server !== '' && ofServer
      ? fitsGlob(ofServer, server)
      : fitsGlob(ofName ?? '', name ?? '');
  };
  return lists.some((entry) => isPlace(entry) && isListed([textOf(at(entry, 'namespace'))], namespace));
};

/** Whether a project permits a repository. */
export const permitsRepository = ({ manifest }: SideObject, repository: string): boolean =>
  isListed(textsOf(at(manifest, 'spec', 'sourceRepos')), repository);
