import { writeYaml } from '@wildermesser/manifest';
import type { NativeFields } from './native-fields.ts';

/** Which object a JSON 6902 patch is for. Kustomize reads every field as a regular expression. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface KustomizationPatch {
  /** Relative to the kustomization. A strategic merge patch names its object itself. */
  readonly path: string;
  readonly target?: PatchTarget;
}

/** Kustomize takes one pair of quotes off a literal. */
const literals = (data: Readonly<Record<string, string>>): string[] =>
  Object.entries(data).map(([key, value]) => (/^(["']).*\1$/s.test(value) ? `${key}="${value}"` : `${key}=${value}`));

const nativeText = ({ labels, configMapGenerator, ...others }: NativeFields): object => ({
  ...others,
  ...(labels === undefined
    ? {}
    : {
        labels: labels.map(({ pairs, includeTemplates }) => ({
          pairs,
          includeSelectors: false,
          ...(includeTemplates === true ? { includeTemplates } : {}),
        })),
      }),
  ...(configMapGenerator === undefined
    ? {}
    : {
        configMapGenerator: configMapGenerator.map(({ name, literals: data }) => ({
          name,
          literals: literals(data),
          options: { disableNameSuffixHash: true },
        })),
      }),
});

/** The text of a `kustomization.yaml`. Empty lists are left out. */
export const kustomizationText = (
  resources: readonly string[],
  patches: readonly KustomizationPatch[] = [],
  native: NativeFields = {},
): string =>
  writeYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...nativeText(native),
    resources,
    ...(patches.length === 0 ? {} : { patches }),
  });
