/**
 * Manifests to findings: schemas, rules over all manifests together, and who may do what.
 * Never here: disk, a cluster, another stage of the pipeline.
 */
export type { Access, AccessRequest } from './access/access.ts';
export { access } from './access/access.ts';
export type { ResourceRequest, UrlRequest } from './access/policy-rule.ts';
export type { Subject } from './access/subject.ts';
export type { ExpectedObject, ExpectedPort } from './expected-object.ts';
export { compareFindings } from './finding-order.ts';
export { rules } from './registry.ts';
export type { Rule } from './rule.ts';
export type { PodSecurityLevel, Violation } from './rules/pod-security/pod-security-level.ts';
export { podSecurityLevel, podSecurityViolations } from './rules/pod-security/pod-security-level.ts';
export { schemaFindings } from './schema/schema-findings.ts';
export { generatesSecret } from './secrets-made-by.ts';
export type { Outcome, ValidateOptions } from './validate.ts';
export { validate } from './validate.ts';
export type { KnownKinds, World, WorldOptions } from './world.ts';
export { worldOf } from './world.ts';
