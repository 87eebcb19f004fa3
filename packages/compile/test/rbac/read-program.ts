import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ApiAccess } from '@wildermesser/manifest';
import { type ApiAccessReading, readApiAccess } from '../../src/rbac/index.ts';

const workspace = fileURLToPath(new URL('../../../..', import.meta.url));
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'api-access-')));
after(() => rmSync(parent, { recursive: true }));

const facade = `
import type { Manifest } from '@wildermesser/manifest';

export interface KindNames {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}
export interface Kind<Written extends Manifest = Manifest> extends KindNames {
  readonly types?: { readonly written: Written };
}
export const kind =
  <Written extends Manifest>() =>
  <const Names extends KindNames>(names: Names): Names & Kind<Written> => names;

export type WrittenOf<K extends Kind> = K extends Kind<infer Written> ? Written : never;
export interface Ref { readonly namespace?: string; readonly name: string }

export interface ResourceClient<K extends Kind> {
  /** @verbs get */
  get(ref: Ref): Promise<WrittenOf<K> | undefined>;
  /** @verbs list */
  list(options?: { readonly namespace?: string }): Promise<readonly WrittenOf<K>[]>;
  /** @verbs list watch */
  source(options?: { readonly namespace?: string }): AsyncIterable<WrittenOf<K>>;
  /** @verbs create */
  create(manifest: WrittenOf<K>): Promise<WrittenOf<K>>;
  /** @verbs patch create */
  apply(manifest: WrittenOf<K>): Promise<WrittenOf<K>>;
  /**
   * @verbs patch
   * @subresource status
   */
  applyStatus(ref: Ref, status: unknown): Promise<void>;
  /** @verbs delete */
  delete(ref: Ref): Promise<void>;
  /**
   * @verbs
   */
  nothing(ref: Ref): Promise<void>;
}

export interface Cluster {
  resource<K extends Kind>(kind: K): ResourceClient<K>;
  /**
   * @verbs get create
   * @subresource exec
   */
  exec(kind: Kind & { readonly kind: 'Pod' }, ref: Ref): Promise<void>;
  close(): Promise<void>;
}

export declare const connect: () => Cluster;
/** What several callers do. */
export const exists = async <K extends Kind>(client: ResourceClient<K>, ref: Ref): Promise<boolean> =>
  (await client.get(ref)) !== undefined;
`;

const kinds = `
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Lease } from '@wildermesser/manifest/coordination/v1';
import type { PersistentVolume, Pod, Service } from '@wildermesser/manifest/core/v1';
import { kind } from './index.ts';

const names = { version: 'v1', namespaced: true } as const;
export const deployments = kind<Deployment>()({ ...names, group: 'apps', kind: 'Deployment', plural: 'deployments' });
/**
 * @ownNamespace
 */
export const leases = kind<Lease>()({ ...names, group: 'coordination.k8s.io', kind: 'Lease', plural: 'leases' });
/**
 * Who leads.
 *
 * @ownNamespace
 * @objectNames leader
 */
export const elections = kind<Lease>()({ ...names, group: 'coordination.k8s.io', kind: 'Lease', plural: 'leases' });
export const pods = kind<Pod>()({ ...names, group: '', kind: 'Pod', plural: 'pods' });
export const services = kind<Service>()({ ...names, group: '', kind: 'Service', plural: 'services' });
export const volumes = kind<PersistentVolume>()({ ...names, namespaced: false, group: '', kind: 'PersistentVolume', plural: 'persistentvolumes' });
`;

const imports = `
import { connect, exists, kind, type Cluster, type Kind, type ResourceClient } from './cluster/index.ts';
import { deployments, elections, leases, pods, services, volumes } from './cluster/kinds.ts';
const cluster = connect();
`;

let count = 0;

/** Reads the program that starts with these statements, beside a façade and some kinds of its own. */
export const readProgram = (main: string, files: Readonly<Record<string, string>> = {}): ApiAccessReading => {
  count += 1;
  const root = join(parent, `program-${count}`);
  const all = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      extends: join(workspace, 'tsconfig.base.json'),
      compilerOptions: { types: [] },
      include: [],
    }),
    'src/cluster/index.ts': facade,
    'src/cluster/kinds.ts': kinds,
    'src/main.ts': `${imports}${main}`,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  return readApiAccess({ root, tsconfig: join(root, 'tsconfig.json'), entry: 'src/main.ts' });
};

/** `apps/deployments get`, with `own` and the names where there are some. */
export const accessText = ({ group, resource, verb, isOwnNamespace, names }: ApiAccess): string =>
  [
    `${group}/${resource} ${verb}`,
    ...(isOwnNamespace ? ['own'] : []),
    ...(names === undefined ? [] : [names.join(',')]),
  ].join(' ');
