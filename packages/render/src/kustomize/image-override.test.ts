import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ImageOverride, parseImage, setImages } from './image-override.ts';

test('image overrides are read as kustomize edit reads them', () => {
  const cases: [text: string, expected: ImageOverride | undefined][] = [
    ['nginx:1.25', { name: 'nginx', newTag: '1.25' }],
    ['nginx@sha256:abc', { name: 'nginx', digest: 'sha256:abc' }],
    ['nginx=registry.io:5000/nginx', { name: 'nginx', newName: 'registry.io:5000/nginx' }],
    ['nginx=my/nginx:2', { name: 'nginx', newName: 'my/nginx', newTag: '2' }],
    ['nginx=my/nginx@sha256:abc', { name: 'nginx', newName: 'my/nginx', digest: 'sha256:abc' }],
    ['registry.io:5000/nginx:2', { name: 'registry.io:5000/nginx', newTag: '2' }],
    ['nginx=*:2', { name: 'nginx', newName: '*', newTag: '2' }],
    ['nginx', undefined],
    ['nginx=', undefined],
    ['a=b=c', undefined],
  ];
  for (const [text, expected] of cases) assert.deepEqual(parseImage(text), expected, text);
});

test('an override replaces the one of that name, and a star keeps what is there', () => {
  const present = [
    { name: 'b', newName: 'my/b', newTag: '1' },
    { name: 'z', newTag: '9' },
  ];
  assert.deepEqual(setImages(present, [{ name: 'b', newTag: '2' }]), [
    { name: 'b', newTag: '2' },
    { name: 'z', newTag: '9' },
  ]);
  assert.deepEqual(setImages(present, [{ name: 'b', newName: '*', newTag: '2' }])[0], {
    name: 'b',
    newName: 'my/b',
    newTag: '2',
  });
  assert.deepEqual(setImages([], [{ name: 'c', newName: '*', newTag: '2' }]), [{ name: 'c', newTag: '2' }]);
});
