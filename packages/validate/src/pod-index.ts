import { hasAll } from './label-selector.ts';
import type { Selectable } from './pod-template.ts';

/** Finds pods by labels. */
export interface PodIndex {
  readonly add: (pod: Selectable) => void;
  readonly podsWith: (namespace: string, labels: ReadonlyMap<string, string>) => readonly Selectable[];
}

interface NamespacePods {
  readonly all: Selectable[];
  /** By key and value; made for the keys that somebody selects by, which are few of those that pods have. */
  readonly byLabel: Map<string, Map<string, Selectable[]>>;
}

const none: readonly Selectable[] = Object.freeze([]);

/** An empty index. */
export const podIndex = (): PodIndex => {
  const namespaces = new Map<string, NamespacePods>();
  return {
    add: (pod) => {
      const pods = namespaces.get(pod.namespace);
      if (pods === undefined) namespaces.set(pod.namespace, { all: [pod], byLabel: new Map() });
      else {
        pods.all.push(pod);
        pods.byLabel.clear();
      }
    },
    podsWith: (namespace, labels) => {
      const pods = namespaces.get(namespace);
      if (pods === undefined) return none;
      let shortest: readonly Selectable[] | undefined;
      for (const [key, value] of labels) {
        const list = podsByValue(pods, key).get(value) ?? none;
        if (shortest === undefined || list.length < shortest.length) shortest = list;
      }
      if (shortest === undefined) return pods.all;
      return labels.size === 1 ? shortest : shortest.filter((pod) => hasAll(labels, pod.labels));
    },
  };
};

const podsByValue = ({ all, byLabel }: NamespacePods, key: string): ReadonlyMap<string, readonly Selectable[]> => {
  const known = byLabel.get(key);
  if (known !== undefined) return known;
  const values = new Map<string, Selectable[]>();
  for (const pod of all) {
    const value = pod.labels.get(key);
    if (value === undefined) continue;
    const pods = values.get(value);
    if (pods === undefined) values.set(value, [pod]);
    else pods.push(pod);
  }
  byLabel.set(key, values);
  return values;
};
