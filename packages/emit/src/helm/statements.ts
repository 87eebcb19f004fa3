import type { Element, Expression, Item, Loop, Member } from '@wildermesser/manifest/template';
import { integer, printed } from './calls.ts';
import { freshVariable, loopScope, type Scope } from './chart-scope.ts';
import { goString, nothing } from './go-text.ts';
import { argument, indented, type Operand, simple } from './operand.ts';

/** How statements get at the values of what they put together. */
export type Evaluate = (expression: Expression, scope: Scope) => Operand;

/** How a loop begins. */
export interface LoopHead {
  readonly head: readonly string[];
  /** What its body sees. */
  readonly inner: Scope;
}

/** A value that can be used twice. */
export interface Named {
  readonly name: string;
  readonly before: readonly string[];
}

/** The key of a member, as an operand. */
export const keyOperand = (key: string | Expression, scope: Scope, value: Evaluate): Operand => {
  if (typeof key === 'string') return simple(goString(key));
  return printed({ op: 'text', kind: 'string', optional: false, parts: [key] }, (part) => value(part, scope));
};

/** The head of a loop, and the scope of its body. */
export const loopHead = (loop: Loop, scope: Scope, value: Evaluate): LoopHead => {
  const over = value(loop.over, scope);
  const item = freshVariable(loop.variable, scope);
  const key = loop.key === undefined ? undefined : freshVariable(loop.key, scope);
  const bound: [string, string][] = [[loop.variable, item]];
  if (loop.key !== undefined && key !== undefined) bound.push([loop.key, key]);
  const variables = key === undefined ? item : `${key}, ${item}`;
  const head = [...over.before, `{{- range ${variables} := ${over.text} }}`];
  return { head, inner: loopScope(scope, bound) };
};

/** The value under a name, so that it can be used twice. */
export const named = (expression: Expression, hint: string, scope: Scope, value: Evaluate): Named => {
  const operand = value(expression, scope);
  if (operand.isSimple) return { name: operand.text, before: operand.before };
  const name = freshVariable(hint, scope);
  return { name, before: [...operand.before, `{{- ${name} := ${operand.text} }}`] };
};

const setMembers = (
  target: string,
  members: readonly Member[],
  scope: Scope,
  isFirst: boolean,
  value: Evaluate,
): string[] => {
  let mayHold = !isFirst;
  const lines: string[] = [];
  for (const member of members) {
    if (member.does === 'set') {
      const key = keyOperand(member.key, scope, value);
      if (!member.value.optional || member.value.op === 'literal') {
        const operand = value(member.value, scope);
        lines.push(
          ...key.before,
          ...operand.before,
          `{{- $_ := set ${target} ${argument(key)} ${argument(operand)} }}`,
        );
      } else {
        const { name, before } = named(member.value, 'member', scope, value);
        lines.push(...key.before, ...before, `{{- if not (kindIs "invalid" ${name}) }}`);
        lines.push(`  {{- $_ := set ${target} ${argument(key)} ${name} }}`);
        if (mayHold) lines.push('{{- else }}', `  {{- $_ := unset ${target} ${argument(key)} }}`);
        lines.push('{{- end }}');
      }
    } else if (member.does === 'spread') {
      const of = value(member.of, scope);
      const [key, item] = [freshVariable('key', scope), freshVariable('item', scope)];
      lines.push(...of.before, `{{- range ${key}, ${item} := ${of.text} }}`);
      lines.push(`  {{- $_ := set ${target} ${key} ${item} }}`, '{{- end }}');
    } else if (member.does === 'when') {
      const test = value(member.test, scope);
      const inner = setMembers(target, member.members, scope, !mayHold, value);
      lines.push(...test.before, `{{- if ${test.text} }}`, ...indented(inner), '{{- end }}');
    } else {
      const { head, inner } = loopHead(member.loop, scope, value);
      lines.push(...head, ...indented(setMembers(target, member.members, inner, false, value)), '{{- end }}');
    }
    mayHold = true;
  }
  return lines;
};

