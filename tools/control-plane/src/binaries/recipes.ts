import { basename } from 'node:path';
import { programNames } from './binaries.ts';
import { goRecipe, readModule } from './go-recipe.ts';

const kubernetesModule = readModule('');
const kubernetesVersion = kubernetesModule.versionOf('k8s.io/kubernetes');
const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(kubernetesVersion) ?? [];
const versionVariables = { gitVersion: kubernetesVersion, gitMajor: major, gitMinor: minor };

/** The path of etcd's package ends in its major version, which is no name for a program. */
const programName = (path: string): string => (/\/v\d+$/.test(path) ? programNames.etcd : basename(path));

const toolLines = /^tool \(([^)]*)\)/m.exec(kubernetesModule.goMod)?.[1] ?? '';

/** Kubernetes and etcd: the `tool` lines of go.mod. */
export const kubernetesRecipe = goRecipe(kubernetesModule, {
  name: 'Kubernetes',
  version: kubernetesVersion,
  packages: Object.fromEntries([...toolLines.matchAll(/\S+/g)].map(([path]) => [programName(path), path])),
  arguments: [
    '-trimpath',
    '-mod=readonly',
    '-ldflags',
    [
      '-s -w',
      ...Object.entries(versionVariables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`),
    ].join(' '),
  ],
});

const dnsModule = readModule('dns');

/** CoreDNS with the plugins that a cluster needs; a module of its own, so that it changes nothing of Kubernetes. */
export const corednsRecipe = goRecipe(
  dnsModule,
  {
    name: 'CoreDNS',
    version: dnsModule.versionOf('github.com/coredns/coredns'),
    packages: { coredns: '.' },
    arguments: ['-trimpath', '-mod=readonly', '-ldflags', '-s -w'],
  },
  ['main.go'],
);
