import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCatalog } from '../../../packages/manifest/src/schema/catalog.ts';
import { schemaFindings } from '../../../packages/validate/src/schema/schema-findings.ts';
import { customSources, kindModule } from '../src/custom-sources.ts';
import { packages } from '../src/validator-module.ts';
import { valuesOf } from './schema-values.ts';

interface Problem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: {
    readonly missingProperty?: string;
    readonly pattern?: string;
    readonly format?: string;
    readonly type?: string;
  };
}
type Validate = ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] };

/**
 * Fields with a default may be left out, though the packages demand them, or be null: the API server prunes a null that a
 * schema does not allow, and then fills in the default.
 */
const defaulted = new Set(['apiHost', 'environment', 'mountPath', 'path', 'project']);

const valueAt = (object: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);

/** The validator leaves expressions that are no JavaScript to the API server. */
const isLeftOut = ({ keyword, params, instancePath }: Problem, object: unknown): boolean => {
  const field = instancePath.slice(instancePath.lastIndexOf('/') + 1);
  return (
    (keyword === 'required' && defaulted.has(params.missingProperty ?? '')) ||
    (keyword === 'type' && defaulted.has(field) && valueAt(object, instancePath) === null) ||
    (keyword === 'pattern' && (params.pattern ?? '').includes('(?i)'))
  );
};

/**
 * Where a number or text may stand, the packages want 32 bits. An API server takes any whole number there in a custom
 * resource (1.34.3 was asked), and so does the validator: what is said of such a number is left out.
 */
const withoutWideNumbers = (problems: readonly Problem[]): readonly Problem[] => {
  const at = (path: string): readonly Problem[] => problems.filter(({ instancePath }) => instancePath === path);
  // Neither text nor within 32 bits, but whole.
  const isWide = (path: string): boolean => {
    const types = at(path).map(({ params }) => params.type);
    return (
      at(path).some(({ params }) => params.format === 'int32') && types.includes('string') && !types.includes('integer')
    );
  };
  return problems.filter(({ instancePath }) => !isWide(instancePath));
};

for (const source of customSources) {
  test(`what the package refuses in a kind of ${source.group} is refused`, async (t) => {
    if (!existsSync(join(packages, source.package))) return t.skip(`${source.package}: run npm ci in tools/schemas`);
    const catalog = await loadCatalog();
    let refused = 0;
    for (const [version, kinds] of Object.entries(source.kinds)) {
      for (const kind of kinds) {
        const file = join(packages, `${kindModule(source, version, kind)}.js`);
        const { validate }: { validate: Validate } = await import(file);
        const apiVersion = `${source.group}/${version}`;
        const definition = catalog.resourceOf(apiVersion, kind[0])?.definition ?? assert.fail(kind[0]);
        fc.assert(
          fc.property(valuesOf(fc, catalog, definition, 4), (value) => {
            const { status: _, ...fields } = value as Record<string, unknown>;
            const object = { ...fields, apiVersion, kind: kind[0], metadata: { name: 'x' } };
            if (validate(object)) return;
            const problems = withoutWideNumbers(validate.errors ?? []);
            if (problems.every((problem) => isLeftOut(problem, object))) return;
            refused += 1;
            assert.ok(schemaFindings(object, catalog).length > 0, JSON.stringify({ object, errors: validate.errors }));
          }),
          { numRuns: 100 },
        );
      }
    }
    assert.ok(refused > 20, `${refused} refused`);
  });
}

test('fields that only experimental definitions of the Gateway API have are unknown', async () => {
  const catalog = await loadCatalog();
  const rule = catalog.definition('gateway.networking.k8s.io/v1.HTTPRouteRule')?.properties ?? {};
  assert.ok(rule.timeouts);
  assert.equal(rule.retry, undefined);
});

test('fields called description, which the validators lack, are known', async () => {
  const catalog = await loadCatalog();
  const project = catalog.definition('argoproj.io/v1alpha1.AppProjectSpec')?.properties ?? {};
  assert.deepEqual(project.description, { type: 'string' });
});

test('a type that two Go packages have keeps both', async () => {
  const catalog = await loadCatalog();
  const fieldsOf = (name: string) =>
    Object.keys(catalog.definition(`cert-manager.io/v1.${name}`)?.properties ?? {}).sort();
  assert.ok(fieldsOf('ServiceAccountRef').length > 0);
  assert.ok(fieldsOf('CertmanagerServiceAccountRef').length > 0);
});
