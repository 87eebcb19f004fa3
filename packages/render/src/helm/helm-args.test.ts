import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type HelmSettings, helmArgs, lastOfEach, plainVersion } from './helm-args.ts';
import { setValue } from './set-value.ts';

const settings: HelmSettings = {
  releaseName: 'web',
  namespace: '',
  kubeVersion: '',
  apiVersions: [],
  set: [],
  setString: [],
  setFile: [],
  valueFiles: [],
  skipCrds: false,
  skipSchemaValidation: false,
  skipTests: false,
};

test('the arguments come in the order in which Argo CD gives them', () => {
  assert.deepEqual(helmArgs(settings), ['template', '.', '--name-template', 'web', '--include-crds']);
  const all = helmArgs({
    releaseName: 'web',
    namespace: 'shop',
    kubeVersion: '1.36.1',
    apiVersions: ['v1', 'apps/v1/Deployment'],
    set: [['a', 'x,y']],
    setString: [['b', '1']],
    setFile: [['c', '/repo/c']],
    valueFiles: ['/repo/v.yaml', '/tmp/values.yaml'],
    skipCrds: true,
    skipSchemaValidation: true,
    skipTests: true,
  });
  assert.equal(
    all.join(' '),
    'template . --name-template web --namespace shop --kube-version 1.36.1 --set a=x\\,y --set-string b=1 ' +
      '--set-file c=/repo/c --values /repo/v.yaml --values /tmp/values.yaml --api-versions v1 ' +
      '--api-versions apps/v1/Deployment --skip-schema-validation --skip-tests',
  );
});

test('nothing is ever written into a directory by Helm itself', () => {
  assert.ok(!helmArgs(settings).includes('--output-dir'));
});

test('a Kubernetes version is passed without its prefix and build', () => {
  const cases: [version: string, expected: string | undefined][] = [
    ['v1.36.1', '1.36.1'],
    ['1.36', '1.36'],
    ['v1.36.1+k3s1', '1.36.1'],
    ['v1.36.1-gke.100', '1.36.1'],
    ['', ''],
    ['latest', undefined],
    ['1', undefined],
  ];
  for (const [version, expected] of cases) assert.equal(plainVersion(version), expected, version);
});

test('commas of a parameter are escaped once, a list in braces stays', () => {
  const cases: [value: string, expected: string][] = [
    ['a', 'a'],
    ['a,b,c', 'a\\,b\\,c'],
    ['a\\,b', 'a\\,b'],
    [',', '\\,'],
    ['{a,b}', '{a,b}'],
    ['{a,b', '{a\\,b'],
  ];
  for (const [value, expected] of cases) assert.equal(setValue(value), expected, value);
  fc.assert(fc.property(fc.string(), (value) => assert.equal(setValue(setValue(value)), setValue(value))));
});

test('of several values for one parameter the last counts', () => {
  assert.deepEqual(
    lastOfEach([
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ]),
    [
      ['a', '3'],
      ['b', '2'],
    ],
  );
});
