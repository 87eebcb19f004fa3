/** The releases that the fixtures hold. */
export const tags = ['v0.7.0', 'v0.8.0', 'v0.9.0', 'v0.10.0'] as const;

export type Tag = (typeof tags)[number];
