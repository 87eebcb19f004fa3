import type { ApplicationSource } from './source/application-source.ts';
import type { Variables } from './source/substitution.ts';

/** What the variables are made of. */
export interface VariableSubject {
  readonly application: string;
  /** The destination namespace. */
  readonly namespace: string;
  readonly path: string;
  readonly source: ApplicationSource;
  readonly project?: string;
  /** The commit that is rendered; without one the revision variables are empty. */
  readonly revision?: string;
}

/** The variables that Argo CD gives to parameters, Jsonnet arguments and tools. */
export const applicationVariables = (subject: VariableSubject): Variables => {
  const { application, namespace, path, source, project = 'default', revision = '' } = subject;
  return {
    ARGOCD_APP_NAME: application,
    ARGOCD_APP_NAMESPACE: namespace,
    ARGOCD_APP_PROJECT_NAME: project,
    ARGOCD_APP_REVISION: revision,
    ARGOCD_APP_REVISION_SHORT: revision.slice(0, 7),
    ARGOCD_APP_REVISION_SHORT_8: revision.slice(0, 8),
    ARGOCD_APP_SOURCE_REPO_URL: source.repoURL ?? '',
    ARGOCD_APP_SOURCE_PATH: path,
    ARGOCD_APP_SOURCE_TARGET_REVISION: source.targetRevision ?? '',
  };
};
