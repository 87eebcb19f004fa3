import { type Manifest, recordOrigin } from '@wildermesser/manifest';
import type { CompiledSource } from './compiled/compiled-source.ts';
import type { Settings } from './settings.ts';
import type { AnyTemplatedComponent } from './templated-component.ts';

/** An object that the cluster has already and that no component emits. References to it count as resolved. */
export interface ExpectedObject {
  readonly group: string;
  readonly kind: string;
  /** `''` for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
  /** Who puts it there. Shown wherever the expectation is relied on. */
  readonly reason: string;
  /** Ports of a Service. */
  readonly ports?: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[];
  /** Labels of the pods of a workload, by which a selector finds them. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What every component is known by. */
export interface ComponentIdentity {
  /** Directory name, lower case. It is identity: see `renamedFrom`. */
  readonly name: string;
  /** Sync wave of its Applications among those of the project. Default 0. */
  readonly wave?: number;
  /** What the component relies on without emitting it. */
  readonly expects?: readonly ExpectedObject[];
  /**
   * The first name of a component that got another one. Its Application keeps that name, so that Argo CD moves on to
   * the new directory instead of deleting everything that the old one deployed.
   */
  readonly renamedFrom?: string;
}

/** One directory of plain manifests, synced by one Argo CD Application. */
export interface Component extends ComponentIdentity {
  /** The namespace of every namespaced object that names none. */
  readonly namespace: string;
  /** The manifests. Pure: the same settings give the same manifests. */
  readonly manifests: (settings: Settings) => readonly Manifest[];
  /** Manifests that are made from sources of the repository, in addition: the program reads those and adds what they say. */
  readonly compiled?: readonly CompiledSource[];
  /** `false` when another Application reads the directory already. Default true. */
  readonly application?: boolean;
}

/** What a package hands to the program: the default export of its `bundle.ts`. */
export interface Bundle {
  /** One line, shown in Argo CD as the description of the project. */
  readonly description: string;
  readonly components: readonly Component[];
  /** Components that are emitted as charts, programs or overlays. */
  readonly templates?: readonly AnyTemplatedComponent[];
  /** Components that are gone for good: Argo CD deletes what they deployed. Without this the build refuses. */
  readonly removed?: readonly string[];
}

/** Declares a component; remembers where, so that messages can say so. */
export const component = (declared: Component): Component => {
  const remembered = { ...declared };
  recordOrigin(remembered, component);
  return remembered;
};

/** Declares the bundle of a package; remembers where, so that messages can say so. */
export const bundle = (declared: Bundle): Bundle => {
  const remembered = { ...declared };
  recordOrigin(remembered, bundle);
  return remembered;
};
