import { type Catalog, isCustomDefinition, type SchemaNode } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { type Check, type Fault, isFields, locate, report, typeName } from './fault.ts';
import { listRules, type MapKeys } from './list-checks.ts';
import { booleanCheck, enumCheck, intOrStringCheck, numberCheck, quantityCheck, stringCheck } from './scalar-checks.ts';

/** The check of a definition, made when a value first needs it. */
export type Compile = (definition: string) => Check;

const anything: Check = () => undefined;

const embeddedFields = ['apiVersion', 'kind', 'metadata'];

const isEmptyDefault = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && (value === null || Object.keys(value).length === 0));

/** How many fields or entries an object may have. */
const checkCount = (faults: Fault[], count: number, { minProperties = 0, maxProperties }: SchemaNode): void => {
  if (count < minProperties) report(faults, 'out-of-range', `the object must have at least ${minProperties} entries`);
  if (maxProperties !== undefined && count > maxProperties)
    report(faults, 'out-of-range', `the object must have at most ${maxProperties} entries`);
};

/** The compiler of the schemas of one catalog. Each definition is compiled once, into a tree of closures. */
export const schemaCompiler = (catalog: Catalog): Compile => {
  const compiled = new Map<string, Check>();

  const target = (node: SchemaNode): SchemaNode =>
    node.$ref === undefined ? node : target(catalog.definition(node.$ref) ?? {});

  const mapKeys = (node: SchemaNode): MapKeys => {
    const fields = target(node.items ?? {}).properties ?? {};
    return (node['x-kubernetes-list-map-keys'] ?? []).map((name) => {
      const initial = fields[name]?.default;
      return { name, missing: isEmptyDefault(initial) ? undefined : initial };
    });
  };

  const listCheck = (node: SchemaNode, custom: boolean): Check => {
    const item = checkOf(node.items ?? {}, custom);
    const takesNull = node.items?.nullable === true || target(node.items ?? {}).nullable === true;
    const rules = listRules(node, mapKeys(node));
    return (value, faults) => {
      if (!Array.isArray(value)) {
        report(faults, 'wrong-type', `the value must be a list, but is ${typeName(value)}`);
        return;
      }
      for (let position = 0; position < value.length; position++) {
        const before = faults.length;
        const one = value[position];
        if (one === null || one === undefined) {
          if (!takesNull) report(faults, 'null-value', 'an item of the list is null', 'remove the item');
        } else item(one, faults);
        if (faults.length > before) locate(faults, before, position);
      }
      for (const rule of rules) rule(value, faults);
    };
  };

  const mapCheck = (values: SchemaNode, node: SchemaNode, custom: boolean): Check => {
    const each = checkOf(values, custom);
    const takesNull = values.nullable === true || target(values).nullable === true || each === anything;
    return (value, faults) => {
      if (!isFields(value)) {
        report(faults, 'wrong-type', `the value must be an object, but is ${typeName(value)}`);
        return;
      }
      let count = 0;
      for (const key in value) {
        const one = value[key];
        if (one === undefined) continue;
        count++;
        const before = faults.length;
        if (one === null) {
          if (!takesNull) report(faults, 'null-value', 'the value is null', 'remove the entry');
        } else each(one, faults);
        if (faults.length > before) locate(faults, before, key);
      }
      checkCount(faults, count, node);
    };
  };

  /** Objects of built-in kinds take null for "not set"; of custom ones where the schema says so or has a default. */
  const takesNull = (field: SchemaNode, custom: boolean): boolean =>
    !custom || field.nullable === true || field.default !== undefined || checkOf(field, custom) === anything;

  const missing = (faults: Fault[], name: string): void => {
    const before = faults.length;
    report(faults, 'missing-field', `the field "${name}" is missing`);
    locate(faults, before, name);
  };

  const unknown = (faults: Fault[], name: string, known: readonly string[]): void => {
    const before = faults.length;
    const sameLetters = known.find((one) => one.toLowerCase() === name.toLowerCase());
    const meant = sameLetters ?? closest(name, known);
    report(
      faults,
      'unknown-field',
      `the field "${name}" is unknown`,
      meant === undefined ? 'remove it' : `did you mean ${meant}?`,
    );
    locate(faults, before, name);
  };

  const objectCheck = (node: SchemaNode, custom: boolean): Check => {
    const fields = node.properties ?? {};
    const open = node['x-kubernetes-preserve-unknown-fields'] === true || node.additionalProperties === true;
    const required = (node.required ?? []).filter((name) => custom || isEmptyDefault(fields[name]?.default));
    const isCounted = node.minProperties !== undefined || node.maxProperties !== undefined;
    const checks = new Map<string, Check>();
    if (node['x-kubernetes-embedded-resource']) for (const name of embeddedFields) checks.set(name, anything);
    /** Made when a value first has the field: few are ever used, and definitions refer to each other in circles. */
    const fieldCheck = (name: string): Check | undefined => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) return undefined;
      const check = checkOf(field, custom);
      checks.set(name, check);
      return check;
    };
    return (value, faults) => {
      if (!isFields(value)) {
        report(faults, 'wrong-type', `the value must be an object, but is ${typeName(value)}`);
        return;
      }
      for (const name in value) {
        const field = value[name];
        if (field === undefined) continue;
        const before = faults.length;
        const check = checks.get(name) ?? fieldCheck(name);
        if (check === undefined) {
          if (!open) unknown(faults, name, Object.keys(fields));
          continue;
        }
        if (field !== null) check(field, faults);
        else if (!takesNull(fields[name] ?? {}, custom)) {
          report(faults, 'null-value', 'the value is null', 'remove the field');
        }
        if (faults.length > before) locate(faults, before, name);
      }
      if (isCounted) checkCount(faults, Object.keys(value).length, node);
      for (const name of required) {
        const field = value[name];
        if (field === undefined || (field === null && !custom)) missing(faults, name);
      }
    };
  };

  const typedCheck = (node: SchemaNode, custom: boolean): Check => {
    switch (node.type) {
      case 'array':
        return listCheck(node, custom);
      case 'boolean':
        return booleanCheck;
      case 'integer':
      case 'number':
        return numberCheck(node);
      case 'object':
        return typeof node.additionalProperties === 'object' && node.properties === undefined
          ? mapCheck(node.additionalProperties, node, custom)
          : objectCheck(node, custom);
      case 'string':
        return stringCheck(node);
      default:
        return node.properties === undefined ? anything : objectCheck(node, custom);
    }
  };

  const checkOf = (node: SchemaNode, custom: boolean): Check => {
    if (node.$ref !== undefined) return compile(node.$ref);
    if (node.enum !== undefined) return enumCheck(node.enum, !custom);
    if (node['x-kubernetes-int-or-string']) return intOrStringCheck(node, custom);
    if (node.format === 'quantity') return quantityCheck;
    return typedCheck(node, custom);
  };

  const compile: Compile = (name) => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const check = checkOf(catalog.definition(name) ?? {}, isCustomDefinition(name));
    compiled.set(name, check);
    return check;
  };

  return compile;
};
