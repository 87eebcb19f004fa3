/** How a committed file can differ from what the sources say. Each has a bit of the exit code of `build --check`. */
export const driftBits = { modified: 8, missing: 16, orphaned: 32, 'hand-edited': 64 } as const;

export type DriftKind = keyof typeof driftBits;
