import { setValue } from './set-value.ts';

/** Everything that `helm template` is told. */
export interface HelmSettings {
  readonly releaseName: string;
  readonly namespace: string;
  /** Without a leading `v`. */
  readonly kubeVersion: string;
  /** `group/version` and `group/version/Kind` of all that the cluster serves. */
  readonly apiVersions: readonly string[];
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly setString: readonly (readonly [name: string, value: string])[];
  readonly setFile: readonly (readonly [name: string, path: string])[];
  /** Absolute paths, the weakest first. */
  readonly valueFiles: readonly string[];
  readonly skipCrds: boolean;
  readonly skipSchemaValidation: boolean;
  readonly skipTests: boolean;
}

/** The arguments in the order in which Argo CD 3.5 gives them; the chart is the working directory. */
export const helmArgs = (settings: HelmSettings): readonly string[] => [
  'template',
  '.',
  '--name-template',
  settings.releaseName,
  ...(settings.namespace === '' ? [] : ['--namespace', settings.namespace]),
  ...(settings.kubeVersion === '' ? [] : ['--kube-version', settings.kubeVersion]),
  ...settings.set.flatMap(([name, value]) => ['--set', `${name}=${setValue(value)}`]),
  ...settings.setString.flatMap(([name, value]) => ['--set-string', `${name}=${setValue(value)}`]),
  ...settings.setFile.flatMap(([name, path]) => ['--set-file', `${name}=${setValue(path)}`]),
  ...settings.valueFiles.flatMap((path) => ['--values', path]),
  ...settings.apiVersions.flatMap((version) => ['--api-versions', version]),
  ...(settings.skipCrds ? [] : ['--include-crds']),
  ...(settings.skipSchemaValidation ? ['--skip-schema-validation'] : []),
  ...(settings.skipTests ? ['--skip-tests'] : []),
];

/** A Kubernetes version as Argo CD passes it on: `v1.36.1+k3s1` is `1.36.1`. Undefined when it is none. */
export const plainVersion = (version: string): string | undefined =>
  version === '' ? '' : /^\s*v?(\d+(?:\.\d+)+)/.exec(version)?.[1];

/** Of several values for one name the last wins, at the place of the first; Argo CD collects them in a map. */
export const lastOfEach = (pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] => [
  ...new Map(pairs),
];
