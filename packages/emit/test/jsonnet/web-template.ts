import type { Template } from '@wildermesser/manifest/template';
import {
  absent,
  add,
  call,
  condition,
  fallback,
  field,
  list,
  lit,
  object,
  release,
  set,
  test,
  text,
  values,
  variable,
} from './build.ts';

const { both, compare, present } = test;
const name = field(release, 'name', 'string');
const labels = object({
  'app.kubernetes.io/name': lit('web'),
  'app.kubernetes.io/instance': name,
  'app.kubernetes.io/version': field(values, 'image.tag', 'string'),
});
const port = variable('port', 'object');
const config = `server {\n  listen 8080;\n  server_name `;

const deployment = object({
  apiVersion: lit('apps/v1'),
  kind: lit('Deployment'),
  metadata: object({
    name: text(name, '-web'),
    labels: object({ 'app.kubernetes.io/name': lit('web') }, { does: 'spread', of: field(values, 'labels', 'object') }),
    annotations: field(values, 'annotations?', 'object'),
  }),
  spec: object({
    replicas: condition(field(values, 'autoscaling.enabled', 'boolean'), absent, field(values, 'replicas', 'integer')),
    selector: object({ matchLabels: lit({ app: 'web' }) }),
    template: object({
      metadata: object({ labels }),
      spec: object({
        containers: list(
          add(
            object(
              {
                name: lit('web'),
                image: text(field(values, 'image.repository', 'string'), ':', field(values, 'image.tag', 'string')),
                imagePullPolicy: fallback(field(values, 'image.pullPolicy?', 'string'), lit('IfNotPresent')),
                args: list(add(lit('--verbose')), { does: 'spread', of: field(values, 'args?', 'list') }),
                ports: list({
                  does: 'each',
                  loop: { over: field(values, 'ports', 'list'), variable: 'port' },
                  elements: [
                    add(
                      object({
                        name: field(port, 'name', 'string'),
                        containerPort: field(port, 'number', 'integer'),
                        protocol: field(port, 'protocol?', 'string'),
                      }),
                    ),
                  ],
                }),
                env: list({
                  does: 'each',
                  loop: { over: field(values, 'env', 'object'), variable: 'value', key: 'name' },
                  elements: [add(object({ name: variable('name', 'string'), value: variable('value', 'string') }))],
                }),
                securityContext: lit({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }),
              },
              {
                does: 'when',
                test: present(field(values, 'probe?', 'object')),
                members: [
                  set(
                    'readinessProbe',
                    object({
                      httpGet: object({ path: field(values, 'probe?.path', 'string'), port: lit('http') }),
                      initialDelaySeconds: field(values, 'probe?.delay?', 'integer'),
                    }),
                  ),
                ],
              },
            ),
          ),
        ),
      }),
    }),
  }),
});

const configMap = object({
  apiVersion: lit('v1'),
  kind: lit('ConfigMap'),
  metadata: object({ name: text(name, '-web') }),
  data: object(
    { 'nginx.conf': text(config, fallback(field(values, 'host?', 'string'), lit('localhost')), ';\n}\n') },
    {
      does: 'each',
      loop: { over: field(values, 'files', 'object'), variable: 'content', key: 'file' },
      members: [set(variable('file', 'string'), call('trim', 'string', variable('content', 'string')))],
    },
  ),
});

const cache: Template = {
  name: 'cache',
  description: 'A cache.',
  schema: {},
  values: { enabled: true, size: '1Gi' },
  manifests: [
    add(
      object({
        apiVersion: lit('v1'),
        kind: lit('PersistentVolumeClaim'),
        metadata: object({ name: text(name, '-cache') }),
        spec: object({ resources: object({ requests: object({ storage: field(values, 'size', 'string') }) }) }),
      }),
    ),
  ],
  parts: [],
};

/** A component of the usual kind: everything that people write into charts, and a part that can be switched off. */
export const web: Template = {
  name: 'web-server',
  description: 'A web server with a cache.',
  schema: {
    type: 'object',
    properties: { probe: { type: 'object', required: ['path'], properties: { path: { type: 'string' } } } },
  },
  values: {
    replicas: 2,
    image: { repository: 'docker.io/library/nginx', tag: '1.29.1' },
    autoscaling: { enabled: false, maxReplicas: 5 },
    labels: {},
    ports: [{ name: 'http', number: 8080 }],
    env: { LOG_LEVEL: 'info' },
    files: {},
  },
  manifests: [
    add(deployment),
    add(configMap),
    {
      does: 'when',
      test: both(
        field(values, 'autoscaling.enabled', 'boolean'),
        compare(field(values, 'autoscaling.maxReplicas', 'integer'), '>', lit(1)),
      ),
      elements: [
        add(
          object({
            apiVersion: lit('autoscaling/v2'),
            kind: lit('HorizontalPodAutoscaler'),
            metadata: object({ name: text(name, '-web') }),
            spec: object({ maxReplicas: field(values, 'autoscaling.maxReplicas', 'integer') }),
          }),
        ),
      ],
    },
  ],
  parts: [{ key: 'cache', template: cache, conditional: true }],
};
