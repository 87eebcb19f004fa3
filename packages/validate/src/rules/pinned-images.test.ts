import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { container, deployment } from '../../test/sample-manifests.ts';
import { pinnedImages } from './pinned-images.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const codeOf = (image: string) =>
  check(pinnedImages, [deployment({ name: 'web', pod: { containers: [container({ image })] } })])[0]?.code;

test('images that name one version pass', () => {
  const pinned = [
    'nginx:1.29.1',
    'docker.io/library/nginx:1.29.1',
    'localhost:5000/a/b:v1',
    `nginx@${digest}`,
    `r.example:443/a_b/c--d:1@${digest}`,
  ];
  for (const image of pinned) assert.equal(codeOf(image), undefined, image);
});

test('images that change under their name are reported', () => {
  for (const image of ['nginx', 'nginx:latest', 'localhost:5000/nginx', 'ghcr.io/a/b:main'])
    assert.equal(codeOf(image), 'image-not-pinned', image);
});

test('text that is no image reference is reported', () => {
  for (const image of [
    '',
    'Nginx:1',
    'nginx:',
    'nginx:1 ',
    'a//b:1',
    'nginx@sha256:abc',
    `nginx@md5:${'0'.repeat(32)}`,
    'https://r.example/a:1',
  ]) {
    assert.equal(codeOf(image), 'malformed-image', image);
  }
});