const appendElements = (target: string, elements: readonly Element[], scope: Scope, value: Evaluate): string[] =>
  elements.flatMap((element): string[] => {
    if (element.does === 'add') {
      const operand = value(element.value, scope);
      return [...operand.before, `{{- ${target} = append ${target} ${argument(operand)} }}`];
    }
    if (element.does === 'spread') {
      const operand = value(element.of, scope);
      const item = freshVariable('item', scope);
      // Not by `concat`, which makes null of two empty lists.
      const append = indented([`{{- ${target} = append ${target} ${item} }}`]);
      return [...operand.before, `{{- range ${item} := ${operand.text} }}`, ...append, '{{- end }}'];
    }
    if (element.does === 'when') {
      const test = value(element.test, scope);
      const inner = appendElements(target, element.elements, scope, value);
      return [...test.before, `{{- if ${test.text} }}`, ...indented(inner), '{{- end }}'];
    }
    const { head, inner } = loopHead(element.loop, scope, value);
    return [...head, ...indented(appendElements(target, element.elements, inner, value)), '{{- end }}'];
  });

const itemLines = (target: string, { of, at }: Item, scope: Scope, value: Evaluate): string[] => {
  const container = named(of, 'container', scope, value);
  const position = integer(at, (part) => value(part, scope));
  const i = argument(position);
  return [
    ...container.before,
    ...position.before,
    `{{- if and ${container.name} (ge ${i} 0) (lt ${i} (int64 (len (${container.name} | default list)))) }}`,
    `  {{- ${target} = index ${container.name} ${i} }}`,
    '{{- end }}',
  ];
};

const ifLines = (test: string, lines: readonly string[]): string[] => [
  `{{- if ${test} }}`,
  ...indented(lines),
  '{{- end }}',
];

/** Actions that give a variable, which is there and holds nothing, the value of an expression. */
const assign = (target: string, expression: Expression, scope: Scope, value: Evaluate): string[] => {
  const otherwise = (test: string, other: Expression): string[] => ifLines(test, assign(target, other, scope, value));
  switch (expression.op) {
    case 'object':
      return [`{{- ${target} = dict }}`, ...setMembers(target, expression.members, scope, true, value)];
    case 'list':
      return [`{{- ${target} = list }}`, ...appendElements(target, expression.elements, scope, value)];
    case 'condition': {
      const test = value(expression.test, scope);
      return [
        ...test.before,
        `{{- if ${test.text} }}`,
        ...indented(assign(target, expression.then, scope, value)),
        '{{- else }}',
        ...indented(assign(target, expression.otherwise, scope, value)),
        '{{- end }}',
      ];
    }
    case 'fallback':
      return [
        ...assign(target, expression.of, scope, value),
        ...otherwise(`kindIs "invalid" ${target}`, expression.otherwise),
      ];
    case 'and':
      return [...assign(target, expression.left, scope, value), ...otherwise(target, expression.right)];
    case 'or':
      return [...assign(target, expression.left, scope, value), ...otherwise(`not ${target}`, expression.right)];
    default: {
      const operand = value(expression, scope);
      return [...operand.before, `{{- ${target} = ${operand.text} }}`];
    }
  }
};

/** The value by statements, where no single expression of Go's is equal to it. */
export const stated = (expression: Expression, hint: string, scope: Scope, value: Evaluate): Operand => {
  const target = freshVariable(hint, scope);
  if (expression.op === 'object') {
    return simple(target, [`{{- ${target} := dict }}`, ...setMembers(target, expression.members, scope, true, value)]);
  }
  if (expression.op === 'list') {
    return simple(target, [`{{- ${target} := list }}`, ...appendElements(target, expression.elements, scope, value)]);
  }
  if (expression.op === 'fallback' || expression.op === 'and' || expression.op === 'or') {
    const [first, second] =
      expression.op === 'fallback' ? [expression.of, expression.otherwise] : [expression.left, expression.right];
    const operand = value(first, scope);
    const test = { fallback: `kindIs "invalid" ${target}`, and: target, or: `not ${target}` }[expression.op];
    const lines = ifLines(test, assign(target, second, scope, value));
    return simple(target, [...operand.before, `{{- ${target} := ${operand.text} }}`, ...lines]);
  }
  const lines =
    expression.op === 'item' ? itemLines(target, expression, scope, value) : assign(target, expression, scope, value);
  return simple(target, [`{{- ${target} := ${nothing} }}`, ...lines]);
};
