import type { ts } from 'ts-morph';
import { lower } from './lower.ts';
import { isScalar, type Shape } from './shape.ts';
import type { ElementValue, Known, Unknown, Value } from './value.ts';

const kindOfKnown = ({ value }: Known): string => (typeof value === 'number' ? 'integer' : typeof value);

/** What every value may turn out to be. */
const outcomes = (value: Value): readonly Value[] =>
  value.is === 'choice' ? [...outcomes(value.then), ...outcomes(value.otherwise)] : [value];

const shapeOfValue = (value: Value): Shape | undefined => {
  if (value.is === 'unknown') return value.nullable || value.expression.optional ? undefined : value.shape;
  return value.is === 'known' && value.value !== undefined && value.value !== null
    ? { kind: kindOfKnown(value) as 'boolean' }
    : undefined;
};

/** A shape that all have, undefined when there is none or one of them may be absent. */
const commonShape = (values: readonly Value[]): Shape | undefined => {
  const shapes = values.map(shapeOfValue);
  const [first] = shapes;
  if (first === undefined || shapes.length === 1) return first;
  const isCommon = isScalar(first) && shapes.every((shape) => shape?.kind === first.kind);
  return isCommon ? ({ kind: first.kind } as Shape) : undefined;
};

const leaves = (elements: readonly ElementValue[]): readonly Value[] =>
  elements.flatMap((element): readonly Value[] => {
    if (element.does === 'add') return outcomes(element.value);
    if (element.does !== 'spread') return leaves(element.elements);
    const { shape, isClaimed = false } = element.of;
    if (shape.kind !== 'list') return [];
    const item = shape.item();
    const expression = { op: 'variable', kind: item.shape.kind, optional: item.nullable, name: '' } as const;
    return [{ is: 'unknown', expression, shape: item.shape, nullable: item.nullable, isClaimed }];
  });

/** The shape that all items of a list have and that none of them is without. */
export const itemShape = (elements: readonly ElementValue[]): Shape | undefined => commonShape(leaves(elements));

/** A choice of scalars of one kind as one unknown scalar; every other value as it is. */
export const settle = (value: Value, node: ts.Node): Value => {
  if (value.is !== 'choice') return value;
  const shape = commonShape(outcomes(value));
  if (shape === undefined || !isScalar(shape)) return value;
  const settled: Unknown = {
    is: 'unknown',
    expression: lower(value, node),
    shape: { kind: shape.kind } as Shape,
    nullable: false,
  };
  return settled;
};
