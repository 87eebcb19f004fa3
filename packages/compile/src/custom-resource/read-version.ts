import type { CustomResourceDefinitionVersion, JSONSchemaProps } from '@wildermesser/manifest/apiextensions/v1';
import type { InterfaceDeclaration, Type } from 'ts-morph';
import { checkClaims } from '../values-schema/check-defaults.ts';
import { docComment } from '../values-schema/doc-comment.ts';
import { refName, type Schema, schemasIn } from '../values-schema/schema.ts';
import { schemaOfType } from '../values-schema/schema-of-type.ts';
import type { Report } from './report.ts';
import { readResourceTags } from './resource-tags.ts';
import { type RootTags, readRootTags } from './root-tags.ts';
import type { RuleTags } from './rule-list.ts';
import { type Conversion, structural } from './structural.ts';

/** One version of a resource, read from its interface. */
export interface ReadVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: CustomResourceDefinitionVersion;
  readonly tags: RootTags;
}

const largestSelection = 8;

const literal = (type: Type | undefined): string | undefined => {
  const value = type?.isStringLiteral() === true ? type.getLiteralValue() : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Reads the interface of a resource: `apiVersion` and `kind` as literals, `metadata`, and what it holds. */
export const readVersion = (declaration: InterfaceDeclaration, report: Report): ReadVersion | undefined => {
  const type = declaration.getType();
  const typeOf = (name: string) => type.getProperty(name)?.getTypeAtLocation(declaration);
  const [, group, name] = /^([^/]+)\/([^/]+)$/.exec(literal(typeOf('apiVersion')) ?? '') ?? [];
  const kind = literal(typeOf('kind'));
  if (group === undefined || name === undefined || kind === undefined) {
    const message = `the interface ${declaration.getName()} does not say which kind it is`;
    const advice = "give it `readonly apiVersion: 'group.example/v1'` and `readonly kind: 'Name'`, as literal types";
    report({ code: 'no-resource', message, advice }, declaration);
    return undefined;
  }
  if (!group.includes('.') || /(^|\.)(k8s|kubernetes)\.io$/.test(group)) {
    const message = `the group ${group} ${group.includes('.') ? 'belongs to Kubernetes' : 'is no domain'}`;
    report({ code: 'no-resource', message, advice: 'use a domain of your own, such as otus.homework' }, declaration);
  }
  const ruleTags: RuleTags = new Map();
  const read = schemaOfType(
    type,
    declaration,
    ({ code, message, advice = '', field }, node, line) => {
      const tag = line === undefined ? undefined : docComment(node).tags.find((one) => one.line === line);
      report({ code, message, advice, ...(field === undefined ? {} : { field }) }, tag ?? node);
    },
    readResourceTags(ruleTags),
  );
  checkClaims(read, ({ code, message, advice = '', field }, node, line) => {
    const tag = line === undefined ? undefined : docComment(node).tags.find((one) => one.line === line);
    report({ code, message, advice, ...(field === undefined ? {} : { field }) }, tag ?? node);
  });
  const whole = read.definitions.get(refName(read.schema) ?? '') ?? read.schema;
  const { apiVersion, kind: _, metadata, ...own } = Object.fromEntries(schemasIn(whole, 'properties'));
  if (metadata === undefined) {
    const advice = 'give it `readonly metadata: ObjectMeta`';
    report(
      { code: 'no-resource', message: `the interface ${declaration.getName()} has no metadata`, advice },
      declaration,
    );
  }
  const required = Array.isArray(whole.required) ? whole.required.filter((key) => Object.hasOwn(own, String(key))) : [];
  const { required: __, ...rest } = whole;
  const root: Schema = { ...rest, properties: own, ...(required.length === 0 ? {} : { required }) };
  const place = { node: declaration, path: '', written: undefined, depth: 0 };
  const conversion: Conversion = { read, ruleTags, report, selectable: [] };
  const schema = structural(
    root,
    { path: '', place, within: [refName(read.schema) ?? ''], isForeign: false },
    conversion,
  );
  const { tags } = docComment(declaration);
  const rootTags = readRootTags(tags, schema, report);
  if (conversion.selectable.length > largestSelection)
    report(
      {
        code: 'not-structural',
        message: `${conversion.selectable.length} fields are \`@selectable\`, and a version may have ${largestSelection}`,
        advice: 'take the tag from some',
      },
      declaration,
    );
  const selectableFields = conversion.selectable.map((path) => ({ jsonPath: `.${path}` }));
  const { properties, ...said } = schema;
  const named =
    Object.keys(rootTags.name).length === 0 ? {} : { properties: { name: { type: 'string', ...rootTags.name } } };
  const openAPIV3Schema = {
    ...said,
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object', ...named },
      ...(properties as Schema),
    },
  };
  return {
    group,
    kind,
    tags: rootTags,
    version: {
      name,
      served: rootTags.isServed,
      storage: rootTags.isStorage,
      ...(rootTags.deprecation === undefined ? {} : { deprecated: true }),
      ...(rootTags.deprecation ? { deprecationWarning: rootTags.deprecation } : {}),
      schema: { openAPIV3Schema: openAPIV3Schema as JSONSchemaProps },
      ...(rootTags.subresources === undefined ? {} : { subresources: rootTags.subresources }),
      ...(rootTags.columns.length === 0 ? {} : { additionalPrinterColumns: rootTags.columns }),
      ...(selectableFields.length === 0 ? {} : { selectableFields }),
    },
  };
};
