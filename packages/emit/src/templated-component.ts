import { type Manifest, recordOrigin } from '@wildermesser/manifest';
import type { Release } from '@wildermesser/manifest/template';
import type { ComponentIdentity } from './component.ts';
import type { NativeFields } from './kustomize/native-fields.ts';

/** What a templated component is emitted as. */
export type TemplateTool = 'helm' | 'jsonnet' | 'kustomize';

/** One place where a templated component runs: one Application. */
export interface Environment<Values> {
  /** Where Argo CD puts it. */
  readonly namespace: string;
  readonly values: Values;
  /** Fields of the overlay's kustomization itself, on top of the manifests. Kustomize only. */
  readonly native?: NativeFields;
}

/** A component within another: a subchart. The outer values hold its values under the name of the part. */
export interface ComponentPart<Values> {
  readonly template: (values: Values, release: Release) => readonly Manifest[];
  /** Whether `<name>.enabled` of the outer values switches it on and off. Default false. */
  readonly conditional?: boolean;
}

/**
 * A component written once as a function of its values, from which a chart, a program or overlays are made. The file
 * that declares it exports the function, and those of its parts, under their own names: the compiler reads them there.
 */
export interface TemplatedComponent<Values> extends ComponentIdentity {
  readonly tool: TemplateTool;
  readonly template: (values: Values, release: Release) => readonly Manifest[];
  /** The values of `values.yaml`, of the program without arguments, or of the base. */
  readonly values: Values;
  /** By name; each becomes the Application `<project>-<component>-<name>`. */
  readonly environments: Readonly<Record<string, Environment<Values>>>;
  readonly parts?: { readonly [Name in keyof Values]?: ComponentPart<Values[Name]> };
  /** Version of the chart, a semantic version. Default `1.0.0`. */
  readonly version?: string;
}

/** A templated component of some values. */
export type AnyTemplatedComponent = TemplatedComponent<never> & { readonly tool: TemplateTool };

/** Declares a templated component; remembers where, since the compiler starts reading there. */
export const templatedComponent = <Values extends object>(
  declared: TemplatedComponent<Values>,
): AnyTemplatedComponent => {
  const remembered = { ...declared } as unknown as AnyTemplatedComponent;
  recordOrigin(remembered, templatedComponent);
  return remembered;
};
