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
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string; readonly pattern?: string };
}
type Validate = ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] };

/** Fields with a default may be left out, though the packages demand them. */
const defaulted = new Set(['apiHost', 'environment', 'mountPath', 'path', 'project']);

/** The validator leaves expressions that are no JavaScript to the API server. */
const isLeftOut = ({ keyword, params }: Problem): boolean =>
  (keyword === 'required' && defaulted.has(params.missingProperty ?? '')) ||
  (keyword === 'pattern' && (params.pattern ?? '').includes('(?i)'));

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
            if (validate(object) || validate.errors?.every(isLeftOut)) return;
            refused += 1;
            assert.ok(schemaFindings(object, catalog).length > 0, JSON.stringify({ object, errors: validate.errors }));
          }),
          // The same objects each time: beyond 32 bits a number that may be text is judged otherwise, and rarely drawn.
          { numRuns: 100, seed: 1 },
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
