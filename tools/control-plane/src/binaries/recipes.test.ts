import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { programNames } from './binaries.ts';
import { corednsRecipe, kubernetesRecipe } from './recipes.ts';

test('the module has every program of a cluster as a tool', () => {
  assert.deepEqual(Object.keys(kubernetesRecipe.packages).sort(), Object.values(programNames).sort());
});

test('every part of Kubernetes is of the version that the whole is', () => {
  const text = readFileSync(join(kubernetesRecipe.module, 'go.mod'), 'utf8');
  const parts = [...text.matchAll(/^\tk8s\.io\/\S+ => k8s\.io\/\S+ (v\S+)$/gm)].map(([, version]) => version);
  assert.ok(parts.length > 25);
  assert.deepEqual([...new Set(parts)], [kubernetesRecipe.version.replace('v1.', 'v0.')]);
});

test('the place in the cache names the version and the recipe', () => {
  assert.match(kubernetesRecipe.target, /\/platform\/kubernetes\/v1\.34\.\d+-[0-9a-f]{12}$/);
  assert.match(corednsRecipe.target, /\/platform\/coredns\/v1\.\d+\.\d+-[0-9a-f]{12}$/);
});
