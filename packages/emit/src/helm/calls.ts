import type { Call, Compare, Expression, Text } from '@wildermesser/manifest/template';
import { helper, type Scope } from './chart-scope.ts';
import { goString } from './go-text.ts';
import { invoke, type Operand, pipe, simple } from './operand.ts';

type Value = (expression: Expression) => Operand;

const integerCalls = new Set<string>([
  'length',
  'toInteger',
  'add',
  'subtract',
  'multiply',
  'divide',
  'modulo',
  'min',
  'max',
]);

/** Numbers of a values file are floats, those of `--set` integers: an integer for Go is made of both. */
export const integer = (expression: Expression, value: Value): Operand => {
  const operand = value(expression);
  const isInteger = expression.op === 'literal' || (expression.op === 'call' && integerCalls.has(expression.name));
  return isInteger ? operand : invoke('int64', operand);
};

/** ASCII letters only, as every output does it: Go's own function knows more letters. */
const asciiCase = (name: 'lower' | 'upper', scope: Scope): string =>
  helper(
    name,
    `ASCII letters in ${name} case, and no others.`,
    [
      '{{- range $character := splitList "" . -}}',
      `{{- ternary (${name} $character) $character (lt $character "\\u0080") -}}`,
      '{{- end -}}',
    ],
    scope,
  );

/** Text that Go orders by bytes as JavaScript orders the argument by UTF-16 code units. */
const order = (scope: Scope): string =>
  helper(
    'order',
    'Text that is ordered by bytes as the argument is by UTF-16 code units.',
    [
      '{{- $high := regexReplaceAll "[\\\\x{e000}-\\\\x{ffff}]" . "\\ue001$0" -}}',
      '{{- regexReplaceAll "[\\\\x{10000}-\\\\x{10ffff}]" $high "\\ue000$0" -}}',
    ],
    scope,
  );

const isOrderedAlike = (expression: Expression): boolean =>
  expression.op === 'literal' && typeof expression.value === 'string' && /^[\0-\ud7ff]*$/.test(expression.value);

const operators = { '==': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };

/** Two scalars of one type compared. */
export const compared = ({ operator, left, right }: Compare, value: Value, scope: Scope): Operand => {
  const name = operators[operator];
  const kind = left.kind === 'any' ? right.kind : left.kind;
  if (kind === 'integer' && left.kind !== 'number' && right.kind !== 'number') {
    const [counted] = left.op === 'call' && left.name === 'length' ? left.args : [];
    const isZero = right.op === 'literal' && right.value === 0;
    // A string is empty by whatever its length is measured.
    if (counted !== undefined && isZero) return invoke(name, invoke('len', value(counted)), '0');
    return invoke(name, integer(left, value), integer(right, value));
  }
  if (kind === 'integer' || kind === 'number') {
    return invoke(name, invoke('float64', value(left)), invoke('float64', value(right)));
  }
  if (kind === 'any') return invoke(name, invoke('toJson', value(left)), invoke('toJson', value(right)));
  const isEquality = operator === '==' || operator === '!=';
  if (isEquality || isOrderedAlike(left) || isOrderedAlike(right)) return invoke(name, value(left), value(right));
  return invoke(name, invoke(`${order(scope)}`, value(left)), invoke(order(scope), value(right)));
};

/** A string put together with Go's format verbs. */
export const printed = ({ parts }: Text, value: Value): Operand => {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'string') return value(only);
  if (parts.length === 1 && only?.kind === 'integer' && only.op !== 'literal') {
    return invoke('toString', integer(only, value));
  }
  const operands: Operand[] = [];
  const format = parts.map((part) => {
    if (part.op === 'literal') return String(part.value).replaceAll('%', '%%');
    const operand = value(part);
    if (part.kind === 'integer') operands.push(integer(part, value));
    else if (part.kind === 'number') operands.push(invoke('toJson', operand));
    else if (part.kind === 'any') {
      operands.push(invoke('ternary', operand, invoke('toJson', operand), invoke('kindIs', '"string"', operand)));
    } else operands.push(operand);
    return part.kind === 'integer' ? '%d' : part.kind === 'boolean' ? '%t' : '%s';
  });
  if (operands.length === 0) return simple(goString(format.join('').replaceAll('%%', '%')));
  return invoke('printf', goString(format.join('')), ...operands);
};

const decimal = '"(?s)^[ \\\\t\\\\n\\\\r\\\\f\\\\v]*([+-]?)0*([0-9]+).*$"';

/** A call of a function that every output has. Undefined: it takes statements. */
export const called = ({ name, args }: Call, value: Value, scope: Scope): Operand | undefined => {
  const at = (i: number): Expression => args[i] as Expression;
  const arg = (i: number): Operand => value(at(i));
  const int = (i: number): Operand => integer(at(i), value);
  switch (name) {
    case 'length':
      if (at(0).kind !== 'string') return invoke('len', arg(0));
      // Characters beyond the basic plane count twice.
      return invoke(
        'len',
        invoke('splitList', '""', invoke('regexReplaceAll', '"[\\\\x{10000}-\\\\x{10ffff}]"', arg(0), '"xx"')),
      );
    case 'join':
      return invoke('join', arg(1), arg(0));
    case 'includes':
      if (at(0).kind === 'string') return invoke('contains', arg(1), arg(0));
      return at(1).kind === 'string' || at(1).kind === 'boolean' ? invoke('has', arg(1), arg(0)) : undefined;
    case 'startsWith':
      return invoke('hasPrefix', arg(1), arg(0));
    case 'endsWith':
      return invoke('hasSuffix', arg(1), arg(0));
    case 'lower':
    case 'upper':
      return invoke(asciiCase(name, scope), arg(0));
    case 'trim':
      return invoke('trimAll', '" \\t\\n\\r\\f\\v"', arg(0));
    case 'replace':
      return invoke('replace', arg(1), arg(2), arg(0));
    case 'keys':
      return pipe(invoke('keys', arg(0)), 'sortAlpha');
    case 'json':
      return jsonText(arg(0));
    case 'toInteger':
      // Go takes a leading zero for the sign of an octal number.
      return pipe(invoke('regexReplaceAll', decimal, arg(0), '"$1$2"'), 'int64');
    case 'add':
      return invoke('add', int(0), int(1));
    case 'subtract':
      return invoke('sub', int(0), int(1));
    case 'multiply':
      return invoke('mul', int(0), int(1));
    case 'divide':
      return invoke('div', int(0), int(1));
    case 'modulo':
      return invoke('mod', int(0), int(1));
    case 'min':
    case 'max':
      return invoke(name, int(0), int(1));
    case 'base64':
      return pipe(arg(0), 'b64enc');
  }
};

/** JSON as JavaScript writes it: Go escapes two line separators besides. */
const jsonText = (data: Operand): Operand => {
  const raw = invoke('toRawJson', data);
  // A backslash of the data is set aside, so that only escapes of the encoder are undone.
  const aside = pipe(raw, 'replace "\\\\\\\\" "\\u0000"');
  const undone = pipe(pipe(aside, 'replace "\\\\u2028" "\\u2028"'), 'replace "\\\\u2029" "\\u2029"');
  return pipe(undone, 'replace "\\u0000" "\\\\\\\\"');
};

/** Whether a list holds a number, by its JSON: Go tells numbers of different types apart. */
export const holdsNumber = (found: string, list: Operand, json: string, item: string): string[] => [
  `{{- ${found} := false }}`,
  `{{- range ${item} := ${list.text} }}`,
  `  {{- if eq (toJson ${item}) ${json} }}`,
  `    {{- ${found} = true }}`,
  '  {{- end }}',
  '{{- end }}',
];
