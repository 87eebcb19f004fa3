import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageReference } from './image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test('a reference is read as a container runtime reads it', () => {
  const parts = (text: string): string => {
    const { registry, repository, tag, digest: pinned } = imageReference(text);
    return [registry, repository, tag, pinned].join(' ');
  };
  assert.equal(parts('nginx'), 'docker.io library/nginx  ');
  assert.equal(parts('bitnami/nginx:1.27'), 'docker.io bitnami/nginx 1.27 ');
  assert.equal(parts('index.docker.io/library/nginx:1.27'), 'docker.io library/nginx 1.27 ');
  assert.equal(parts('localhost:5000/shop/web:dev'), 'localhost:5000 shop/web dev ');
  assert.equal(parts(`quay.io/minio/minio:1@${digest}`), `quay.io minio/minio 1 ${digest}`);
  assert.equal(parts(`ghcr.io/shop/web@${digest}`), `ghcr.io shop/web  ${digest}`);
});
