/** `spec.source` of an Argo CD Application: the fields that change what is rendered. */
export interface ApplicationSource {
  readonly repoURL?: string;
  readonly path?: string;
  readonly targetRevision?: string;
  readonly chart?: string;
  /** Makes the files of this source available to the others as `$<ref>/…`. */
  readonly ref?: string;
  readonly helm?: HelmSource;
  readonly kustomize?: KustomizeSource;
  readonly directory?: DirectorySource;
  readonly plugin?: { readonly name?: string };
}

/** `spec.source.helm`. */
export interface HelmSource {
  readonly releaseName?: string;
  readonly namespace?: string;
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly valueFiles?: readonly string[];
  readonly ignoreMissingValueFiles?: boolean;
  /** YAML text. */
  readonly values?: string;
  /** Takes the place of `values`. */
  readonly valuesObject?: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly { readonly name?: string; readonly value?: string; readonly forceString?: boolean }[];
  readonly fileParameters?: readonly { readonly name?: string; readonly path?: string }[];
  readonly skipCrds?: boolean;
  readonly skipTests?: boolean;
  readonly skipSchemaValidation?: boolean;
  readonly passCredentials?: boolean;
  /** Argo CD 3.5 ignores it: there is one Helm. */
  readonly version?: string;
}

/** `spec.source.kustomize`. */
export interface KustomizeSource {
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly namespace?: string;
  /** `name=new:tag`, `name:tag`, `name@digest`. */
  readonly images?: readonly string[];
  readonly replicas?: readonly { readonly name: string; readonly count: number | string }[];
  readonly commonLabels?: Readonly<Record<string, string>>;
  readonly forceCommonLabels?: boolean;
  readonly labelWithoutSelector?: boolean;
  readonly labelIncludeTemplates?: boolean;
  readonly commonAnnotations?: Readonly<Record<string, string>>;
  readonly commonAnnotationsEnvsubst?: boolean;
  readonly forceCommonAnnotations?: boolean;
  readonly components?: readonly string[];
  readonly ignoreMissingComponents?: boolean;
  readonly patches?: readonly unknown[];
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  /** Names one of the Kustomize versions that the administrator has configured. */
  readonly version?: string;
}

/** `spec.source.directory`. */
export interface DirectorySource {
  readonly recurse?: boolean;
  readonly include?: string;
  readonly exclude?: string;
  readonly jsonnet?: JsonnetSource;
}

/** `spec.source.directory.jsonnet`. */
export interface JsonnetSource {
  readonly tlas?: readonly JsonnetVariable[];
  readonly extVars?: readonly JsonnetVariable[];
  /** Import folders, relative to the root of the repository. */
  readonly libs?: readonly string[];
}

/** One argument of a Jsonnet program; with `code` its value is an expression. */
export interface JsonnetVariable {
  readonly name: string;
  readonly value: string;
  readonly code?: boolean;
}
