import type { SchemaNode } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { type Check, type Fault, report, typeName } from './fault.ts';
import { formats, isQuantity } from './formats.ts';

const wrongType = (faults: Fault[], wanted: string, value: unknown, advice?: string): void =>
  report(faults, 'wrong-type', `the value must be ${wanted}, but is ${typeName(value)}`, advice);

const regExpOf = (pattern: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Go's expressions allow what these do not: such a pattern is left to the API server.
    }
  }
  return undefined;
};

/** Characters as Go counts them: an emoji is one. */
const characters = (text: string): number => [...text].length;

const textRules = (node: SchemaNode): Check[] => {
  const rules: Check[] = [];
  const { pattern, minLength, maxLength, format } = node;
  const expression = pattern === undefined ? undefined : regExpOf(pattern);
  if (expression !== undefined) {
    rules.push((value, faults) => {
      if (!expression.test(value as string)) report(faults, 'wrong-pattern', `the value must match ${pattern}`);
    });
  }
  if (minLength !== undefined) {
    rules.push((value, faults) => {
      if (characters(value as string) < minLength) {
        report(
          faults,
          'out-of-range',
          `the value must have at least ${minLength} character${minLength === 1 ? '' : 's'}`,
        );
      }
    });
  }
  if (maxLength !== undefined) {
    rules.push((value, faults) => {
      const text = value as string;
      if (text.length > maxLength && characters(text) > maxLength) {
        report(faults, 'out-of-range', `the value must have at most ${maxLength} characters`);
      }
    });
  }
  const known = format === undefined ? undefined : formats[format];
  if (known !== undefined) {
    rules.push((value, faults) => {
      if (!known[0](value as string)) report(faults, 'wrong-format', `the value must be ${known[1]}`);
    });
  }
  return rules;
};

const quoteAdvice = 'write it in quotes';

/** Text. */
export const stringCheck = (node: SchemaNode): Check => {
  const rules = textRules(node);
  if (rules.length === 0) {
    return (value, faults) => {
      if (typeof value !== 'string') wrongType(faults, 'a string', value, adviceForText(value));
    };
  }
  return (value, faults) => {
    if (typeof value !== 'string') return wrongType(faults, 'a string', value, adviceForText(value));
    for (const rule of rules) rule(value, faults);
  };
};

const adviceForText = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'boolean' ? quoteAdvice : undefined;

const integerRange: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

const numberRules = (node: SchemaNode): Check[] => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = node;
  const rules: Check[] = [];
  const range = format === undefined ? undefined : integerRange[format];
  const rule = (holds: (value: number) => boolean, message: string): void => {
    rules.push((value, faults) => {
      if (!holds(Number(value))) report(faults, 'out-of-range', message);
    });
  };
  if (range !== undefined)
    rule((value) => value >= range[0] && value <= range[1], `the value does not fit into ${format}`);
  if (minimum !== undefined) {
    if (exclusiveMinimum) rule((value) => value > minimum, `the value must be more than ${minimum}`);
    else rule((value) => value >= minimum, `the value must be at least ${minimum}`);
  }
  if (maximum !== undefined) {
    if (exclusiveMaximum) rule((value) => value < maximum, `the value must be less than ${maximum}`);
    else rule((value) => value <= maximum, `the value must be at most ${maximum}`);
  }
  if (multipleOf !== undefined)
    rule((value) => value % multipleOf === 0, `the value must be a multiple of ${multipleOf}`);
  return rules;
};

const isInteger = (value: unknown): boolean => typeof value === 'bigint' || Number.isInteger(value);
const isNumber = (value: unknown): boolean => typeof value === 'bigint' || Number.isFinite(value);

/** A number, whole when the type is `integer`. */
export const numberCheck = (node: SchemaNode): Check => {
  const rules = numberRules(node);
  const [holds, wanted] = node.type === 'integer' ? [isInteger, 'a whole number'] : [isNumber, 'a number'];
  return (value, faults) => {
    if (!holds(value)) {
      const isQuoted = typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value));
      return wrongType(faults, wanted, value, isQuoted ? 'write it without quotes' : undefined);
    }
    for (const rule of rules) rule(value, faults);
  };
};

/** `true` or `false`. */
export const booleanCheck: Check = (value, faults) => {
  if (typeof value !== 'boolean') {
    wrongType(
      faults,
      'true or false',
      value,
      value === 'true' || value === 'false' ? 'write it without quotes' : undefined,
    );
  }
};

/**
 * A whole number or text, like the port of a probe. The API server reads that of built-in kinds into 32 bits, though their
 * schema does not say so; of custom ones it takes any.
 */
export const intOrStringCheck = (node: SchemaNode, custom: boolean): Check => {
  const ofText = textRules(node);
  const ofNumber = numberRules(custom ? node : { ...node, format: 'int32' });
  return (value, faults) => {
    if (typeof value === 'string') for (const rule of ofText) rule(value, faults);
    else if (isInteger(value)) for (const rule of ofNumber) rule(value, faults);
    else wrongType(faults, 'a whole number or a string', value);
  };
};

/** An amount like `500m` or `2Gi`. */
export const quantityCheck: Check = (value, faults) => {
  if (typeof value === 'string') {
    if (!isQuantity(value)) report(faults, 'wrong-format', 'the value must be a quantity like 500m or 2Gi');
  } else if (!isNumber(value)) wrongType(faults, 'a quantity like 500m or 2Gi', value);
};

/** One of a closed set; what is not text there is compared by value. `""` says "not set" where `emptyIsUnset`. */
export const enumCheck = (values: readonly unknown[], emptyIsUnset: boolean): Check => {
  const allowed = new Set(emptyIsUnset ? [...values, ''] : values);
  const shown = values.map((value) => JSON.stringify(value)).join(', ');
  return (value, faults) => {
    if (allowed.has(value)) return;
    if (typeof value !== 'string') return wrongType(faults, `one of ${shown}`, value);
    const texts = values.filter((one): one is string => typeof one === 'string');
    const sameLetters = texts.find((text) => text.toLowerCase() === value.toLowerCase());
    const meant = sameLetters ?? closest(value, texts);
    report(faults, 'not-in-enum', `the value must be one of ${shown}`, meant && `write ${meant}`);
  };
};
