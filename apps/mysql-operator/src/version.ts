/** The version of the operator, as its package.json has it, which is not in the image. */
export const version = '0.1.0';
