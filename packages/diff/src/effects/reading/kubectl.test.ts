import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { kubectl, resourceName } from './kubectl.ts';

const web = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' };

test('a command names the namespace, and the group of the kind', () => {
  assert.equal(
    kubectl(web, 'delete', resourceName(web), '--cascade=orphan'),
    'kubectl --namespace shop delete deployment.apps/web --cascade=orphan',
  );
  assert.equal(kubectl({ namespace: '' }, 'get', 'nodes'), 'kubectl get nodes');
});

test('whatever a name holds, a shell takes it as one word', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(word, (name) => {
      const command = kubectl({ namespace: '' }, 'get', name).replace(/^kubectl get /, "printf '%s' ");
      assert.equal(spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).stdout, name);
    }),
    { numRuns: 50 },
  );
});
