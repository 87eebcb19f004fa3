import type { Finding } from '@wildermesser/manifest';
import { isMap, type Located, type ToolResult } from './located.ts';

/** A list whose items are null is no list to Kubernetes' decoder, and nothing to Argo CD. */
const isNullList = (value: unknown): boolean =>
  isMap(value) && value.items === null && value.spec === undefined && value.status === undefined;

/** The objects with every list, of whatever kind, replaced by its items. */
export const flattenLists = (objects: readonly Located[]): ToolResult => {
  const findings: Finding[] = [];
  const flat = objects.flatMap((object): readonly Located[] => {
    if (isNullList(object.value)) return [];
    const items = isMap(object.value) ? object.value.items : undefined;
    if (!Array.isArray(items)) return [object];
    const index = items.findIndex((item) => !isMap(item));
    if (index !== -1) {
      const message = 'an item of the list is not an object';
      findings.push({
        severity: 'error',
        code: 'invalid-list',
        message,
        field: `items[${index}]`,
        file: object.file,
        line: object.line,
      });
    }
    return items.map((value) => ({ ...object, value }));
  });
  return { objects: flat, findings };
};
