import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The folder of the Go module whose `tool` lines name the programs. */
export const moduleFolder = new URL('../..', import.meta.url).pathname;

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

const goModule = read('go.mod');

/** The version of Kubernetes that the module requires, such as `v1.34.3`. */
export const kubernetesVersion = /^\s*(?:require )?k8s\.io\/kubernetes (v\S+)/m.exec(goModule)?.[1] ?? '';

/** The packages of the programs: the `tool` lines of go.mod. */
export const programPackages: readonly string[] = [
  ...(/^tool \(([^)]*)\)/m.exec(goModule)?.[1] ?? '').matchAll(/\S+/g),
].map(([path]) => path);

/** The oldest Go that compiles the module. */
export const goVersion = /^go (\d+\.\d+)/m.exec(goModule)?.[1] ?? '';

const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(kubernetesVersion) ?? [];
const versionVariables = { gitVersion: kubernetesVersion, gitMajor: major, gitMinor: minor };

/** Arguments of `go build` that change what comes out. */
export const buildArguments: readonly string[] = [
  '-trimpath',
  '-mod=readonly',
  '-ldflags',
  [
    '-s -w',
    ...Object.entries(versionVariables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`),
  ].join(' '),
];

const hash = createHash('sha256')
  .update([goModule, read('go.sum'), ...buildArguments, process.arch].join('\0'))
  .digest('hex');

/** Folder of the cache for these programs: another recipe has another. */
export const recipeName = `${kubernetesVersion}-${hash.slice(0, 12)}`;
