import { podTemplateOf } from '../../../effects/pods/pod-template.ts';
import { at, stringMapOf } from '../../../effects/reading/fields.ts';
import { hasAll, selects } from '../../../effects/reading/label-selector.ts';
import type { SideObject } from '../../../model/side.ts';
import type { Reference } from './references.ts';

type Labels = ReadonlyMap<string, string>;

/** How an object finds others by their labels: undefined when it does not. */
interface Selection {
  readonly how: string;
  readonly of: 'pods' | 'services';
  readonly takes: (labels: Labels) => boolean;
}

const isEmpty = (selector: unknown): boolean => selector === undefined || JSON.stringify(selector) === '{}';

const selectionOf = ({ identity: { group, kind }, manifest }: SideObject): Selection | undefined => {
  const spec = at(manifest, 'spec');
  const bySelector = (how: string, of: Selection['of'], selector: unknown): Selection | undefined =>
    // One that takes everything says nothing in a picture.
    isEmpty(selector) ? undefined : { how, of, takes: (labels) => selects(selector, labels) };
  switch (`${group}/${kind}`) {
    case '/Service': {
      const wanted = stringMapOf(at(spec, 'selector'));
      return wanted.size === 0 ? undefined : { how: 'sends to', of: 'pods', takes: (labels) => hasAll(wanted, labels) };
    }
    case 'policy/PodDisruptionBudget':
      return bySelector('keeps up', 'pods', at(spec, 'selector'));
    case 'networking.k8s.io/NetworkPolicy':
      return bySelector('guards', 'pods', at(spec, 'podSelector'));
    case 'monitoring.coreos.com/PodMonitor':
      return bySelector('watches', 'pods', at(spec, 'selector'));
    case 'monitoring.coreos.com/ServiceMonitor':
      return bySelector('watches', 'services', at(spec, 'selector'));
    default:
      return undefined;
  }
};

/** Objects by namespace, with the labels by which they are found. */
export interface Selectable {
  readonly object: SideObject;
  readonly labels: Labels;
  readonly of: Selection['of'];
}

/** The objects of a side that others find by labels: what makes Pods, and Services. */
export const selectables = (objects: readonly SideObject[]): ReadonlyMap<string, readonly Selectable[]> =>
  Map.groupBy(
    objects.flatMap((object): Selectable[] => {
      if (object.identity.group === '' && object.identity.kind === 'Service')
        return [{ object, of: 'services', labels: stringMapOf(at(object.manifest, 'metadata', 'labels')) }];
      const template = podTemplateOf(object.manifest);
      return template === undefined ? [] : [{ object, of: 'pods', labels: template.labels }];
    }),
    ({ object }) => object.identity.namespace,
  );

/** What an object finds by labels in its namespace. */
export const selectionsOf = (
  object: SideObject,
  known: ReadonlyMap<string, readonly Selectable[]>,
): readonly Reference[] => {
  const selection = selectionOf(object);
  if (selection === undefined) return [];
  return (known.get(object.identity.namespace) ?? [])
    .filter(({ of, labels }) => of === selection.of && selection.takes(labels))
    .map((found) => ({ how: selection.how, to: found.object.identity }));
};
