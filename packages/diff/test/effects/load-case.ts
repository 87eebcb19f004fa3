import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Catalog,
  identityOf,
  loadCatalog,
  type Manifest,
  parseManifest,
  readDocuments,
} from '@wildermesser/manifest';
import { settle } from '@wildermesser/render';
import type { Side, SideApplication, SideObject } from '../../src/index.ts';

/** The Application that holds the objects of a case unless it says otherwise: it syncs and prunes by itself. */
const ordinary = (name: string): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: 'argocd', ...{ finalizers: ['resources-finalizer.argocd.argoproj.io'] } },
  ...{ spec: { project: 'default', syncPolicy: { automated: { prune: true } } } },
});

const manifestsIn = (file: string): readonly Manifest[] => {
  const { documents, findings } = readDocuments(readFileSync(file, 'utf8'), file);
  if (findings.length > 0) throw new Error(`${file}: ${findings[0]?.message}`);
  return documents.flatMap(({ value, line }) => {
    if (value === null || value === undefined) return [];
    const parsed = parseManifest(value, { file, line });
    if (parsed.manifest === undefined) throw new Error(`${file}:${line}: ${parsed.findings[0]?.message}`);
    return [parsed.manifest];
  });
};

/** Each file of a side is an Application; the Application itself may stand in any of them, or be left out. */
const filesOf = (folder: string, side: 'base' | 'head'): readonly (readonly [application: string, file: string])[] => {
  const single = join(folder, `${side}.yaml`);
  if (existsSync(single)) return [['shop', single]];
  const below = join(folder, side);
  return existsSync(below)
    ? readdirSync(below)
        .toSorted()
        .map((name) => [name.replace(/\.yaml$/, ''), join(below, name)] as const)
    : [];
};

const isApplication = ({ apiVersion, kind }: Manifest): boolean =>
  apiVersion.startsWith('argoproj.io/') && kind === 'Application';

/** Reads one side of a case; cluster-scoped kinds lose a namespace, as Argo CD takes it off. */
export const loadSide = (folder: string, side: 'base' | 'head', catalog: Catalog): Side => {
  const files = filesOf(folder, side);
  const read = files.map(([name, file]) => [name, file, manifestsIn(file)] as const);
  const everything = read.flatMap(([, , manifests]) => manifests);
  const known = catalog.withResources(everything);
  const declared = new Map(everything.filter(isApplication).map((manifest) => [manifest.metadata.name, manifest]));
  const applications = read.map(([name, file, manifests]): SideApplication => {
    const settled = settle(manifests, {
      repoRoot: folder,
      destination: 'shop',
      isNamespaced: (group, kind) => known.isNamespaced(group, kind),
    });
    const objects = settled.manifests.map(
      (manifest): SideObject => ({
        identity: identityOf(manifest),
        manifest,
        application: name,
        generated: { file, line: 1 },
      }),
    );
    return {
      name,
      manifest: declared.get(name) ?? ordinary(name),
      paths: [name],
      state: 'rendered',
      scope: 'whole',
      objects,
      findings: settled.findings,
    };
  });
  return { name: side, applications, unchanged: 0, findings: [] };
};

/** The catalog that all cases are judged by. */
export const caseCatalog = loadCatalog();
