import type { Manifest } from '@wildermesser/manifest';

/** Fields of a test's manifest; the namespace is `shop` unless it says otherwise. */
export interface Sample {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly [field: string]: unknown;
}

/** A manifest of any kind in the namespace `shop`. */
export const object = (apiVersion: string, kind: string, sample: Sample): Manifest => {
  const { name, namespace = 'shop', labels, annotations, ...fields } = sample;
  const metadata = {
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return { apiVersion, kind, metadata, ...fields };
};

/** A manifest of a cluster-scoped kind. */
export const clusterObject = (apiVersion: string, kind: string, sample: Sample): Manifest =>
  object(apiVersion, kind, { ...sample, namespace: '' });

/** A Deployment whose only label is `app`, with `pod` merged into the spec of its pods. */
export const deployment = ({ name, pod = {}, ...sample }: Sample & { pod?: object }): Manifest =>
  object('apps/v1', 'Deployment', {
    name,
    ...sample,
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [container()], ...pod } },
    },
  });

/** A container on port 8080 named `http`, with `fields` over it. */
export const container = (fields: object = {}): object => ({
  name: 'server',
  image: 'registry.example/server:1.2.3',
  ports: [{ name: 'http', containerPort: 8080 }],
  ...fields,
});

/** A Service of port 80 that goes to the port `http` of the pods labelled `app: <name>`. */
export const service = ({ name, spec = {}, ...sample }: Sample & { spec?: object }): Manifest =>
  object('v1', 'Service', {
    name,
    ...sample,
    spec: { selector: { app: name }, ports: [{ name: 'web', port: 80, targetPort: 'http' }], ...spec },
  });

/** A security context of a container that passes the restricted level. */
export const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
