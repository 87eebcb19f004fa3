import { realpath } from 'node:fs/promises';
import { type Finding, groupOf, identityOf, type Manifest } from '@wildermesser/manifest';
import { isMap } from './located.ts';
import type { Rendered, RenderTarget } from './render-directory.ts';
import { type RenderedSource, renderSource } from './render-source.ts';
import { sameRepository } from './same-repository.ts';
import type { ApplicationSource } from './source/application-source.ts';
import { readSource } from './source/read-source.ts';
import { settle } from './sync/settle.ts';
import { applicationVariables } from './variables.ts';

/** What an Application is rendered in. */
export interface ApplicationRequest extends RenderTarget {
  /** The URL under which Applications know this repository. Default: every source without a chart is taken to be in it. */
  readonly repoURL?: string;
  /** The commit that is rendered, for `$ARGOCD_APP_REVISION`. */
  readonly revision?: string;
  /** Argo CD's own namespace. Default: `argocd`. */
  readonly argocdNamespace?: string;
}

interface Specification {
  readonly sources: readonly ApplicationSource[];
  readonly namespace: string;
  readonly project: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const fault = (application: Manifest, message: string): Finding => ({
  severity: 'error',
  code: 'invalid-application',
  message,
  object: identityOf(application),
});

const specificationOf = (application: Manifest): Specification | Finding => {
  if (application.kind !== 'Application' || groupOf(application.apiVersion) !== 'argoproj.io') {
    return fault(application, 'the manifest is not an Application of argoproj.io');
  }
  const spec: unknown = 'spec' in application ? application.spec : undefined;
  if (!isMap(spec)) return fault(application, 'spec is missing');
  const several = Array.isArray(spec.sources) && spec.sources.length > 0;
  const raw: readonly unknown[] = several ? (spec.sources as unknown[]) : [spec.source];
  const sources: ApplicationSource[] = [];
  for (const [index, each] of raw.entries()) {
    const field = several ? `spec.sources[${index}]` : 'spec.source';
    const read = isMap(each) ? readSource(each) : { fault: 'it is missing or not a map' };
    if (read.fault !== undefined) return fault(application, `${field}: ${read.fault}`);
    const { path, chart, ref } = read.source;
    if (!path && !chart && !ref) return fault(application, `${field}: none of path, chart and ref is there`);
    sources.push(read.source);
  }
  const destination = isMap(spec.destination) ? spec.destination : {};
  return { sources, namespace: text(destination.namespace), project: text(spec.project) || 'default' };
};

/** A source that offers its files to the others and has nothing to render itself. */
const isReferenceOnly = ({ ref, path, chart }: ApplicationSource): boolean => Boolean(ref) && !path && !chart;

/** Why a source is not rendered here, or undefined. */
const remoteReason = ({ chart, repoURL = '' }: ApplicationSource, here: string | undefined): string | undefined => {
  if (chart) return `the chart ${chart} of ${repoURL} is not in this repository and was not rendered`;
  return here === undefined || sameRepository(repoURL, here)
    ? undefined
    : `${repoURL} is another repository and was not rendered`;
};

/**
 * Renders everything that an Application deploys from this repository, all of its sources together. Sources that lie
 * elsewhere are named in findings of severity `skipped`.
 */
export const renderApplication = async (application: Manifest, request: ApplicationRequest): Promise<Rendered> => {
  const specification = specificationOf(application);
  if ('severity' in specification) return { tool: undefined, manifests: [], dropped: [], findings: [specification] };
  const { sources, namespace, project } = specification;
  const repoRoot = await realpath(request.repoRoot);
  const { repoURL, revision, argocdNamespace = 'argocd', isNamespaced, env, signal } = request;
  const { name = '', namespace: home = argocdNamespace } = application.metadata;
  const instance = home === argocdNamespace ? name : `${home}_${name}`;
  const local = sources.filter((source) => remoteReason(source, repoURL) === undefined);
  const references = Object.fromEntries(local.flatMap(({ ref }) => (ref ? [[ref, repoRoot] as const] : [])));
  const skipped = (message: string): RenderedSource => ({
    tool: undefined,
    manifests: [],
    findings: [{ severity: 'skipped', code: 'remote-source', message, object: identityOf(application) }],
  });
  const rendered = await Promise.all(
    sources
      .filter((source) => !isReferenceOnly(source) || remoteReason(source, repoURL) !== undefined)
      .map((source): RenderedSource | Promise<RenderedSource> => {
        const reason = remoteReason(source, repoURL);
        if (reason !== undefined) return skipped(reason);
        const path = source.path ?? '';
        const subject = { application: instance, namespace, path, source, project };
        return renderSource({
          ...request,
          repoRoot,
          path,
          source,
          application: instance,
          references,
          env,
          signal,
          release: { name, namespace },
          variables: applicationVariables(revision === undefined ? subject : { ...subject, revision }),
        });
      }),
  );
  const findings = rendered.flatMap((each) => each.findings);
  // One source that fails keeps Argo CD from comparing any of them.
  const failed = rendered.some(
    (each) => each.manifests.length === 0 && each.findings.some(({ severity }) => severity === 'error'),
  );
  const manifests = failed ? [] : rendered.flatMap((each) => each.manifests);
  const settled = settle(manifests, { repoRoot, destination: namespace, isNamespaced });
  const tool = rendered.length === 1 ? rendered[0]?.tool : undefined;
  return { tool, ...settled, findings: [...findings, ...settled.findings] };
};
