import { hasAll } from './label-selector.ts';
import type { Selectable } from './pod-template.ts';

/** Finds pods by labels. */
export interface PodIndex {
  readonly add: (pod: Selectable) => void;
  readonly podsWith: (namespace: string, labels: ReadonlyMap<string, string>) => readonly Selectable[];
}

interface NamespacePods {
  readonly all: Selectable[];
  readonly byLabel: Map<string, Map<string, Selectable[]>>;
}

const none: readonly Selectable[] = Object.freeze([]);

/** An empty index. */
export const podIndex = (): PodIndex => {
  const namespaces = new Map<string, NamespacePods>();
  return {
    add: (pod) => {
      let pods = namespaces.get(pod.namespace);
      if (pods === undefined) {
        pods = { all: [], byLabel: new Map() };
        namespaces.set(pod.namespace, pods);
      }
      pods.all.push(pod);
      for (const [key, value] of pod.labels) addLabel(pods, key, value, pod);
    },
    podsWith: (namespace, labels) => {
      const pods = namespaces.get(namespace);
      if (pods === undefined) return none;
      let shortest: readonly Selectable[] | undefined;
      for (const [key, value] of labels) {
        const list = pods.byLabel.get(key)?.get(value) ?? none;
        if (shortest === undefined || list.length < shortest.length) shortest = list;
      }
      if (shortest === undefined) return pods.all;
      return labels.size === 1 ? shortest : shortest.filter((pod) => hasAll(labels, pod.labels));
    },
  };
};

const addLabel = ({ byLabel }: NamespacePods, key: string, value: string, pod: Selectable): void => {
  let values = byLabel.get(key);
  if (values === undefined) {
    values = new Map();
    byLabel.set(key, values);
  }
  const pods = values.get(value);
  if (pods === undefined) values.set(value, [pod]);
  else pods.push(pod);
};
