import type { Identity } from '@wildermesser/manifest';

/** Kinds that an API server of older days served in two groups at once, and the group that remains. */
const successors: ReadonlyMap<string, string> = new Map([
  ...['Deployment', 'DaemonSet', 'ReplicaSet'].map((kind) => [`extensions/${kind}`, 'apps'] as const),
  ...['Ingress', 'NetworkPolicy'].map((kind) => [`extensions/${kind}`, 'networking.k8s.io'] as const),
  ['extensions/PodSecurityPolicy', 'policy'],
  ['/Event', 'events.k8s.io'],
]);

/** The identity under which the API server keeps an object, whichever of its groups it was written in. */
export const storedIdentity = (identity: Identity): Identity => {
  const group = successors.get(`${identity.group}/${identity.kind}`);
  return group === undefined ? identity : { ...identity, group };
};
