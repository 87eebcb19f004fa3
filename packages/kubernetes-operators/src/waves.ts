/**
 * Waves of the components. They come in this order and go in the other: a MySQL that is being deleted needs the operator,
 * which makes its last backup and takes the finalizer off, and the operator needs the definition.
 */
export const waves = { crd: -2, operator: -1, sample: 0 } as const;
