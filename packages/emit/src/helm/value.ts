import type { Expression, Json, Loop } from '@wildermesser/manifest/template';
import { called, compared, holdsNumber, printed } from './calls.ts';
import { isCertain, isTotal } from './certainty.ts';
import { freshVariable, type Scope } from './chart-scope.ts';
import { goLiteral, goString, isGoIdentifier, nothing } from './go-text.ts';
import { argument, invoke, type Operand, pipe, simple } from './operand.ts';
import { isNeverEmpty } from './schema-facts.ts';
import * as statements from './statements.ts';

/** Methods that Helm's type of values has, which hide fields of the same name. */
const methods = new Set(['AsMap', 'Encode', 'PathValue', 'Table', 'YAML']);

const emptyOf = (value: Json): string | undefined => {
  const text = JSON.stringify(value);
  return ['""', '0', 'false', '[]', '{}'].includes(text) ? goLiteral(value) : undefined;
};

/** Whether the operand is there: null counts as absent. */
export const isAbsent = (operand: Operand): Operand => invoke('kindIs', '"invalid"', operand);

/** The key of a member, as an operand. */
export const keyOperand = (key: string | Expression, scope: Scope): Operand => statements.keyOperand(key, scope, value);

/** The head of a loop, and the scope of its body. */
export const loopHead = (loop: Loop, scope: Scope): statements.LoopHead => statements.loopHead(loop, scope, value);

/** The value under a name, so that it can be used twice. */
export const named = (expression: Expression, hint: string, scope: Scope): statements.Named =>
  statements.named(expression, hint, scope, value);

const stated = (expression: Expression, hint: string, scope: Scope): Operand =>
  statements.stated(expression, hint, scope, value);

const fieldOperand = (of: Expression, name: string, scope: Scope): Operand => {
  if (of.op === 'parameter') {
    if (of.name === 'release') return simple(`${scope.root}.Release.${name === 'name' ? 'Name' : 'Namespace'}`);
    const isPlain = isGoIdentifier(name) && !methods.has(name);
    return isPlain ? simple(`${scope.root}.Values.${name}`) : invoke('index', `${scope.root}.Values`, goString(name));
  }
  const operand = value(of, scope);
  if (!isGoIdentifier(name)) {
    const map = isCertain(of, scope.schema) ? operand : pipe(operand, 'default dict');
    return invoke('index', map, goString(name));
  }
  const isPath = operand.isSimple && isCertain(of, scope.schema) && !operand.text.startsWith('(dict');
  return simple(`${isPath ? operand.text : `(${operand.text})`}.${name}`, operand.before);
};

const fallbackOperand = (of: Expression, otherwise: Expression, scope: Scope): Operand | undefined => {
  if (!isTotal(otherwise, scope.schema)) return undefined;
  const second = value(otherwise, scope);
  if (second.before.length > 0) return undefined;
  const isEmpty = otherwise.op === 'literal' && emptyOf(otherwise.value) !== undefined;
  if ((isEmpty && of.kind === otherwise.kind) || isNeverEmpty(of, scope.schema)) {
    return pipe(value(of, scope), `default ${argument(second)}`);
  }
  const first = named(of, 'given', scope);
  return invoke('ternary', second, simple(first.name, first.before), isAbsent(simple(first.name)));
};

/** The value of an expression as an operand, with the statements that it takes. */
export const value = (expression: Expression, scope: Scope): Operand => {
  const inner = (of: Expression): Operand => value(of, scope);
  switch (expression.op) {
    case 'literal':
      return simple(goLiteral(expression.value));
    case 'absent':
      return simple(nothing);
    case 'parameter':
      if (expression.name === 'values') return invoke('omit', `${scope.root}.Values`, '"global"');
      return invoke('dict', '"name"', `${scope.root}.Release.Name`, '"namespace"', `${scope.root}.Release.Namespace`);
    case 'variable':
      return simple(scope.variables.get(expression.name) ?? nothing);
    case 'field':
      return fieldOperand(expression.of, expression.name, scope);
    case 'item': {
      if (expression.of.kind === 'list') return stated(expression, 'item', scope);
      const map = inner(expression.of);
      return invoke(
        'index',
        isCertain(expression.of, scope.schema) ? map : pipe(map, 'default dict'),
        keyOperand(expression.at, scope),
      );
    }
    case 'text':
      return printed(expression, inner);
    case 'compare':
      return compared(expression, inner, scope);
    case 'and':
    case 'or': {
      const right = inner(expression.right);
      return right.before.length > 0
        ? stated(expression, 'test', scope)
        : invoke(expression.op, inner(expression.left), right);
    }
    case 'not':
      return expression.of.op === 'present' ? isAbsent(inner(expression.of.of)) : invoke('not', inner(expression.of));
    case 'present':
      return invoke('not', isAbsent(inner(expression.of)));
    case 'fallback':
      return fallbackOperand(expression.of, expression.otherwise, scope) ?? stated(expression, 'value', scope);
    case 'condition': {
      const { test, then, otherwise } = expression;
      if (isTotal(then, scope.schema) && isTotal(otherwise, scope.schema)) {
        const [a, b] = [inner(then), inner(otherwise)];
        if (a.before.length + b.before.length === 0) return invoke('ternary', a, b, inner(test));
      }
      return stated(expression, 'value', scope);
    }
    case 'object': {
      const pairs = expression.members.map((member) =>
        member.does === 'set' && typeof member.key === 'string' && !member.value.optional
          ? { key: member.key, operand: inner(member.value) }
          : undefined,
      );
      const keys = new Set(pairs.map((pair) => pair?.key));
      if (
        keys.size < pairs.length ||
        keys.has(undefined) ||
        pairs.some((pair) => (pair?.operand.before.length ?? 0) > 0)
      ) {
        return stated(expression, 'object', scope);
      }
      return invoke('dict', ...pairs.flatMap((pair) => (pair === undefined ? [] : [goString(pair.key), pair.operand])));
    }
    case 'list': {
      const items = expression.elements.map((element) => (element.does === 'add' ? inner(element.value) : undefined));
      if (items.some((item) => item === undefined || item.before.length > 0)) return stated(expression, 'list', scope);
      return invoke('list', ...items.filter((item) => item !== undefined));
    }
    case 'call': {
      const operand = called(expression, inner, scope);
      if (operand !== undefined) return operand;
      const list = inner(expression.args[0] as Expression);
      const number = inner(expression.args[1] as Expression);
      // Under a name: inside of the loop the root is written otherwise.
      const [sought, found, item] = ['sought', 'found', 'item'].map((hint) => freshVariable(hint, scope)) as [
        string,
        string,
        string,
      ];
      const before = [...list.before, ...number.before, `{{- ${sought} := toJson ${argument(number)} }}`];
      return simple(found, [...before, ...holdsNumber(found, list, sought, item)]);
    }
  }
};
