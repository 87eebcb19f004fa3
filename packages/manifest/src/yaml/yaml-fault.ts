/** One thing in a value that has no place in a manifest. */
export interface YamlFault {
  /** `spec.replicas`, `data["a.b"]`, `` for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** Deeper nesting than any manifest has; a value that holds itself gets here too. */
export const depthLimit = 100;

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Every place of a value that cannot be written, found by a slow walk after the fast one failed. */
export const faultsOf = (value: unknown, path = '', above: readonly object[] = []): YamlFault[] => {
  const fault = (message: string): YamlFault[] => [{ path, message }];
  switch (typeof value) {
    case 'boolean':
      return [];
    case 'string':
      return value.isWellFormed() ? [] : fault('the string holds half of a surrogate pair, which UTF-8 cannot write');
    case 'number':
      if (!Number.isFinite(value)) return fault(`${value} is no number that YAML and JSON share`);
      return Number.isInteger(value) && !Number.isSafeInteger(value)
        ? fault('the integer is beyond 2^53, where doubles skip values; write it as a string')
        : [];
    case 'undefined':
      return path.endsWith(']') ? fault('a list item is undefined; leave it out of the list') : [];
    case 'object':
      break;
    default:
      return fault(`a ${typeof value} is no data`);
  }
  if (value === null) return [];
  if (above.includes(value)) return fault('the value holds itself');
  if (above.length > depthLimit) return fault(`nested deeper than ${depthLimit} levels`);
  const within = [...above, value];
  if (Array.isArray(value)) return Array.from(value, (item, i) => faultsOf(item, `${path}[${i}]`, within)).flat();
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return fault(`an instance of ${prototype.constructor?.name ?? 'a class'} is no plain data`);
  return Object.entries(value).flatMap(([key, item]) => {
    const step = identifier.test(key) ? `${path === '' ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    const here = key.isWellFormed() ? [] : [{ path, message: 'a key holds half of a surrogate pair' }];
    return [...here, ...(item === undefined ? [] : faultsOf(item, path + step, within))];
  });
};
