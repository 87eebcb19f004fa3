/** The object without `metadata.managedFields`, which is often the larger half of it and read by nobody here. */
export const withoutManagedFields = <T>(object: T): T => {
  const metadata = (object as { readonly metadata?: { managedFields?: unknown } }).metadata;
  // The object was parsed a moment ago and belongs to nobody else.
  if (metadata !== undefined) delete metadata.managedFields;
  return object;
};
