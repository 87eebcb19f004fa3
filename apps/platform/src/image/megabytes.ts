/** A size as registries show it: millions of bytes, one digit behind the point. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
