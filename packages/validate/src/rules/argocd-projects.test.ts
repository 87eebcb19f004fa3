import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { argocdProjects } from './argocd-projects.ts';

const cluster = 'https://kubernetes.default.svc';
const repository = 'https://git.example/platform.git';
const application = (spec: object = {}) =>
  object('argoproj.io/v1alpha1', 'Application', {
    name: 'web',
    namespace: 'argocd',
    spec: {
      project: 'shop',
      source: { repoURL: repository },
      destination: { server: cluster, namespace: 'shop' },
      ...spec,
    },
  });
const project = (spec: object = {}) =>
  object('argoproj.io/v1alpha1', 'AppProject', {
    name: 'shop',
    namespace: 'argocd',
    spec: { sourceRepos: [repository], destinations: [{ server: cluster, namespace: 'shop' }], ...spec },
  });
const result = (...manifests: ReturnType<typeof object>[]) => codes(check(argocdProjects, manifests));

test('an Application inside its project passes', () => {
  assert.deepEqual(result(application(), project()), []);
  assert.deepEqual(
    result(application(), project({ sourceRepos: ['*'], destinations: [{ server: '*', namespace: 'sh*' }] })),
    [],
  );
});

test('a project that nobody emits is reported, unless it is the default one', () => {
  assert.deepEqual(result(application()), ['unknown-project web']);
  assert.deepEqual(result(application({ project: 'default' })), []);
});

test('destinations and repositories outside of the project are reported', () => {
  const elsewhere = { destinations: [{ server: cluster, namespace: 'other' }] };
  const denied = {
    destinations: [
      { server: '*', namespace: '*' },
      { server: '*', namespace: '!shop' },
    ],
  };
  assert.deepEqual(result(application(), project(elsewhere)), ['destination-not-permitted web']);
  assert.deepEqual(result(application(), project(denied)), ['destination-not-permitted web']);
  assert.deepEqual(result(application(), project({ sourceRepos: ['https://git.example/other'] })), [
    'source-not-permitted web',
  ]);
  assert.deepEqual(result(application(), project({ sourceRepos: ['*', `!${repository}`] })), [
    'source-not-permitted web',
  ]);
});

test('each of several sources is looked at, and a password in its URL is not repeated', () => {
  const sources = [{ repoURL: repository }, { repoURL: 'https://user:hunter2@git.example/x' }];
  const findings = check(argocdProjects, [application({ source: undefined, sources }), project()]);
  assert.equal(findings.length, 1);
  assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
});

test('one of several destinations and repositories is enough', () => {
  const destinations = [
    { server: cluster, namespace: 'other' },
    { server: cluster, namespace: 'shop' },
  ];
  assert.deepEqual(
    result(application(), project({ destinations, sourceRepos: ['https://git.example/x', repository] })),
    [],
  );
});

test('a cluster may be named instead of addressed', () => {
  const destination = { name: 'in-cluster', namespace: 'shop' };
  const named = (name: string) => project({ destinations: [{ name, namespace: 'shop' }] });
  assert.deepEqual(result(application({ destination }), named('in-cluster')), []);
  assert.deepEqual(result(application({ destination }), named('other')), ['destination-not-permitted web']);
});
