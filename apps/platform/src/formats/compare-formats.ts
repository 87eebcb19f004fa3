import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeManifests } from '@wildermesser/emit';
import { describeIdentity, type Finding, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import { type RenderTarget, renderDirectory, withTemporaryFolder } from '@wildermesser/render';
import { type Format, formatted, type Subject } from './format.ts';

/** What a real tool makes of one format, compared with the function. */
export interface Comparison {
  readonly format: Format;
  readonly objects: number;
  /** Each a sentence about one object; empty when the tool and the function agree. */
  readonly differences: readonly string[];
  readonly findings: readonly Finding[];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Path of the first place where two values differ; undefined when they are equal. */
const firstDifference = (a: unknown, b: unknown, path = ''): string | undefined => {
  if (Object.is(a, b)) return undefined;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    for (const [i, item] of a.entries()) {
      const found = firstDifference(item, b[i], `${path}[${i}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isMap(a) || !isMap(b)) return path === '' ? 'the whole object' : path;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[key], b[key], path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

const byIdentity = (manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> =>
  new Map(manifests.map((manifest) => [identityKey(identityOf(manifest)), manifest]));

const differencesOf = (wanted: readonly Manifest[], rendered: readonly Manifest[], tool: string): string[] => {
  const [expected, found] = [byIdentity(wanted), byIdentity(rendered)];
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [a, b] = [expected.get(key), found.get(key)];
    const name = describeIdentity(identityOf((a ?? b) as Manifest));
    if (b === undefined) return [`${name}: ${tool} does not make it`];
    if (a === undefined) return [`${name}: only ${tool} makes it`];
    // What the function left undefined is no field.
    const place = firstDifference(JSON.parse(JSON.stringify(a)), b);
    return place === undefined ? [] : [`${name}: ${place} differs`];
  });
};

/** Renders one format with its real tool, in a folder of its own, and compares the result with the function. */
export const compareFormat = (format: Format, subject: Subject, target: RenderTarget): Promise<Comparison> =>
  withTemporaryFolder(async (folder) => {
    const { files, path, source, findings } = formatted(format, subject);
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { release, manifests } = subject;
    const rendered = await renderDirectory({ ...target, repoRoot: folder, path, source, release });
    const wanted = placeManifests({ component: release, manifests }, target);
    return {
      format,
      objects: rendered.manifests.length,
      differences: differencesOf(wanted, rendered.manifests, format),
      findings: [...findings, ...rendered.findings],
    };
  });
