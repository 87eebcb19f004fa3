const isNumber = (version: string): boolean => /^\d+$/.test(version);

/**
 * Whether one resource version is later than another of the same resource. Kubernetes promises that they are decimal numbers
 * which grow (KEP-5504); of others nothing is known, and they count as later.
 */
export const isLater = (version: string, than: string): boolean => {
  if (!isNumber(version) || !isNumber(than)) return version !== than;
  return version.length === than.length ? version > than : version.length > than.length;
};
