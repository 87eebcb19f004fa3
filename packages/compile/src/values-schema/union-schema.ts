import { compareBytes } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import type { Type } from 'ts-morph';
import { describe, type Place, type Reading, refuse } from './place.ts';
import { integerSchema } from './read-tags.ts';
import type { Schema } from './schema.ts';
import { templatePattern } from './template-pattern.ts';

/** The value of a literal type; undefined for other types. */
export const literalOf = (type: Type): Json | undefined => {
  if (type.isBooleanLiteral()) return type.getText() === 'true';
  const value = type.isLiteral() ? type.getLiteralValue() : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
};

const jsonType = (value: Json): string => (Number.isInteger(value) ? 'integer' : typeof value);

const byValue = (a: Json, b: Json): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareBytes(String(a), String(b));

/** The schema of these values alone. The compiler lists the members of a union in no stable order, so they are sorted. */
export const literalSchema = (values: readonly Json[]): Schema => {
  const types = [...new Set(values.map(jsonType))].sort(compareBytes);
  const sorted = [...values].sort(byValue);
  const [first] = sorted;
  return {
    type: types.length === 1 ? (types[0] ?? '') : types,
    ...(sorted.length === 1 && first !== undefined ? { const: first } : { enum: sorted }),
  };
};

const isPrimitive = (type: Type): boolean => type.isString() || type.isNumber();

interface Branch {
  readonly type: Type;
  /** What the property that tells the branches apart may be in this one. */
  readonly values: readonly Json[];
}

const literalsOf = (type: Type): readonly Json[] => {
  const values = (type.isUnion() ? type.getUnionTypes() : [type]).map(literalOf);
  return values.every((value) => value !== undefined) ? values : [];
};

/** The branches by the values of a property, when these tell them all apart. */
const branchesBy = (name: string, members: readonly Type[], place: Place): readonly Branch[] | undefined => {
  const branches = members.map((type): Branch => {
    const property = type.getProperty(name);
    const isAlways = property !== undefined && !property.isOptional();
    return { type, values: isAlways ? literalsOf(property.getTypeAtLocation(place.node)) : [] };
  });
  const all = branches.flatMap(({ values }) => values);
  const isApart = branches.every(({ values }) => values.length > 0) && new Set(all).size === all.length;
  return isApart ? branches : undefined;
};

/** The branches of a union of objects, sorted; undefined when no property tells them apart. */
const discriminated = (members: readonly Type[], place: Place): readonly Branch[] | undefined => {
  const names = (members[0]?.getProperties() ?? []).map((property) => property.getName()).sort(compareBytes);
  for (const name of names) {
    const branches = branchesBy(name, members, place);
    if (branches === undefined) continue;
    const first = ({ values }: Branch): Json => [...values].sort(byValue)[0] ?? '';
    return [...branches].sort((a, b) => byValue(first(a), first(b)));
  }
  return undefined;
};

/** The schema of a union without null and undefined. */
export const unionSchema = (members: readonly Type[], place: Place, reading: Reading): Schema => {
  const literals = members.map(literalOf);
  if (literals.every((value) => value !== undefined)) return literalSchema(literals);
  if (members.every((type) => type.isTemplateLiteral() || type.isStringLiteral())) {
    return { type: 'string', pattern: templatePattern(members) };
  }
  if (members.every(isPrimitive)) return { ...integerSchema, type: ['integer', 'string'] };
  const branches = members.every((type) => type.isObject() || type.isIntersection())
    ? discriminated(members, place)
    : undefined;
  if (branches !== undefined) return { oneOf: branches.map(({ type }) => reading.schemaOf(type, place)) };
  const isScalar = (type: Type): boolean => !type.isObject() && !type.isIntersection();
  return refuse(
    reading,
    place,
    members.every(isScalar)
      ? 'is a union of a literal and a whole type'
      : 'is a union whose members no property tells apart',
    members.every(isScalar)
      ? `let ${describe(place)} be literals only, or one of string, number and boolean`
      : "give each member a property of the same name with a literal of its own, such as `type: 'file'`",
  );
};
