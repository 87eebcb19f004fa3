/**
 * Makes the fixtures of this folder from a checkout of github.com/prometheus-operator/kube-prometheus:
 * `node reduce.ts <folder>`, where <folder>/<tag> is what `manifests/` holds at a tag. Objects stay whole but for texts of
 * more than 300 characters and schemas, which are replaced by their digest: they differ exactly where the originals do.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readDocuments } from '@wildermesser/manifest';
import { tags } from './tags.ts';

const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const reduced = (value: unknown, key: string): unknown => {
  if (key === 'openAPIV3Schema')
    return { type: 'object', description: digest(JSON.stringify(value)), 'x-kubernetes-preserve-unknown-fields': true };
  if (typeof value === 'string') return value.length > 300 ? digest(value) : value;
  if (Array.isArray(value)) return value.map((item) => reduced(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, reduced(each, name)]));
};

const folder = process.argv[2] ?? '.';
for (const tag of tags) {
  const files = globSync('**/*.yaml', { cwd: join(folder, tag) }).sort();
  const objects = files.flatMap((file) =>
    readDocuments(readFileSync(join(folder, tag, file), 'utf8'), file).documents.map(({ value }) => reduced(value, '')),
  );
  writeFileSync(new URL(`fixtures/${tag}.json.gz`, import.meta.url), gzipSync(JSON.stringify(objects), { level: 9 }));
}
