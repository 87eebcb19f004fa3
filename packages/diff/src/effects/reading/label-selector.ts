import { at, recordsOf, stringMapOf, textOf, textsOf } from './fields.ts';

type Labels = ReadonlyMap<string, string>;

/** Whether `labels` satisfy a `LabelSelector`. An empty one takes everything. */
export const selects = (selector: unknown, labels: Labels): boolean =>
  hasAll(stringMapOf(at(selector, 'matchLabels')), labels) &&
  recordsOf(at(selector, 'matchExpressions')).every(({ key, operator, values }) => {
    const value = labels.get(textOf(key));
    switch (operator) {
      case 'In':
        return value !== undefined && textsOf(values).includes(value);
      case 'NotIn':
        return value === undefined || !textsOf(values).includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });

/** Whether `labels` contain every pair of `wanted`. */
export const hasAll = (wanted: Labels, labels: Labels): boolean =>
  [...wanted].every(([key, value]) => labels.get(key) === value);

/** As `kubectl --selector` takes it: `app=web,tier=front`. */
export const selectorText = (labels: Labels): string => [...labels].map(([key, value]) => `${key}=${value}`).join(',');
