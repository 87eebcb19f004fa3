import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pod } from '@wildermesser/manifest/core/v1';
import { frontend } from './frontend.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const pod = frontend.manifests(settings).find(({ kind }) => kind === 'Pod') as Pod;
const environment = new Map(pod.spec.containers[0]?.env?.map(({ name, value }) => [name, value]));

test('the Pod frontend has the label run: frontend and is never restarted', () => {
  assert.deepEqual(
    [pod.metadata.name, pod.metadata.labels?.run, pod.spec.restartPolicy],
    ['frontend', 'frontend', 'Never'],
  );
});

// What `mustMapEnv` of the frontend's main.go asks for at v0.10.3: one that is missing ends the process.
for (const name of [
  'PRODUCT_CATALOG_SERVICE_ADDR',
  'CURRENCY_SERVICE_ADDR',
  'CART_SERVICE_ADDR',
  'RECOMMENDATION_SERVICE_ADDR',
  'CHECKOUT_SERVICE_ADDR',
  'SHIPPING_SERVICE_ADDR',
  'AD_SERVICE_ADDR',
  'SHOPPING_ASSISTANT_SERVICE_ADDR',
])
  test(`the frontend is told ${name}, so that it does not crash`, () => {
    assert.match(environment.get(name) ?? '', /^127\.0\.0\.1:\d+$/);
  });

test('Argo CD does not wait for the end of a pod that serves until it is deleted', () => {
  assert.equal(pod.metadata.annotations?.['argocd.argoproj.io/ignore-healthcheck'], 'true');
});
