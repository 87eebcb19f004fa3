import { join } from 'node:path';
import {
  type CompiledSource,
  type Component,
  customResourceManifest,
  type RolesSource,
  roleManifests,
} from '@wildermesser/emit';
import { type ApiAccess, type Finding, type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import type { CustomResourceDefinitionSpec } from '@wildermesser/manifest/apiextensions/v1';
import { cachedReading } from './reading-cache.ts';
import { relativeTo } from './relative-to.ts';

/** What reading the sources of one declaration has come to; plain data, so that it can be kept. */
export interface SourceReading {
  readonly spec?: CustomResourceDefinitionSpec;
  readonly accesses?: readonly ApiAccess[];
  /** Where the manifests come from. */
  readonly source?: { readonly file: string; readonly line: number };
  readonly findings: readonly Finding[];
}

/** The manifests that a component gets from sources, and what is wrong with those. */
export interface CompiledManifests {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
}

const namesOf = ({ from }: { readonly from: string | readonly string[] }): readonly string[] =>
  typeof from === 'string' ? [from] : from;

/** The files that a declaration begins at. */
const entriesOf = (source: CompiledSource): readonly string[] =>
  source.make === 'Roles' ? [source.entry] : namesOf(source).map((from) => from.split('#')[0] ?? from);

/** The compiler is loaded only when something has changed: reading TypeScript costs a second. */
const read = async (source: CompiledSource, root: string): Promise<SourceReading> => {
  const options = { root, tsconfig: join(root, 'tsconfig.json') };
  if (source.make === 'Roles') {
    const { readApiAccess } = await import('@wildermesser/compile/rbac');
    return readApiAccess({ ...options, entry: source.entry });
  }
  const { createCustomResourceReader } = await import('@wildermesser/compile/custom-resource');
  return createCustomResourceReader(options).read(namesOf(source));
};

const manifestsOf = (source: CompiledSource, reading: SourceReading, { namespace }: Component): readonly Manifest[] => {
  if (source.make === 'Roles') return roleManifests(source satisfies RolesSource, reading.accesses ?? [], namespace);
  return reading.spec === undefined ? [] : [customResourceManifest(source, reading.spec)];
};

/** Makes the manifests that a component declares by sources, each with the place in those that it comes from. */
export const compileSources = async (component: Component, root: string): Promise<CompiledManifests> => {
  const compiled = (component.compiled ?? []).map(async (source): Promise<CompiledManifests> => {
    const reading = await cachedReading(root, entriesOf(source), source, () => read(source, root));
    const declared = originOf(source);
    const place = declared === undefined ? {} : { file: relativeTo(root)(declared.file), line: declared.line };
    if (reading.findings.length > 0)
      return { manifests: [], findings: reading.findings.map((finding) => ({ ...place, ...finding })) };
    const manifests = manifestsOf(source, reading, component);
    const origin =
      reading.source === undefined ? declared : { ...reading.source, file: join(root, reading.source.file) };
    for (const manifest of manifests) if (origin !== undefined) setOrigin(manifest, origin);
    return { manifests, findings: [] };
  });
  const all = await Promise.all(compiled);
  return {
    manifests: all.flatMap(({ manifests }) => manifests),
    findings: all.flatMap(({ findings }) => findings),
  };
};
