import type { NativeLabels } from './native-fields.ts';
import type { PlainMap } from './plain-value.ts';
import { updateAt, updateMapAt } from './update-at.ts';

const template = ['spec', 'template', 'metadata', 'labels'];

/** Where the pods of a kind, and what else it makes, get their labels. */
const templatePaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'v1/ReplicationController': [template],
  'apps/v1/DaemonSet': [template],
  'apps/v1/Deployment': [template],
  'apps/v1/ReplicaSet': [template],
  'apps/v1/StatefulSet': [template],
  'batch/v1/CronJob': [
    ['spec', 'jobTemplate', 'metadata', 'labels'],
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
  ],
  'batch/v1/Job': [template],
};

/** The object with labels; templates get them where that is declared, selectors never. */
export const withLabels = (object: PlainMap, labels: readonly NativeLabels[]): PlainMap =>
  labels.reduce((current, { pairs, includeTemplates }) => {
    const add = (map: PlainMap): PlainMap => ({ ...map, ...pairs });
    const kind = `${object.apiVersion}/${object.kind}`;
    const labeled = updateMapAt(current, ['metadata', 'labels'], add);
    if (includeTemplates !== true || Object.keys(pairs).length === 0) return labeled as PlainMap;
    const inTemplates = (templatePaths[kind] ?? []).reduce((value, path) => updateMapAt(value, path, add), labeled);
    const claims =
      kind === 'apps/v1/StatefulSet'
        ? updateAt(inTemplates, ['spec', 'volumeClaimTemplates'], (claim) =>
            updateMapAt(claim, ['metadata', 'labels'], add),
          )
        : inTemplates;
    return claims as PlainMap;
  }, object);
