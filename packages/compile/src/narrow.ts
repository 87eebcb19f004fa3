import { ts } from 'ts-morph';
import { requiredUnknown } from './choice.ts';
import { refuse } from './refusal.ts';
import type { Shape } from './shape.ts';
import { constituents, shapeOf } from './type-shape.ts';
import { isNothing, type Unknown, type Value } from './value.ts';

const { TypeFlags } = ts;

const narrowShape = (shape: Shape, type: ts.Type, checker: ts.TypeChecker): Shape => {
  const types = constituents(type);
  if (shape.kind === 'string' && shape.among !== undefined && types.every((one) => one.isStringLiteral())) {
    const left = new Set(types.map((one) => (one as ts.StringLiteralType).value));
    const among = shape.among.filter((text) => left.has(text));
    return among.length === 0 ? shape : { ...shape, among };
  }
  if (shape.kind === 'object' && shape.variants.length > 1) {
    const variants = shape.variants.filter((variant) => types.includes(variant));
    return variants.length === 0 ? shape : { ...shape, variants };
  }
  if (shape.kind === 'any') {
    const narrowed = shapeOf(type, checker);
    return narrowed.kind === 'string' || narrowed.kind === 'boolean' ? narrowed : shape;
  }
  return shape;
};

const narrowUnknown = (value: Unknown, type: ts.Type, node: ts.Node, checker: ts.TypeChecker): Value => {
  if ((type.flags & TypeFlags.Any) !== 0 && value.expression.optional)
    refuse(node, 'the type any hides whether the value is there', 'give it the type that it has in the interface');
  if ((type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.TypeParameter | TypeFlags.Never)) !== 0)
    return value;
  const types = constituents(type);
  const hasUndefined = types.some(({ flags }) => (flags & (TypeFlags.Undefined | TypeFlags.Void)) !== 0);
  const hasNull = types.some(({ flags }) => (flags & TypeFlags.Null) !== 0);
  const generic = types.some(({ flags }) => (flags & (TypeFlags.Instantiable | TypeFlags.Unknown)) !== 0);
  const there = hasUndefined || hasNull || generic ? value : requiredUnknown(value);
  const shape = narrowShape(there.shape, type, checker);
  const nullable = there.nullable && (hasNull || generic);
  return shape === there.shape && nullable === there.nullable ? there : { ...there, shape, nullable };
};

/**
 * What the checker knows about a value at a node from the conditions around it: that it is there, which of several
 * types or literals it has.
 */
export const narrow = (value: Value, node: ts.Expression, checker: ts.TypeChecker): Value => {
  if ((value.is === 'choice' || value.is === 'unknown') && value.isClaimed === true) return value;
  if (value.is === 'choice') {
    const type = checker.getTypeAtLocation(node);
    const open = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Instantiable | TypeFlags.Never;
    if (constituents(type).some(({ flags }) => (flags & (open | TypeFlags.Undefined | TypeFlags.Null)) !== 0))
      return value;
    if (isNothing(value.then)) return narrow(value.otherwise, node, checker);
    if (isNothing(value.otherwise)) return narrow(value.then, node, checker);
    const [then, otherwise] = [narrow(value.then, node, checker), narrow(value.otherwise, node, checker)];
    return then === value.then && otherwise === value.otherwise ? value : { ...value, then, otherwise };
  }
  if (value.is !== 'unknown') return value;
  const { shape } = value;
  const gains =
    value.expression.optional ||
    shape.kind === 'any' ||
    (shape.kind === 'string' && (shape.among?.length ?? 0) > 1) ||
    (shape.kind === 'object' && shape.variants.length > 1);
  return gains ? narrowUnknown(value, checker.getTypeAtLocation(node), node, checker) : value;
};
