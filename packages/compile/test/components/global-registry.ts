import type { Manifest } from '@wildermesser/manifest';
import { daemonSet, deployment } from '@wildermesser/manifest/apps/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Where an image is: by tag, or by digest when there is one. */
export interface ImageSettings {
  /** Overridden by `global.imageRegistry`. @default "docker.io" */
  readonly registry?: string;
  readonly repository: string;
  readonly tag: string;
  /** `sha256:…`; goes before the tag. */
  readonly digest?: string;
}

/** Images that all come from one mirror when the cluster has one. */
export interface GlobalRegistryValues {
  readonly global?: {
    /** Host, and port, of a mirror. */
    readonly imageRegistry?: string;
    /** @default [] */
    readonly imagePullSecrets?: readonly string[];
  };
  /** @default {"repository": "example/server", "tag": "1.0.0"} */
  readonly server: ImageSettings;
  /** @default {"registry": "quay.io", "repository": "example/agent", "tag": "2.0.0"} */
  readonly agent: ImageSettings;
}

const imageOf = (image: ImageSettings, mirror: string | undefined): string => {
  const registry = mirror ?? image.registry ?? 'docker.io';
  const name = registry === '' ? image.repository : `${registry}/${image.repository}`;
  return image.digest === undefined ? `${name}:${image.tag}` : `${name}@${image.digest}`;
};

const pod = (name: string, image: string, pullSecrets: readonly string[] | undefined) => ({
  automountServiceAccountToken: false,
  securityContext: restrictedPod({ user: 10001 }),
  ...(pullSecrets === undefined || pullSecrets.length === 0
    ? {}
    : { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) }),
  containers: [
    {
      name,
      image,
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
      securityContext: restrictedContainer,
    },
  ],
});

/** A server and an agent on each node, whose images are put together by one function. */
export const globalRegistry = (
  { global, server, agent }: GlobalRegistryValues,
  release: Release,
): readonly Manifest[] => {
  const mirror = global?.imageRegistry;
  const secrets = global?.imagePullSecrets;
  const serverName = `${release.name}-server`;
  const agentName = `${release.name}-agent`;
  const serverLabels = recommendedLabels({ app: serverName, name: 'server', component: 'server', partOf: 'mirror' });
  const agentLabels = recommendedLabels({ app: agentName, name: 'agent', component: 'agent', partOf: 'mirror' });
  return [
    deployment({
      metadata: { name: serverName, labels: serverLabels },
      spec: {
        selector: { matchLabels: { app: serverName } },
        template: { metadata: { labels: serverLabels }, spec: pod('server', imageOf(server, mirror), secrets) },
      },
    }),
    daemonSet({
      metadata: { name: agentName, labels: agentLabels },
      spec: {
        selector: { matchLabels: { app: agentName } },
        template: { metadata: { labels: agentLabels }, spec: pod('agent', imageOf(agent, mirror), secrets) },
      },
    }),
  ];
};

export const examples: readonly GlobalRegistryValues[] = [
  {
    server: { repository: 'example/server', tag: '1.0.0' },
    agent: { registry: 'quay.io', repository: 'example/agent', tag: '2.0.0' },
  },
  {
    global: { imageRegistry: 'mirror.example:5000', imagePullSecrets: ['mirror', 'other'] },
    server: { registry: 'ghcr.io', repository: 'example/server', tag: '1' },
    agent: {
      repository: 'example/agent',
      tag: 'ignored',
      digest: 'sha256:14cea493d9a34af32f524e538b8346cf79f3321eff8e708c1e2960462bd8936e',
    },
  },
  {
    global: { imagePullSecrets: [] },
    server: { registry: '', repository: 'server', tag: '0x1f' },
    agent: { repository: 'agent', tag: '1.10' },
  },
];
