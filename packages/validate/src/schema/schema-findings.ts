import { type Catalog, type Finding, groupOf, type Manifest, originOf, versionOf } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { type Compile, schemaCompiler } from './compile-schema.ts';
import { type Fault, isFields, typeName } from './fault.ts';
import { abandonedGroup, successorGroup } from './successor-groups.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The identity of what may not even be an object: what is no text becomes `''`. */
const identity = (manifest: unknown): NonNullable<Finding['object']> => {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { apiVersion, kind, metadata }: Fields = isFields(manifest) ? manifest : {};
  const { namespace, name, generateName }: Fields = isFields(metadata) ? metadata : {};
  return {
    group: groupOf(text(apiVersion)),
    kind: text(kind),
    namespace: text(namespace),
    name: text(name) || text(generateName),
  };
};

type Problem = Omit<Finding, 'object' | 'file' | 'line'>;

const finding = (manifest: unknown, problem: Problem): Finding => ({
  ...problem,
  object: identity(manifest),
  ...(typeof manifest === 'object' && manifest !== null && originOf(manifest)),
});

const missingMessage = (field: string): string => `the field "${field}" is missing`;

const withoutField = (field: string): Problem => ({
  severity: 'error',
  code: 'missing-field',
  message: missingMessage(field),
  field,
});

/** `kubectl get -o yaml` writes such lists; no API server takes them as one object. */
const listed: Problem = {
  severity: 'error',
  code: 'unknown-kind',
  message: 'a list is no object of its own',
  advice: 'write each of its items as a document',
  field: 'items',
};

/** What there is to say about a kind that the catalog does not serve at this version. */
const unserved = (apiVersion: string, kind: string, catalog: Catalog): Problem => {
  const group = groupOf(apiVersion);
  const successor = successorGroup(group, kind);
  const versions = catalog.resourcesOfGroupKind(successor, kind).map((served) => served.version);
  const prefix = successor === '' ? '' : `${successor}/`;
  if (versions.length > 0) {
    const served = versions.map((version) => prefix + version).join(', ');
    return {
      severity: 'error',
      code: 'unserved-version',
      message: `${kind} is not served at ${apiVersion} by Kubernetes ${catalog.version}`,
      advice: `use ${served}`,
      field: 'apiVersion',
    };
  }
  if (catalog.isBuiltInGroup(successor) || successor === abandonedGroup) {
    const kinds = catalog.resources.filter((one) => one.group === successor).map((one) => one.kind);
    const meant = closest(kind, kinds);
    return {
      severity: 'error',
      code: 'unknown-kind',
      message: `Kubernetes ${catalog.version} has no kind ${kind} in ${apiVersion}`,
      advice: meant === undefined ? 'remove the object, or use the kind that replaced it' : `did you mean ${meant}?`,
      field: 'kind',
    };
  }
  return {
    severity: 'skipped',
    code: 'unknown-kind',
    message: `the schema of ${kind} in ${apiVersion} is not known`,
    advice: 'add its CustomResourceDefinition to what is checked',
  };
};

const nameFaults = (metadata: unknown, faults: Fault[]): void => {
  if (!isFields(metadata) || metadata.name || metadata.generateName) return;
  faults.push({ code: 'missing-field', message: missingMessage('name'), field: 'metadata.name' });
};

const compilers = new WeakMap<Catalog, Compile>();

const compilerOf = (catalog: Catalog): Compile => {
  const compile = compilers.get(catalog) ?? schemaCompiler(catalog);
  compilers.set(catalog, compile);
  return compile;
};

const none: readonly never[] = [];

/**
 * What a manifest says that the API server would refuse or silently drop, judged by its schema alone: unknown and
 * missing fields, wrong types and formats, values out of range or of an enum, duplicate keys of a list. A kind without
 * a schema is one `skipped` finding. `status` is not looked at, since the server ignores it in a manifest.
 */
export const schemaFindings = (manifest: Manifest, catalog: Catalog): readonly Finding[] => {
  const given: unknown = manifest;
  if (!isFields(given)) {
    const message = `a manifest must be an object, but is ${typeName(given)}`;
    return [finding(given, { severity: 'error', code: 'wrong-type', message })];
  }
  const { apiVersion, kind, metadata, items } = given;
  if (typeof apiVersion !== 'string' || versionOf(apiVersion) === '')
    return [finding(given, withoutField('apiVersion'))];
  if (typeof kind !== 'string' || kind === '') return [finding(given, withoutField('kind'))];
  const resource = catalog.resourceOf(apiVersion, kind);
  if (resource === undefined)
    return [finding(given, Array.isArray(items) ? listed : unserved(apiVersion, kind, catalog))];
  const faults: Fault[] = [];
  compilerOf(catalog)(resource.definition)(given, faults);
  if (metadata === undefined || metadata === null)
    faults.push({ code: 'missing-field', message: missingMessage('metadata'), field: 'metadata' });
  else nameFaults(metadata, faults);
  return faults.length === 0 ? none : faults.map((fault) => finding(given, { severity: 'error', ...fault }));
};
