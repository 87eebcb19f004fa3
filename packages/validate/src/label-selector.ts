import { at, fieldsOf, recordsOf, stringMapOf, textOf, textsOf } from './read-fields.ts';

type Labels = ReadonlyMap<string, string>;

/** Whether `labels` satisfy a `LabelSelector` (`matchLabels` and `matchExpressions`). An empty selector takes all. */
export const selectorMatches = (selector: unknown, labels: Labels): boolean =>
  hasAll(stringMapOf(at(selector, 'matchLabels')), labels) && expressionsMatch(selector, labels);

/** Whether `labels` satisfy the `matchExpressions` of a `LabelSelector`. */
export const expressionsMatch = (selector: unknown, labels: Labels): boolean =>
  recordsOf(fieldsOf(selector).matchExpressions).every(({ key, operator, values }) => {
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
export const hasAll = (wanted: Labels, labels: Labels): boolean => {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
};

/** How messages write labels: `app=web, tier=front`. */
export const describeLabels = (labels: Labels): string =>
  [...labels].map(([key, value]) => `${key}=${value}`).join(', ');
