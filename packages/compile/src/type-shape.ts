import { ts } from 'ts-morph';
import { type Declared, declaredEntry, declaredItem, declaredOf, undeclared } from './declared.ts';
import type { IntegerShape, ObjectShape, Shape, Slot, StringShape } from './shape.ts';

const { TypeFlags } = ts;
const nothingFlags = TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Void;

/** Constituents of a union, the type itself when it is none. */
export const constituents = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

const isString = (type: ts.Type): boolean =>
  (type.flags & TypeFlags.StringLike) !== 0 || (type.isIntersection() && type.types.some(isString));
const isNumber = (type: ts.Type): boolean =>
  (type.flags & TypeFlags.NumberLike) !== 0 || (type.isIntersection() && type.types.some(isNumber));

const stringShape = (types: readonly ts.Type[], tags: ReadonlyMap<string, string>): StringShape => {
  const literals = types.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
  const pattern = tags.get('pattern');
  if (literals.length === types.length) return { kind: 'string', among: literals };
  const most = Number(tags.get('maxLength'));
  const limit = Number.isSafeInteger(most) ? { maxLength: most } : {};
  return { kind: 'string', ...limit, ...(pattern === undefined ? {} : { pattern }) };
};

const integerShape = (types: readonly ts.Type[], tags: ReadonlyMap<string, string>): IntegerShape => {
  const literals = types.flatMap((type) => (type.isNumberLiteral() ? [type.value] : []));
  if (literals.length === types.length) return { kind: 'integer', among: literals, minimum: Math.min(...literals) };
  const [minimum, exclusive] = [tags.get('minimum'), tags.get('exclusiveMinimum')];
  if (minimum !== undefined && minimum !== '') return { kind: 'integer', minimum: Math.ceil(Number(minimum)) };
  return exclusive === undefined
    ? { kind: 'integer' }
    : { kind: 'integer', minimum: Math.floor(Number(exclusive)) + 1 };
};

/** What the values of a type look like. `tags` are those of the property that holds them. */
export const shapeOf = (type: ts.Type, checker: ts.TypeChecker, declared: Declared = undeclared): Shape => {
  const { tags } = declared;
  const types = constituents(type).filter(({ flags }) => (flags & nothingFlags) === 0);
  if (types.length === 0) return { kind: 'any' };
  if (types.every(({ flags }) => (flags & TypeFlags.BooleanLike) !== 0)) return { kind: 'boolean' };
  if (types.every(isString)) return stringShape(types, tags);
  if (types.every(isNumber)) {
    const whole = types.every((one) => !one.isNumberLiteral() || Number.isSafeInteger(one.value));
    return tags.has('float') || !whole ? { kind: 'number' } : integerShape(types, tags);
  }
  if (types.every((one) => checker.isArrayLikeType(one)))
    return { kind: 'list', item: () => itemSlot(types, checker, declared) };
  const isObject = (one: ts.Type): boolean =>
    ((one.flags & TypeFlags.Object) !== 0 || one.isIntersection()) &&
    one.getCallSignatures().length === 0 &&
    !checker.isArrayLikeType(one);
  return types.every(isObject) ? { kind: 'object', variants: types, declared } : { kind: 'any' };
};

/** What a place of a type holds. */
export const slotOf = (type: ts.Type, checker: ts.TypeChecker, declared?: Declared): Slot => {
  const open = (type.flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0;
  return {
    shape: shapeOf(type, checker, declared),
    optional: open || constituents(type).some(({ flags }) => (flags & nothingFlags) !== 0),
    nullable: open || constituents(type).some(({ flags }) => (flags & TypeFlags.Null) !== 0),
  };
};

const itemSlot = (types: readonly ts.Type[], checker: ts.TypeChecker, declared: Declared): Slot =>
  joinSlots(
    types.flatMap((type) => {
      const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
      return item === undefined ? [] : [slotOf(item, checker, declaredItem(declared))];
    }),
  );

/** What one of several places holds. */
export const joinSlots = (slots: readonly Slot[]): Slot => {
  const [first] = slots;
  if (first !== undefined && slots.length === 1) return first;
  return {
    shape: joinShapes(slots.map(({ shape }) => shape)),
    optional: slots.length === 0 || slots.some(({ optional }) => optional),
    nullable: slots.length === 0 || slots.some(({ nullable }) => nullable),
  };
};

const joinShapes = (shapes: readonly Shape[]): Shape => {
  const [first] = shapes;
  if (first === undefined || shapes.some(({ kind }) => kind !== first.kind)) return { kind: 'any' };
  if (first.kind === 'string') {
    const among = shapes.flatMap((shape): readonly (string | undefined)[] =>
      shape.kind === 'string' ? (shape.among ?? [undefined]) : [],
    );
    return among.includes(undefined) ? { kind: 'string' } : { kind: 'string', among: among as string[] };
  }
  if (first.kind === 'integer') {
    const minima = shapes.map((shape) => (shape.kind === 'integer' ? shape.minimum : undefined));
    return minima.includes(undefined)
      ? { kind: 'integer' }
      : { kind: 'integer', minimum: Math.min(...(minima as number[])) };
  }
  if (first.kind === 'list')
    return {
      kind: 'list',
      item: () => joinSlots(shapes.flatMap((shape) => (shape.kind === 'list' ? [shape.item()] : []))),
    };
  if (first.kind === 'object')
    return { kind: 'object', variants: shapes.flatMap((shape) => (shape.kind === 'object' ? shape.variants : [])) };
  return first;
};

const propertySlot = (type: ts.Type, name: string, checker: ts.TypeChecker, declared: Declared): Slot | undefined => {
  const property = checker.getPropertyOfType(type, name);
  if (property !== undefined) {
    const slot = slotOf(checker.getTypeOfSymbol(property), checker, declaredOf(property, checker));
    return (property.flags & ts.SymbolFlags.Optional) === 0 ? slot : { ...slot, optional: true };
  }
  const entry = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return entry === undefined ? undefined : { ...slotOf(entry, checker, declaredEntry(declared)), optional: true };
};

/** The field of an object; undefined when no variant has it. A variant without it was ruled out by whoever reads it. */
export const fieldSlot = (
  { variants, fixed, declared = undeclared }: ObjectShape,
  name: string,
  checker: ts.TypeChecker,
): Slot | undefined => {
  if (fixed !== undefined) return fixed[name];
  const slots = variants.flatMap((variant) => propertySlot(variant, name, checker, declared) ?? []);
  return slots.length === 0 ? undefined : joinSlots(slots);
};

/** Names of the fields that an object can have, and whether it can have others beside them, as a map does. */
export const fieldNames = (
  { variants, fixed }: ObjectShape,
  checker: ts.TypeChecker,
): { readonly names: readonly string[]; readonly open: boolean } => {
  if (fixed !== undefined) return { names: Object.keys(fixed), open: false };
  const names = new Set(variants.flatMap((type) => checker.getPropertiesOfType(type).map(({ name }) => name)));
  return {
    names: [...names],
    open: variants.some((type) => checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined),
  };
};

/** What an entry under a computed key holds. */
export const entrySlot = (shape: ObjectShape, checker: ts.TypeChecker): Slot => {
  const { names } = fieldNames(shape, checker);
  const entries = shape.variants.flatMap((type) => {
    const entry = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return entry === undefined ? [] : [slotOf(entry, checker, declaredEntry(shape.declared ?? undeclared))];
  });
  return joinSlots([...entries, ...names.flatMap((name) => fieldSlot(shape, name, checker) ?? [])]);
};
