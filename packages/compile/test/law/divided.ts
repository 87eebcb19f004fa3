import type { Made } from './law-case.ts';

/**
 * Asks a tool for many cases at once. A failing case spoils the answer for all of them, so that the halves are asked
 * again until it is alone with its error.
 */
export const divided = async <Case>(
  cases: readonly Case[],
  ask: (cases: readonly Case[]) => Promise<readonly Made[]>,
): Promise<readonly Made[]> => {
  if (cases.length === 0) return [];
  try {
    return await ask(cases);
  } catch (error) {
    if (cases.length === 1) return [{ error: error instanceof Error ? textOf(error) : String(error) }];
    const middle = cases.length >> 1;
    return [...(await divided(cases.slice(0, middle), ask)), ...(await divided(cases.slice(middle), ask))];
  }
};

const textOf = (error: Error): string => {
  const { stderr } = error as { readonly stderr?: string };
  return stderr === undefined || stderr === '' ? error.message : stderr;
};
