import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest, type Resource, writeYaml } from '@wildermesser/manifest';
import { isClusterScoped } from './kustomize-scope.ts';
import { schemaPlace } from './list-rule.ts';
import { nameReferences } from './name-references.ts';
import { isSame, type Plain, type PlainMap } from './plain-value.ts';
import { buildKustomizations } from './test/build-kustomizations.ts';
import { everyList } from './test/every-list.ts';

const catalog = await loadCatalog();
const apiVersionOf = ({ group, version }: Resource): string => (group === '' ? version : `${group}/${version}`);
const stream = (objects: readonly object[]): string => objects.map(writeYaml).join('---\n');

test('Kustomize merges and replaces every list of every kind as the emitter expects', async () => {
  const lists = everyList(catalog);
  const tree = new Map<string, string>();
  // Kustomize looks for the object of a patch among all of its kustomization.
  const directories = Array.from({ length: Math.ceil(lists.length / 100) }, (_, i) => `k${i}`);
  directories.forEach((directory, i) => {
    const part = lists.slice(i * 100, (i + 1) * 100);
    tree.set(`${directory}/objects.yaml`, stream(part.map(({ object }) => object([0, 1]))));
    tree.set(`${directory}/patches.yaml`, stream(part.map(({ object }) => object([2]))));
    const kustomization = { resources: ['objects.yaml'], patches: [{ path: 'patches.yaml' }] };
    tree.set(`${directory}/kustomization.yaml`, writeYaml(kustomization));
  });
  const built = new Map((await buildKustomizations(tree, directories)).map((object) => [object.metadata.name, object]));
  const counts = { keyed: 0, atomic: 0, unknown: 0 };
  for (const { name, kind, apiVersion, path, object } of lists) {
    const place = path.reduce(
      (at, step) => (step === '[]' ? at.items() : at.field(step)),
      schemaPlace(catalog, apiVersion, kind),
    );
    const rule = place.listRule();
    counts[rule.type]++;
    const result = built.get(name) as unknown as Plain;
    const isMerged = isSame(result, object([2, 0, 1]) as unknown as Plain);
    const isReplaced = isSame(result, object([2]) as unknown as Plain);
    const expected = rule.type === 'unknown' || (rule.type === 'keyed' ? isMerged : isReplaced);
    assert.ok(expected, `${apiVersion} ${kind} ${path.join('.')} is not ${rule.type}`);
  }
  assert.ok(counts.keyed > 150 && counts.atomic > 900 && counts.unknown > 100, JSON.stringify(counts));
});

test('Kustomize gives a namespace to all kinds but those of the table', async () => {
  const resources = catalog.resources.filter(({ kind }) => kind !== 'Namespace');
  const objects = resources.map((resource, i) => ({
    ...{ apiVersion: apiVersionOf(resource), kind: resource.kind, metadata: { name: `o${i}` } },
  }));
  const tree = new Map([
    ['k/objects.yaml', stream(objects)],
    ['k/kustomization.yaml', writeYaml({ namespace: 'x', resources: ['objects.yaml'] })],
  ]);
  const built = await buildKustomizations(tree, ['k']);
  const mistaken = built.filter((object) => isClusterScoped(object) !== (object.metadata.namespace === undefined));
  assert.deepEqual(mistaken, []);
  const wrong = built.filter((object) => {
    const resource = catalog.resourceOf(object.apiVersion, object.kind);
    return isClusterScoped(object) && resource?.namespaced === true;
  });
  assert.deepEqual(wrong, []);
});

const lists = new Set(
  [
    'containers',
    'initContainers',
    'volumes',
    'env',
    'envFrom',
    'sources',
    'imagePullSecrets',
    'rules',
    'tls',
    'paths',
  ].concat('volumeClaimTemplates'),
);

const holding = ([key, ...rest]: readonly string[], value: Plain): Plain => {
  if (key === undefined) return value;
  const inner = key === 'resourceNames' ? [value] : holding(rest, value);
  return { [key]: lists.has(key) ? [inner] : inner };
};

test('Kustomize follows every reference of the table when names change', async () => {
  const versionOf = (kind: string, group?: string): string => {
    const known = catalog.resources.filter(
      (resource) => resource.kind === kind && /^v\d$/.test(resource.version) && catalog.isBuiltInGroup(resource.group),
    );
    const resource = known.find((each) => group === undefined || each.group === group);
    return resource === undefined ? `${group}/v1` : apiVersionOf(resource);
  };
  const objects = nameReferences.flatMap(({ target, referrer, path }, i) => {
    const body = holding(path, `t${i}`) as PlainMap;
    const roleRef = { ...(body.roleRef as PlainMap | undefined), kind: target.kind, apiGroup: target.group };
    return [
      { apiVersion: versionOf(target.kind, target.group), kind: target.kind, metadata: { name: `t${i}` } },
      {
        ...{ apiVersion: versionOf(referrer.kind, referrer.group), kind: referrer.kind, metadata: { name: `r${i}` } },
        ...(path[0] === 'roleRef' ? { roleRef } : body),
      },
    ];
  });
  const tree = new Map([
    ['k/objects.yaml', stream(objects)],
    ['k/kustomization.yaml', writeYaml({ namePrefix: 'p-', resources: ['objects.yaml'] })],
  ]);
  const texts = new Map(
    (await buildKustomizations(tree, ['k'])).map((object: Manifest) => [
      object.metadata.name?.replace('p-', ''),
      writeYaml(object),
    ]),
  );
  const missed = nameReferences.filter((_, i) => texts.get(`r${i}`)?.includes(`p-t${i}`) !== true);
  assert.deepEqual(missed, []);
});
