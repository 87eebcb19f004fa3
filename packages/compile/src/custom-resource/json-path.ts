import { isObject, type Schema, schemaAt } from '../values-schema/schema.ts';

/** Fields of every object, of which columns show the first. */
const everyObject = ['apiVersion', 'kind', 'metadata'];

/**
 * What is wrong with a simple JSONPath such as `.status.conditions[?(@.type=="Ready")].status`; undefined when it leads to a
 * field of the resource.
 */
export const pathFault = (path: string, resource: Schema): string | undefined => {
  if (!/^\.[A-Za-z_]/.test(path)) return 'does not begin with a dot and a field';
  const steps = [...path.matchAll(/\.([A-Za-z_][\w-]*)|\[([^\]]*)\]/g)];
  if (steps.map(([whole]) => whole).join('') !== path) return 'is no path of fields and brackets';
  if (everyObject.includes(steps[0]?.[1] ?? '')) return undefined;
  let at: Schema | undefined = resource;
  for (const [, field, bracket] of steps) {
    if (at === undefined || at['x-kubernetes-preserve-unknown-fields'] === true) return undefined;
    const properties: Schema = isObject(at.properties) ? at.properties : {};
    const named = field ?? /^['"](.*)['"]$/.exec(bracket ?? '')?.[1];
    const held: unknown = named === undefined ? undefined : properties[named];
    const next: Schema | undefined =
      named === undefined
        ? schemaAt(at, 'items')
        : isObject(held as never)
          ? (held as Schema)
          : schemaAt(at, 'additionalProperties');
    if (next === undefined)
      return named === undefined ? `has [${bracket}] where there is no list` : `names \`${named}\`, which is not there`;
    at = next;
  }
  return undefined;
};
