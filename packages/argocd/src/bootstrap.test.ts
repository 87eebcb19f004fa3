import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupOf, type Manifest } from '@wildermesser/manifest';
import type { Application, AppProject } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { ConfigMap } from '@wildermesser/manifest/core/v1';
import bundle from '../bundle.ts';
import { bootstrap } from './bootstrap.ts';

const settings = {
  repository: 'https://git.example/repo.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};
const manifests = bootstrap.manifests(settings);
const only = <Kind extends Manifest>(kind: Kind['kind']): Kind => {
  const [found, ...others] = manifests.filter((manifest): manifest is Kind => manifest.kind === kind);
  assert.ok(found !== undefined && others.length === 0, `one ${kind}`);
  return found;
};
const root = only<Application>('Application');
const project = only<AppProject>('AppProject');
const settingsMap = only<ConfigMap>('ConfigMap');

/**
 * Argo CD's glob, written from its rules: `*` is any text, slashes too, `{a,b}` is either. Kept apart from the
 * implementation that renders, so that one mistake does not hide the other.
 */
const globMatches = (glob: string, path: string): boolean => {
  const [, before = '', choices, after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(glob) ?? [];
  if (choices !== undefined) return choices.split(',').some((choice) => globMatches(before + choice + after, path));
  const [first = '', ...rest] = glob.split('*');
  if (rest.length === 0) return path === glob;
  if (!path.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let position = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return path.length - last.length >= position && path.endsWith(last);
};
const { include = '', exclude = '', recurse } = root.spec.source?.directory ?? {};
const isRead = (path: string): boolean => !globMatches(exclude, path) && globMatches(include, path);

describe('the root Application', () => {
  it('reads the Applications of every project and the bootstrap', () => {
    assert.equal(root.spec.source?.path, 'generated');
    assert.equal(recurse, true);
    for (const path of [
      'argocd/bootstrap/application-platform.yaml',
      'argocd/bootstrap/configmap-argocd-cm.yaml',
      'kubernetes-intro/argocd/application-kubernetes-intro-web.yaml',
      'kubernetes-networks/argocd/appproject-kubernetes-networks.yaml',
    ])
      assert.ok(isRead(path), path);
  });

  it('reads nothing that an Application of its own deploys, and no other file', () => {
    for (const path of [
      'index.json',
      'argocd/index.json',
      'argocd/README.md',
      'kubernetes-intro/index.json',
      'kubernetes-intro/argocd/index.json',
      'kubernetes-intro/web/pod-web.yaml',
      'kubernetes-intro/web/application-x.yaml',
      'kubernetes-templates/hipster-shop/Chart.yaml',
      'kubernetes-templates/hipster-shop/values.yaml',
      'kubernetes-templates/hipster-shop/charts/argocd/values.yaml',
      'kubernetes-templates/hipster-shop/argocd/values.yaml',
      'kubernetes-templates/argocd/deeper/application.yaml',
      'argocd/bootstrap/deeper/application.yaml',
      'argocd/other/application.yaml',
      'x/argocd/bootstrap/application.yaml',
      'argocd/application.yaml',
      'argocd.yaml',
      'kubernetes-intro/argocd.yaml',
      'kubernetes-intro/not-argocd/application.yaml',
    ])
      assert.ok(!isRead(path), path);
  });

  it('leaves everything running when it is deleted', () => {
    assert.equal(root.metadata.finalizers, undefined);
  });

  it('prunes, heals itself and applies server-side', () => {
    assert.deepEqual(root.spec.syncPolicy?.automated, { prune: true, selfHeal: true });
    assert.ok(root.spec.syncPolicy?.syncOptions?.includes('ServerSideApply=true'));
  });

  it('belongs to the project that is emitted beside it', () => {
    assert.equal(root.spec.project, project.metadata.name);
  });
});

describe('the root project', () => {
  it('admits exactly the kinds that the root Application applies, in one namespace of one cluster', () => {
    const emitted = [...manifests.map(({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`)].sort();
    const admitted = (project.spec.namespaceResourceWhitelist ?? [])
      .map(({ group, kind }) => `${group}/${kind}`)
      .sort();
    assert.deepEqual(admitted, emitted);
    assert.deepEqual(project.spec.destinations, [{ server: settings.cluster, namespace: 'argocd' }]);
    assert.deepEqual(project.spec.sourceRepos, [settings.repository]);
  });

  it('admits no cluster-scoped kind', () => {
    assert.equal(project.spec.clusterResourceWhitelist, undefined);
  });
});

describe('the bootstrap', () => {
  it('comes before the projects and Applications of the packages, and is never pruned', () => {
    for (const { kind, metadata } of manifests) {
      assert.equal(metadata.annotations?.['argocd.argoproj.io/sync-wave'], '-2', kind);
      assert.match(metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '', /(^|,)Prune=false(,|$)/, kind);
      assert.match(metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '', /(^|,)Delete=false(,|$)/, kind);
    }
  });

  it('has no Application of its own, since the root reads its directory', () => {
    assert.deepEqual(
      bundle.components.map(({ name, application }) => [name, application]),
      [['bootstrap', false]],
    );
  });

  it("owns only its own keys of Argo CD's settings, and carries the label that Argo CD looks for", () => {
    assert.equal(settingsMap.metadata.labels?.['app.kubernetes.io/part-of'], 'argocd');
    assert.match(settingsMap.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '', /ServerSideApply=true/);
    assert.deepEqual(Object.keys(settingsMap.data ?? {}).sort(), [
      'application.resourceTrackingMethod',
      'resource.compareoptions',
      'resource.customizations.health.argoproj.io_Application',
      'resource.customizations.health.otus.homework_MySQL',
    ]);
  });

  it('goes to the namespace that the settings name', () => {
    const elsewhere = bootstrap.manifests({ ...settings, argocdNamespace: 'gitops' });
    assert.deepEqual([...new Set(elsewhere.map(({ metadata }) => metadata.namespace))], ['gitops']);
  });
});
