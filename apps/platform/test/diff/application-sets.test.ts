import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDiff } from '../../src/diff/make-diff.ts';
import { configMap } from './sample-files.ts';
import { repositoryOf } from './temporary-repository.ts';

/** An ApplicationSet with these generators and names of parameters. */
const applicationSet = (generators: string, name: string, path: string, goTemplate: boolean): string =>
  `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: all
  namespace: argocd
spec:
  goTemplate: ${goTemplate}
  generators: ${generators}
  template:
    metadata:
      name: '${name}'
    spec:
      project: default
      source:
        repoURL: https://git.example/shop.git
        path: '${path}'
        targetRevision: main
      destination:
        server: https://kubernetes.default.svc
        namespace: '${name}'
`;

const files = (set: string) => ({
  'argocd/all.yaml': set,
  'apps/web/a.yaml': configMap('web', '1'),
  'apps/api/a.yaml': configMap('api', '1'),
  'apps/old/a.yaml': configMap('old', '1'),
  'apps/.hidden/a.yaml': configMap('hidden', '1'),
});

const changesOf = async (set: string) => {
  const { root, write } = repositoryOf(files(set));
  write({
    'apps/web/a.yaml': configMap('web', '2'),
    'apps/old/a.yaml': null,
    'apps/new/a.yaml': configMap('new', '1'),
  });
  const plan = await makeDiff({ names: [], cwd: root, applications: [], date: '2026-11-28' });
  return {
    applications: plan.applications.map(({ name, status }) => `${name} ${status}`),
    findings: plan.findings.map(({ code }) => code),
  };
};

test('a set of directories makes an Application of each, which come and go with them', async () => {
  const expected = { applications: ['new added', 'old removed', 'web changed'], findings: [] };
  const go = '[{git: {repoURL: https://git.example/shop.git, directories: [{path: apps/*}]}}]';
  assert.deepEqual(await changesOf(applicationSet(go, '{{.path.basename}}', '{{ .path.path }}', true)), expected);
  assert.deepEqual(await changesOf(applicationSet(go, '{{path.basename}}', '{{path}}', false)), expected);
  assert.deepEqual(await changesOf(applicationSet(go, '{{index .path.segments 1}}', '{{.path.path}}', true)), expected);
});

test('what is excluded makes none, whatever else it matches', async () => {
  const generators =
    '[{git: {repoURL: https://git.example/shop.git, directories: [{path: apps/*}, {path: apps/w*, exclude: true}]}}]';
  const { applications } = await changesOf(applicationSet(generators, '{{path.basename}}', '{{path}}', false));
  assert.deepEqual(applications, ['new added', 'old removed']);
});

test('a set of a list makes an Application of each element', async () => {
  const generators = '[{list: {elements: [{name: web, at: {folder: apps/web}}, {name: api, at: {folder: apps/api}}]}}]';
  const { applications, findings } = await changesOf(applicationSet(generators, 'x-{{.name}}', '{{.at.folder}}', true));
  assert.deepEqual([applications, findings], [['x-web changed'], []]);
});

test('a set that needs more than the files, or more than names, is named and left alone', async () => {
  const list = '[{list: {elements: [{name: web}]}}]';
  for (const set of [
    applicationSet('[{clusters: {}}]', '{{name}}', 'apps/web', false),
    applicationSet(list, '{{ .name | upper }}', 'apps/web', true),
    applicationSet(list, '{{name}}', '{{folder}}', false),
    applicationSet('[{list: {elements: [{name: web}]}, selector: {}}]', '{{name}}', 'apps/web', false),
  ]) {
    const { findings } = await changesOf(set);
    assert.ok(findings.includes('application-set'), set);
  }
});

test('a set whose directories are of another repository is left alone', async () => {
  const other = '[{git: {repoURL: https://git.example/other.git, directories: [{path: apps/*}]}}]';
  const { findings } = await changesOf(applicationSet(other, '{{path.basename}}', '{{path}}', false));
  assert.ok(findings.includes('application-set'));
  const nowhere = '[{git: {repoURL: https://git.example/shop.git, directories: [{path: nowhere/*}]}}]';
  assert.ok(
    (await changesOf(applicationSet(nowhere, '{{path.basename}}', '{{path}}', false))).findings.includes(
      'application-set',
    ),
  );
});

test('Applications of a set that is understood on one side only are not said to go', async () => {
  const elements = (set: string) => applicationSet(set, '{{name}}', 'apps/{{name}}', false);
  const { root, write } = repositoryOf(files(elements('[{list: {elements: [{name: web}, {name: api}]}}]')));
  write({ 'argocd/all.yaml': elements('[{clusters: {}}]') });
  const plan = await makeDiff({ names: [], cwd: root, applications: [], date: '2026-11-28' });
  assert.ok(!plan.applications.some(({ status }) => status === 'removed'));
  assert.ok(plan.findings.some(({ code }) => code === 'application-set'));
});
