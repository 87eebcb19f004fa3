/** Variables of a process; an unset one is undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process: the one place of the product that reads it. */
export const environment = (): Environment => process.env;
