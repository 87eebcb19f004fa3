import type { Json, SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { UnknownValidatorError } from './validator-module.ts';

/**
 * What the definitions of the projects say and the packages do not, where leaving it out would refuse a right manifest:
 * definition, field, and what holds for the field. A field with a default need not be written. The facts are from the
 * public repositories external-secrets/external-secrets (`apis/externalsecrets/v1`) and bitnami-labs/sealed-secrets
 * (`helm/sealed-secrets/crds`).
 */
const facts: readonly (readonly [string, string, { readonly default?: Json; readonly nullable?: boolean }])[] = [
  ['bitnami.com/v1alpha1.SecretTemplateSpec', 'data', { nullable: true }],
  ['external-secrets.io/v1.OnboardbaseProvider', 'apiHost', { default: 'https://public.onboardbase.com/api/v1/' }],
  ['external-secrets.io/v1.OnboardbaseProvider', 'environment', { default: 'development' }],
  ['external-secrets.io/v1.OnboardbaseProvider', 'project', { default: 'development' }],
  ['external-secrets.io/v1.VaultAppRole', 'path', { default: 'approle' }],
  ['external-secrets.io/v1.VaultJwtAuth', 'path', { default: 'jwt' }],
  ['external-secrets.io/v1.VaultKubernetesAuth', 'mountPath', { default: 'kubernetes' }],
  ['external-secrets.io/v1.VaultLdapAuth', 'path', { default: 'ldap' }],
  ['external-secrets.io/v1.VaultUserPassAuth', 'path', { default: 'userpass' }],
];

/** The definitions of `group` with what is known about their fields beyond the package. */
export const withFacts = (
  group: string,
  definitions: Readonly<Record<string, SchemaNode>>,
): Record<string, SchemaNode> => {
  const result = { ...definitions };
  for (const [name, field, fact] of facts.filter(([definition]) => definition.startsWith(`${group}/`))) {
    const { required = [], properties = {}, ...node } = result[name] ?? {};
    const known = properties[field];
    if (known === undefined) throw new UnknownValidatorError(name, `it has no field ${field}, which a fact names`);
    const left = required.filter((one) => one !== field || fact.default === undefined);
    result[name] = {
      ...node,
      ...(left.length > 0 && { required: left }),
      properties: { ...properties, [field]: { ...known, ...fact } },
    };
  }
  return result;
};
