import type { Identity } from '@wildermesser/manifest';

/** An object that the cluster has already and nobody here emits. References to it are accepted. */
export interface ExpectedObject extends Identity {
  /** Who puts it there: `installed by the chart ingress-nginx`. */
  readonly reason: string;
  /** Ports of a Service, or of the pods of a workload. Left out: every port is accepted. */
  readonly ports?: readonly ExpectedPort[];
  /** Labels of the object; of a workload, the labels of its pods, so that a Service may select them. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One port of an expected Service or pod. */
export interface ExpectedPort {
  readonly name?: string;
  readonly port: number;
  /** @default "TCP" */
  readonly protocol?: string;
}
