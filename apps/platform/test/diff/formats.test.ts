import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { platform, temporaryFolder, writeTree } from './temporary-repository.ts';

const password = 'correct-horse-battery';

const manifests = (tag: string, tier: string, secret: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web, tier: ${tier}}}
  template:
    metadata: {labels: {app: web, tier: ${tier}}}
    spec:
      containers:
      - name: server
        image: registry.example.com/web:${tag}
        envFrom: [{secretRef: {name: login}}]
---
apiVersion: v1
kind: Secret
metadata: {name: login, namespace: shop}
stringData: {password: ${secret}}
`;

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`;

const root = temporaryFolder();
writeTree(root, {
  'base/web.yaml': manifests('1.2.0', 'front', password),
  'base/claim.yaml': claim,
  'head/web.yaml': manifests('1.1.0', 'back', `${password}-2`),
});

const report = async (...options: readonly string[]): Promise<string> => {
  const { code, out, err } = await platform(root, 'diff', './base', './head', '--date', '2026-11-28', ...options);
  assert.equal(err, '');
  assert.equal(code, 1);
  return out;
};

test('the JSON of a real plan is as the published schema says', async () => {
  const schema = resolve(import.meta.dirname, '../../../../packages/diff/schema/plan.schema.json');
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  const plan: { changes: { verb: string; object: { kind: string } }[] } = JSON.parse(await report('--format', 'json'));
  const isValid = validate(plan);
  assert.ok(isValid, JSON.stringify(validate.errors, undefined, 2));
  assert.deepEqual(plan.changes.map(({ verb, object }) => `${verb} ${object.kind}`).sort(), [
    'change Secret',
    'prune PersistentVolumeClaim',
    'recreate Deployment',
  ]);
});

test('every format says what is recreated and never a password', async () => {
  for (const format of ['terminal', 'markdown', 'html', 'json', 'sarif', 'github']) {
    const text = await report('--format', format);
    assert.match(text, /web/, format);
    assert.match(text, /cannot (be )?change/, format);
    assert.ok(!text.includes(password), format);
    assert.ok(!text.includes(Buffer.from(password).toString('base64').slice(0, 20)), format);
  }
});

test('a report goes into a file, and the terminal gets a line for each Application', async () => {
  const out = await report('--format', 'markdown', '--output', 'plan.md');
  assert.match(out, /Plan: 1 change, 1 recreate, 1 prune/);
  assert.ok(readdirSync(root).includes('plan.md'));
  assert.match(
    readFileSync(join(root, 'plan.md'), 'utf8'),
    /^<!-- wildermesser-platform:diff page=1 -->\n### Plan: 1 change/,
  );
});
