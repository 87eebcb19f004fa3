import { containersOf, podTemplateOf } from '../effects/pods/pod-template.ts';
import { at, fieldsOf, recordsOf, textOf } from '../effects/reading/fields.ts';
import type { ObjectChange } from '../model/object-change.ts';
import type { SideObject } from '../model/side.ts';
import { plural } from './counting.ts';
import { cut } from './cut.ts';
import { printableLine } from './printable.ts';

const present = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((text) => text !== ''))];

const podFacts = ({ manifest }: SideObject): readonly string[] => {
  const template = podTemplateOf(manifest);
  if (template === undefined) return [];
  const replicas = at(manifest, 'spec', 'replicas');
  const images = containersOf(template.spec).map(({ fields }) => textOf(fields.image));
  return [...(typeof replicas === 'number' ? [plural(replicas, 'replica')] : []), ...present(images)];
};

const serviceFacts = ({ manifest }: SideObject): readonly string[] => {
  const ports = recordsOf(at(manifest, 'spec', 'ports')).map(({ port }) => (typeof port === 'number' ? `${port}` : ''));
  const shown = present(ports);
  const type = textOf(at(manifest, 'spec', 'type')) || 'ClusterIP';
  return [type, ...(shown.length === 0 ? [] : [`port ${shown.join(', ')}`])];
};

const readers: Readonly<Record<string, (object: SideObject) => readonly string[]>> = {
  '/ConfigMap': ({ manifest }) => [plural(Object.keys(fieldsOf(at(manifest, 'data'))).length, 'key')],
  '/PersistentVolumeClaim': ({ manifest }) => [textOf(at(manifest, 'spec', 'resources', 'requests', 'storage'))],
  '/Service': serviceFacts,
  'networking.k8s.io/Ingress': ({ manifest }) =>
    recordsOf(at(manifest, 'spec', 'rules')).map(({ host }) => textOf(host)),
  'rbac.authorization.k8s.io/ClusterRoleBinding': ({ manifest }) => [
    `grants ${textOf(at(manifest, 'roleRef', 'name'))}`,
  ],
  'rbac.authorization.k8s.io/RoleBinding': ({ manifest }) => [`grants ${textOf(at(manifest, 'roleRef', 'name'))}`],
};

const longest = 300;

/** What an object is that comes or goes, in a few words: `3 replicas, shop/web:1.4.0`; undefined for other changes. */
export const factsText = ({ verb, base, head }: ObjectChange): string | undefined => {
  const object = verb === 'add' ? head : verb === 'prune' ? base : undefined;
  if (object === undefined) return undefined;
  const { group, kind } = object.identity;
  const facts = present((readers[`${group}/${kind}`] ?? podFacts)(object));
  return facts.length === 0 ? undefined : cut(printableLine(facts.join(', ')), longest);
};
