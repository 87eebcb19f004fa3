/** The group that Kubernetes has given up (deprecation guide, 1.16 and 1.22). */
export const abandonedGroup = 'extensions';

const successors: Readonly<Record<string, string>> = {
  DaemonSet: 'apps',
  Deployment: 'apps',
  Ingress: 'networking.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
  ReplicaSet: 'apps',
};

/** The group that serves a kind of `group` today: another one only for kinds of the abandoned group. */
export const successorGroup = (group: string, kind: string): string =>
  (group === abandonedGroup && Object.hasOwn(successors, kind) && successors[kind]) || group;
