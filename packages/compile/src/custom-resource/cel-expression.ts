import { type ASTNode, Environment } from '@marcbachmann/cel-js';

export type { ASTNode } from '@marcbachmann/cel-js';

const environment = new Environment({ enableOptionalTypes: true });

/** An expression as a tree, or what is wrong with it: one line, and the 0-based character where it is. */
export type ParsedCel = { readonly tree: ASTNode } | { readonly fault: string; readonly at: number | undefined };

/** Parses an expression of CEL. Functions are the API server's own business. */
export const parseCel = (expression: string): ParsedCel => {
  try {
    return { tree: environment.parse(expression).ast };
  } catch (error) {
    const { message, node } = error as Error & { readonly node?: { readonly pos?: number } };
    return { fault: message.split('\n')[0] ?? message, at: node?.pos };
  }
};
