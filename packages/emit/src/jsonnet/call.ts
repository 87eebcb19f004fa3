import type { Call, Expression } from '@wildermesser/manifest/template';
import { binary, type Code, data, levels, std } from './code.ts';
import { literal } from './literal.ts';
import { present } from './reach.ts';
import type { Scope } from './scope.ts';

const isPositive = (expression: Expression): boolean => expression.op === 'literal' && Number(expression.value) > 0;

const isNatural = (expression: Expression): boolean =>
  isPositive(expression) || (expression.op === 'call' && expression.name === 'length');

const isText = (expression: Expression): boolean => expression.op === 'literal' && expression.value !== '';

/** A function of templates in terms of the two libraries. */
export const call = ({ name, args }: Call, scope: Scope): Code => {
  const all = args.map((argument) => present(argument, scope));
  const [first, second] = args as [Expression, Expression];
  const [a, b] = all as [Code, Code];
  switch (name) {
    case 'length':
      return std('length', first.kind === 'string' ? data('utf16', a) : a);
    case 'join':
      return std('join', b, a);
    case 'includes':
      return first.kind === 'string' && !isText(second) ? data('includes', a, b) : std('member', a, b);
    case 'startsWith':
    case 'endsWith':
    case 'min':
    case 'max':
      return std(name, ...all);
    case 'lower':
      return std('asciiLower', a);
    case 'upper':
      return std('asciiUpper', a);
    case 'trim':
      return std('stripChars', a, literal(' \t\n\r\f\v'));
    case 'replace':
      return std('strReplace', ...all);
    case 'keys':
      return std('objectFields', a);
    case 'json':
      return data('json', a);
    case 'toInteger':
      return data('integer', a);
    case 'add':
      return binary(a, '+', b, levels.sum);
    case 'subtract':
      return binary(a, '-', b, levels.sum);
    case 'multiply':
      return isPositive(first) || isPositive(second) ? binary(a, '*', b, levels.product) : data(name, a, b);
    case 'divide':
      return data(name, a, b);
    case 'modulo':
      return isNatural(first) ? binary(a, '%', b, levels.product) : data(name, a, b);
    case 'base64':
      return std('base64', std('encodeUTF8', a));
  }
};
