import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { identityKey, identityOf } from '@wildermesser/manifest';
import { applyOrder } from '../src/index.ts';
import { codesOf, render } from './render.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/kube-prometheus/', import.meta.url));

const objectsOf = async (tag: string) => {
  const { manifests, dropped, findings, tool } = await render(corpus, tag, { directory: { recurse: true } });
  const kinds = codesOf({ manifests, dropped, findings, tool });
  return { manifests, kinds, identities: new Set(manifests.map((manifest) => identityKey(identityOf(manifest)))) };
};

test('a namespace on cluster-scoped objects does not make other objects of them between two releases', async (t) => {
  if (!existsSync(corpus)) return t.skip('corpus: the folder with published manifests is not next to the checkout');
  const base = await objectsOf('v0.9.0');
  const head = await objectsOf('v0.10.0');
  assert.equal([...head.identities].filter((identity) => !base.identities.has(identity)).length, 2);
  assert.equal([...base.identities].filter((identity) => !head.identities.has(identity)).length, 1);
  assert.deepEqual(new Set(head.kinds), new Set(['warning namespace-on-cluster-scoped']));
});

test('namespaces and definitions are applied before everything that needs them', async (t) => {
  if (!existsSync(corpus)) return t.skip('corpus: the folder with published manifests is not next to the checkout');
  const { manifests } = await objectsOf('v0.7.0');
  const order = applyOrder(manifests).map(({ manifest }) => manifest);
  assert.equal(order.length, manifests.length);
  const first = (kind: string): number => order.findIndex((manifest) => manifest.kind === kind);
  const last = (kind: string): number => order.findLastIndex((manifest) => manifest.kind === kind);
  assert.equal(first('Namespace'), 0);
  assert.ok(last('CustomResourceDefinition') < first('ServiceMonitor'));
  assert.ok(last('ClusterRole') < first('ClusterRoleBinding'));
  assert.ok(last('ServiceAccount') < first('Deployment'));
});
