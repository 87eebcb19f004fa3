import { compareBytes } from '@wildermesser/manifest';
import type { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { choose } from './choice.ts';
import { knownOf, unknowable } from './known-value.ts';
import { lower } from './lower.ts';
import { call } from './make-expression.ts';
import { refuse } from './refusal.ts';
import { concatenate } from './text-value.ts';
import { known, type MemberValue, nothing, type Value } from './value.ts';

const isSorted = (members: readonly MemberValue[]): boolean => {
  const keys = members.map((member) =>
    member.does === 'set' && typeof member.key === 'string' ? member.key : undefined,
  );
  return keys.every((key, i) => {
    const before = keys[i - 1];
    return (
      key !== undefined && !/^\d+$/.test(key) && (i === 0 || (before !== undefined && compareBytes(before, key) < 0))
    );
  });
};

/** Whether JSON.stringify writes the keys in sorted order, as the outputs do. Data of the values is sorted already. */
const isInOrder = (value: Value): boolean => {
  switch (value.is) {
    case 'choice':
      return isInOrder(value.then) && isInOrder(value.otherwise);
    case 'list':
      return value.elements.every((element) =>
        element.does === 'add'
          ? isInOrder(element.value)
          : element.does === 'spread' || isInOrder({ ...value, elements: [...element.elements] }),
      );
    case 'object': {
      const [only] = value.members;
      if (value.members.length === 1 && only?.does === 'spread') return true;
      return (
        isSorted(value.members) && value.members.every((member) => member.does !== 'set' || isInOrder(member.value))
      );
    }
    default:
      return true;
  }
};

const plainJson = (value: Value, node: ts.Node): Value => {
  const expression = lower(value, node);
  if (expression.optional) return refuse(node, 'what is written as JSON may be absent', 'give it a fallback with ??');
  if (expression.op === 'literal') return known(JSON.stringify(expression.value));
  return unknownAt(call('json', 'string', expression), { shape: { kind: 'string' }, optional: false, nullable: false });
};

/** JSON in pieces: members in the order in which they are written, which the outputs do not keep by themselves. */
const piecewise = (value: Value, node: ts.Node): Value => {
  const natively = knownOf(value);
  if (natively !== unknowable) return known(JSON.stringify(natively) ?? 'null');
  if (isInOrder(value)) return plainJson(value, node);
  if (value.is === 'choice') return choose(value.test, piecewise(value.then, node), piecewise(value.otherwise, node));
  if (value.is === 'list' && value.elements.every(({ does }) => does === 'add')) {
    const items = value.elements.flatMap((element, i) =>
      element.does === 'add' ? [known(i === 0 ? '' : ','), piecewise(element.value, node)] : [],
    );
    return concatenate([known('['), ...items, known(']')], node);
  }
  const members = new Map(
    value.is === 'object' ? value.members.map((member) => [member.does === 'set' ? member.key : '', member]) : [],
  );
  const written = [...members].filter(([, member]) => !(member.does === 'set' && knownOf(member.value) === undefined));
  const parts = written.flatMap(([key, member], i) =>
    member.does === 'set' && typeof key === 'string' && !/^\d+$/.test(key)
      ? [known(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`), piecewise(member.value, node)]
      : refuse(
          node,
          'the order of the keys of this JSON depends on the values',
          'write the members one by one, each with a value, without spreading objects',
        ),
  );
  return concatenate([known('{'), ...parts, known('}')], node);
};

/** `JSON.stringify(value)` */
export const toJson = (args: readonly Value[], node: ts.Node): Value => {
  const [value = nothing, ...options] = args;
  const natives = args.map(knownOf);
  if (!natives.includes(unknowable))
    return known((JSON.stringify as (...given: unknown[]) => string | undefined)(...natives));
  if (options.length > 0)
    return refuse(node, 'JSON with line breaks or a replacer is not translated', 'write JSON.stringify(value)');
  return piecewise(value, node);
};
