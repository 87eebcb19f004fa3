/** One rule of `x-kubernetes-validations`. */
export type CelRule = Readonly<Record<string, string | boolean>> & { readonly rule: string };

const keys = ['message', 'messageExpression', 'reason', 'fieldPath', 'optionalOldSelf'];
const reasons = ['FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate'];

/** What follows a rule, each on a line of its own: `message: …`. */
const keyLine = new RegExp(`^(${keys.join('|')}):\\s*(.*)$`);

/** A rule, or what is wrong with its text. */
export type ReadRule = { readonly rule: CelRule } | { readonly fault: string; readonly advice: string };

/**
 * Reads the text of `@rule`: an expression over one or more lines, then any of `message:`, `messageExpression:`, `reason:`,
 * `fieldPath:` and `optionalOldSelf: true` on lines of their own, which may go on in lines that name no key.
 */
export const readRule = (text: string): ReadRule => {
  const read = new Map<string, string>();
  let key = 'rule';
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, named, rest] = keyLine.exec(line) ?? [];
    if (named !== undefined) key = named;
    const words = [read.get(key) ?? '', rest ?? line].filter((part) => part !== '');
    read.set(key, words.join(' '));
  }
  const { rule = '', message, messageExpression, reason, fieldPath, optionalOldSelf } = Object.fromEntries(read);
  if (rule === '') return { fault: 'has no expression', advice: 'write an expression of CEL over `self` after it' };
  if (message === undefined && messageExpression === undefined)
    return {
      fault: 'has no message',
      advice: 'say what is wanted in a line `message: …` below it: without one the API server shows the expression',
    };
  if (reason !== undefined && !reasons.includes(reason))
    return { fault: `has the reason ${reason}, which there is not`, advice: `use ${reasons.join(', ')}` };
  if (optionalOldSelf !== undefined && optionalOldSelf !== 'true')
    return {
      fault: 'has an `optionalOldSelf` that is not `true`',
      advice: 'write `optionalOldSelf: true`, or nothing',
    };
  return {
    rule: {
      rule,
      ...(message === undefined ? {} : { message }),
      ...(messageExpression === undefined ? {} : { messageExpression }),
      ...(reason === undefined ? {} : { reason }),
      ...(fieldPath === undefined ? {} : { fieldPath }),
      ...(optionalOldSelf === undefined ? {} : { optionalOldSelf: true }),
    },
  };
};
