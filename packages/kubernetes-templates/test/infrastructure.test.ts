import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import type { Application, AppProject } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { Job } from '@wildermesser/manifest/batch/v1';
import type { ClusterIssuer } from '@wildermesser/manifest/cert-manager/v1';
import { bundled, ofKind } from './emitted.ts';

const applications = ofKind<Application>(bundled, 'Application');
const waveOf = ({ metadata }: Manifest): number => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);

/** Every text below a value, with the path that leads to it. */
const textsIn = (value: unknown, path = ''): readonly { path: string; text: string }[] => {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
};

test('the original’s four programs are installed, each from one version of its own chart', () => {
  assert.deepEqual(applications.map(({ metadata }) => metadata.name).sort(), [
    'cert-manager',
    'chartmuseum',
    'harbor',
    'ingress-nginx',
  ]);
  for (const { spec } of applications) {
    assert.match(spec.source?.targetRevision ?? '', /^v?\d+\.\d+\.\d+$/);
    assert.match(spec.source?.repoURL ?? '', /^https:\/\//);
  }
});

test('each program may write to its own namespace, which this homework declares', () => {
  const declared = ofKind(bundled, 'Namespace').map(({ metadata }) => metadata.name);
  const [project] = ofKind<AppProject>(bundled, 'AppProject');
  for (const { metadata, spec } of applications) {
    assert.equal(spec.destination.namespace, metadata.name);
    assert.ok(declared.includes(metadata.name));
    assert.equal(spec.project, project?.metadata.name);
  }
});

test('no password, key or token is among the values: only names of Secrets that the cluster makes', () => {
  const secrets = new Set([
    ...ofKind<Job>(bundled, 'Job').map(({ metadata }) => metadata.annotations?.['wildermesser.dev/generates-secret']),
    ...ofKind<Manifest>(bundled, 'Certificate').map(({ metadata }) => metadata.name),
    // cert-manager makes those of the Ingresses.
    'chartmuseum-tls',
    'harbor-tls',
  ]);
  const named = applications
    .flatMap(({ spec }) => textsIn(spec.source?.helm?.valuesObject))
    .filter(({ path }) => /secret|password|token|credential|key/i.test(path))
    .filter(({ path }) => !/existingSecretMappings|certSource/.test(path));
  assert.ok(named.length >= 10);
  for (const { path, text } of named) assert.ok(secrets.has(text), `${path} names a Secret: ${text}`);
});

test('the issuers come after cert-manager, and before who asks them for certificates', () => {
  const waves = new Map(applications.map((application) => [application.metadata.name, waveOf(application)]));
  const issuers = ofKind<ClusterIssuer>(bundled, 'ClusterIssuer');
  assert.deepEqual(issuers.map(({ metadata }) => metadata.name).sort(), [
    'letsencrypt-production',
    'letsencrypt-staging',
  ]);
  for (const issuer of issuers) {
    assert.ok(waveOf(issuer) > (waves.get('cert-manager') ?? 0));
    for (const name of ['harbor', 'chartmuseum']) assert.ok(waveOf(issuer) < (waves.get(name) ?? 0));
    assert.equal(issuer.spec.acme?.solvers?.[0]?.http01?.ingress?.ingressClassName, 'nginx');
  }
  assert.equal(new Set(issuers.map(({ spec }) => spec.acme?.server)).size, 2);
});
