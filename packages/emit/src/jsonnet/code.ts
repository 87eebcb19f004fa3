import { type Doc, group, line, nest, separated, soft } from './doc.ts';

/** How tightly the operators of Jsonnet bind, from `if` and `local`, which take all that follows, to what needs no parentheses. */
export const levels = {
  ...{ open: 0, or: 1, and: 2, equality: 3, order: 4, sum: 5, product: 6, unary: 7, atom: 8 },
} as const;

/** An expression of Jsonnet. */
export interface Code {
  readonly doc: Doc;
  readonly level: number;
  /** Whether it is a name or a path of names, which an object literal may follow directly. */
  readonly path?: boolean;
  /** Whether it is an object literal. */
  readonly braces?: boolean;
}

export const atom = (doc: Doc): Code => ({ doc, level: levels.atom });

export const path = (doc: Doc): Code => ({ doc, level: levels.atom, path: true });

/** The expression as an operand of an operator of the level. */
export const operand = (code: Code, level: number): Doc =>
  code.level >= level ? code.doc : group('(', nest(soft, code.doc), soft, ')');

/** `left operator right`; operators of one level group to the left. */
export const binary = (left: Code, operator: string, right: Code, level: number): Code => ({
  doc: [operand(left, level), ` ${operator} `, operand(right, level + 1)],
  level,
});

/** `name(…)`. */
export const callOf = (name: Doc, ...args: readonly Code[]): Code =>
  atom(
    group(
      name,
      '(',
      nest(
        soft,
        separated(
          args.map(({ doc }) => doc),
          ',',
          line,
        ),
      ),
      soft,
      ')',
    ),
  );

/** A function of the library that stands beside the components. */
export const data = (name: string, ...args: readonly Code[]): Code => callOf(`data.${name}`, ...args);

/** A function of Jsonnet's own library. */
export const std = (name: string, ...args: readonly Code[]): Code => callOf(`std.${name}`, ...args);

/** `if test then then else otherwise`; without `otherwise` it is null. */
export const ifThen = (test: Code, then: Code, otherwise?: Code): Code => ({
  doc: group(
    ...['if ', operand(test, levels.or), line, 'then ', operand(then, otherwise ? levels.or : levels.open)],
    ...(otherwise ? [line, 'else ', otherwise.doc] : []),
  ),
  level: levels.open,
});
