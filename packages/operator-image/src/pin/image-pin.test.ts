import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ImagePin, pinDifferences } from './image-pin.ts';

const layers = { base: 'sha256:1', runtime: 'sha256:2', app: 'sha256:3' };
const pin: ImagePin = {
  repository: 'registry.example/acme/operator',
  version: '1.0.0',
  digest: 'sha256:a',
  layers: { amd64: layers, arm64: { ...layers, base: 'sha256:4' } },
};
const changed = (change: Partial<ImagePin>): readonly string[] =>
  pinDifferences(pin, { ...pin, digest: 'sha256:b', ...change });

test('the same digest is the same image', () => {
  assert.deepEqual(pinDifferences(pin, { ...pin }), []);
});

test('the layer that moved is named, with the architectures in which it did', () => {
  const app = { amd64: { ...layers, app: 'sha256:9' }, arm64: { ...layers, base: 'sha256:4', app: 'sha256:9' } };
  assert.deepEqual(changed({ layers: app }), ['app layer (amd64, arm64)']);
  const runtime = { amd64: layers, arm64: { ...layers, base: 'sha256:4', runtime: 'sha256:9' } };
  assert.deepEqual(changed({ layers: runtime, version: '1.0.1' }), ['runtime layer (arm64)', 'version 1.0.0 → 1.0.1']);
});

test('an image whose layers are the same differs in what it says of itself', () => {
  assert.deepEqual(changed({}), ['configuration and labels']);
});
