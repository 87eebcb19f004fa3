import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCatalog } from '../../../packages/manifest/src/schema/catalog.ts';
import { schemaFindings } from '../../../packages/validate/src/schema/schema-findings.ts';
import { jsonSchemas, schemaId } from './json-schema.ts';
import { valuesOf } from './schema-values.ts';

interface Ajv {
  addSchema(schema: object, key: string): void;
  getSchema(key: string): ((value: unknown) => boolean) & { readonly errors?: unknown };
}

/** The name is no literal: other machines than those that work on the schemas do not have this package. */
const loadAjv = async (): Promise<(new (options: object) => Ajv) | undefined> => {
  const name: string = 'ajv';
  return (await import(name).catch(() => undefined))?.Ajv;
};

const kinds = [
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'batch/v1 CronJob',
  'v1 Service',
  'v1 PersistentVolumeClaim',
  'v1 Secret',
  'networking.k8s.io/v1 Ingress',
  'networking.k8s.io/v1 NetworkPolicy',
  'rbac.authorization.k8s.io/v1 RoleBinding',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'apiextensions.k8s.io/v1 CustomResourceDefinition',
  'argoproj.io/v1alpha1 Application',
  'argoproj.io/v1alpha1 ApplicationSet',
  'cert-manager.io/v1 Certificate',
  'gateway.networking.k8s.io/v1 HTTPRoute',
  'metallb.io/v1beta1 IPAddressPool',
  'monitoring.coreos.com/v1 ServiceMonitor',
];

/** What JSON Schema has no word for. */
const beyondJsonSchema = new Set(['duplicate-key']);

for (const mistakes of [0, 1, 4]) {
  test(`ajv and the validator agree on objects with ${mistakes} mistakes in 40 values`, async (t) => {
    const Ajv = await loadAjv();
    if (Ajv === undefined) return t.skip('ajv: run npm ci in tools/schemas');
    const catalog = await loadCatalog();
    const ajv = new Ajv({
      strict: true,
      allowUnionTypes: true,
      validateFormats: false,
      allErrors: false,
      strictTypes: false,
    });
    for (const [name, schema] of jsonSchemas(catalog))
      ajv.addSchema({ ...schema, $id: schemaId(name) }, schemaId(name));
    const seen = { valid: 0, invalid: 0 };
    for (const kindName of kinds) {
      const [apiVersion = '', kind = ''] = kindName.split(' ');
      const definition = catalog.resourceOf(apiVersion, kind)?.definition ?? assert.fail(kindName);
      const validate = ajv.getSchema(schemaId(definition));
      fc.assert(
        fc.property(valuesOf(fc, catalog, definition, mistakes), (value) => {
          const object = { ...(value as object), apiVersion, kind, metadata: { name: 'x' } };
          const isValid = validate(object);
          const findings = schemaFindings(object, catalog).filter(({ code }) => !beyondJsonSchema.has(code));
          seen[isValid ? 'valid' : 'invalid'] += 1;
          assert.equal(findings.length === 0, isValid, JSON.stringify({ object, findings, errors: validate.errors }));
        }),
        { numRuns: 60 },
      );
    }
    assert.ok(mistakes > 0 ? seen.invalid > 100 : seen.valid > 300, JSON.stringify(seen));
  });
}
