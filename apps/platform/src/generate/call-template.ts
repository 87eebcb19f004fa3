import { orderValues } from '@wildermesser/compile/order-values';
import type { AnyTemplatedComponent, EvaluatedEnvironment, NativeFields } from '@wildermesser/emit';
import { applyNative } from '@wildermesser/emit/kustomize';
import { compareBytes, type Finding, type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import type { Json, Release } from '@wildermesser/manifest/template';
import { type CallOptions, callComponent } from './call-component.ts';

/** A templated component, called for its environments. */
export interface CalledTemplate {
  readonly component: AnyTemplatedComponent;
  readonly environments: readonly (EvaluatedEnvironment & {
    /** Before the native fields of an overlay. */
    readonly declared: readonly Manifest[];
    readonly findings: readonly Finding[];
  })[];
}

type Call = (values: Json, release: Release) => readonly Manifest[];

/** All that a templated component is for some values: its own manifests, then those of the parts that are on. */
export const templateManifests = (component: AnyTemplatedComponent, given: Json, release: Release): Manifest[] => {
  // Charts and programs go through maps in the order of their keys.
  const values = orderValues(given);
  const parts = Object.entries<{ readonly template: Call; readonly conditional?: boolean }>(component.parts ?? {});
  const own = (component.template as unknown as Call)(values, release);
  return [
    ...own,
    ...parts.flatMap(([key, { template, conditional = false }]) => {
      const inner = (values as { readonly [key: string]: Json })[key] as Json;
      return conditional && (inner as { enabled?: boolean }).enabled === false ? [] : template(inner, release);
    }),
  ];
};

/** The manifests as the native fields of an overlay make them, each from where it was made. */
const withNative = (manifests: readonly Manifest[], native: NativeFields | undefined): readonly Manifest[] => {
  if (native === undefined) return manifests;
  const built = applyNative(manifests, native);
  for (const [i, manifest] of manifests.entries()) {
    const [origin, now] = [originOf(manifest), built[i]];
    if (origin !== undefined && now !== undefined) setOrigin(now, origin);
  }
  return built;
};

/** Calls a templated component with the values of each of its environments, in the order of their names. */
export const callTemplate = (component: AnyTemplatedComponent, options: CallOptions): CalledTemplate => ({
  component,
  environments: Object.entries(component.environments)
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([name, { namespace, values, native }]) => {
      const release = { name: component.name, namespace };
      const call = (): Manifest[] => templateManifests(component, values, release);
      const { manifests, findings } = callComponent(component, call, options);
      return { name, namespace, values, declared: manifests, manifests: withNative(manifests, native), findings };
    }),
});
