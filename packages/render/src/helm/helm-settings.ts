import { failure, type ToolResult } from '../located.ts';
import type { HelmSource } from '../source/application-source.ts';
import { substitute } from '../source/substitution.ts';
import { type HelmSettings, lastOfEach, plainVersion } from './helm-args.ts';
import { resolveValueFile, type ValueFileContext, valueFiles } from './value-files.ts';

/** What a chart is rendered for, where its source does not say otherwise. */
export interface HelmTarget extends ValueFileContext {
  readonly release: { readonly name: string; readonly namespace: string };
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
}

/**
 * The settings of `helm template` for a source, or what is wrong with it. `inlineFile` holds the values of the source
 * itself, which come after all value files; `place` is the chart's path in findings.
 */
export const helmSettings = async (
  source: HelmSource,
  target: HelmTarget,
  inlineFile: string | undefined,
  place: string,
): Promise<{ readonly settings: HelmSettings } | ToolResult> => {
  const wanted = source.kubeVersion || target.kubeVersion;
  const kubeVersion = plainVersion(wanted);
  if (kubeVersion === undefined) return failure('invalid-kube-version', `${wanted} is no Kubernetes version`, place);
  const files = await valueFiles(source.valueFiles ?? [], source.ignoreMissingValueFiles ?? false, target);
  if (files.fault !== undefined) return failure(files.fault.code, files.fault.message, place);
  const setFile: [string, string][] = [];
  for (const { name = '', path = '' } of source.fileParameters ?? []) {
    const resolved = await resolveValueFile(path, target);
    if ('fault' in resolved) return failure(resolved.fault.code, resolved.fault.message, place);
    setFile.push([name, resolved.path]);
  }
  const parameters = (forced: boolean): readonly (readonly [string, string])[] =>
    lastOfEach(
      (source.parameters ?? [])
        .filter(({ forceString = false }) => forceString === forced)
        .map(({ name = '', value = '' }) => [name, substitute(value, target.variables)]),
    );
  return {
    settings: {
      releaseName: source.releaseName || target.release.name,
      namespace: source.namespace || target.release.namespace,
      kubeVersion,
      apiVersions: source.apiVersions?.length ? source.apiVersions : target.apiVersions,
      set: parameters(false),
      setString: parameters(true),
      setFile: lastOfEach(setFile),
      valueFiles: [...files.paths, ...(inlineFile === undefined ? [] : [inlineFile])],
      skipCrds: source.skipCrds ?? false,
      skipSchemaValidation: source.skipSchemaValidation ?? false,
      skipTests: source.skipTests ?? false,
    },
  };
};
