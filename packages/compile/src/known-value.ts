import type { Json } from '@wildermesser/manifest/template';
import { type Branch, known, type ObjectValue, type Value } from './value.ts';

/** Stands for a value that is not known. */
export const unknowable = Symbol('unknowable');

const knownObject = ({ members }: ObjectValue): object | typeof unknowable => {
  const object: Record<string, unknown> = {};
  for (const member of members) {
    if (member.does !== 'set' || typeof member.key !== 'string') return unknowable;
    const value = knownOf(member.value);
    if (value === unknowable) return unknowable;
    Object.defineProperty(object, member.key, { value, enumerable: true, writable: true, configurable: true });
  }
  return object;
};

/** The JavaScript value that a value stands for, or `unknowable`. Functions are not data: they are unknowable too. */
export const knownOf = (value: Value): unknown => {
  switch (value.is) {
    case 'known':
      return value.value;
    case 'opaque':
      return value.native;
    case 'object':
      return knownObject(value);
    case 'list': {
      const items = value.elements.map((element) => (element.does === 'add' ? knownOf(element.value) : unknowable));
      return items.includes(unknowable) || !value.ordered ? unknowable : items;
    }
    default:
      return unknowable;
  }
};

/** The value that stands for a JavaScript value made by a function of the language. */
export const asValue = (native: unknown, branch: Branch): Value => {
  if (Array.isArray(native)) {
    const elements = native.map((item) => ({ does: 'add' as const, value: asValue(item, branch) }));
    return { is: 'list', elements, ordered: true, branch };
  }
  if (typeof native === 'object' && native !== null) {
    const prototype = Object.getPrototypeOf(native);
    if (prototype !== Object.prototype && prototype !== null) return { is: 'opaque', native };
    const members = Object.entries(native).map(([key, item]) => ({
      does: 'set' as const,
      key,
      value: asValue(item, branch),
    }));
    return { is: 'object', members, branch };
  }
  return known(native as Exclude<Json, object> | undefined);
};
