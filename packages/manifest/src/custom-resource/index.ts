/** Types to declare custom resources with, from which their CustomResourceDefinitions are made. Nothing is left of them at run time. */
export type { IntOrString, Quantity } from '../apis/meta/v1.types.ts';
export type { Condition } from './condition.ts';
export type { DateTime, Duration, Float, Int32, Int64, SecretKeyReference } from './fields.ts';
