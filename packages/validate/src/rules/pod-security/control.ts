import type { Fields } from '../../read-fields.ts';

/** A security context with who sets it. */
export interface SecurityContext {
  readonly fields: Fields;
  /** Undefined for the pod itself. */
  readonly container: Fields | undefined;
}

/** A pod as the Pod Security Standards judge it. */
export interface JudgedPod {
  readonly spec: Fields;
  /** Init, ordinary and ephemeral containers. */
  readonly containers: readonly Fields[];
  /** The security context of the pod, then those of its containers. */
  readonly contexts: readonly SecurityContext[];
  readonly annotations: ReadonlyMap<string, string>;
  /** `spec.os.name` is `windows`: some controls of the restricted level do not apply. */
  readonly windows: boolean;
  /** `hostUsers: false`: root in the pod is nobody on the node, which relaxes some controls. */
  readonly userNamespace: boolean;
}

/** One control of the Pod Security Standards, as Kubernetes 1.36 enforces it. */
export interface Control {
  /** The name of the control on the page of the standards. */
  readonly name: string;
  /** What violates it, one entry for every offender; empty when the pod passes. */
  readonly violations: (pod: JudgedPod) => readonly string[];
}
