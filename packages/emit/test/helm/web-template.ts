import type { Template } from '@wildermesser/manifest/template';
import {
  add,
  addEach,
  addWhen,
  at,
  condition,
  each,
  fallback,
  fields,
  list,
  literal,
  object,
  present,
  release,
  set,
  spread,
  text,
  variable,
} from './expressions.ts';

const labels = object(
  set('app.kubernetes.io/name', 'web'),
  set('app.kubernetes.io/instance', at('name', 'string', release)),
  set('app.kubernetes.io/version', at('image/tag', 'string')),
);
const selector = fields({
  'app.kubernetes.io/name': 'web',
  'app.kubernetes.io/instance': at('name', 'string', release),
});
const host = variable('host', 'object');

const cache: Template = {
  name: 'cache',
  description: 'Keeps sessions in memory.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['enabled', 'size'],
    properties: {
      enabled: { type: 'boolean', description: 'Whether sessions are cached.', default: true },
      size: { type: 'string', description: 'Memory for the cache.', default: '64Mi' },
    },
  },
  values: { enabled: true, size: '64Mi' },
  manifests: [
    add(
      fields({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: literal({ name: 'cache' }),
        data: fields({ size: at('size', 'string') }),
      }),
    ),
  ],
  parts: [],
};

/** A component with everything that charts usually have. */
export const web: Template = {
  name: 'web',
  description: 'Serves the site.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['replicas', 'image', 'hosts', 'port', 'debug', 'env', 'cache'],
    properties: {
      replicas: { type: 'integer', description: 'Pods to run.', minimum: 0, default: 2 },
      image: {
        type: 'object',
        additionalProperties: false,
        required: ['repository', 'tag'],
        properties: {
          repository: { type: 'string', minLength: 1, description: 'Where the image comes from.' },
          tag: { type: 'string', minLength: 1, description: 'Version of the site.' },
        },
      },
      port: { type: 'integer', description: 'Port of the container.', minimum: 1, maximum: 65535 },
      debug: { type: 'boolean', description: 'Whether every request is logged.' },
      env: { type: 'object', description: 'Environment of the container.', additionalProperties: { type: 'string' } },
      hosts: {
        type: 'array',
        description: 'Names under which the site is reached.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: { name: { type: 'string' }, path: { type: 'string' } },
        },
      },
      tls: { type: 'string', minLength: 1, description: 'Secret with the certificate.' },
      resources: { type: 'object', description: 'What the container may use.' },
      annotations: {
        type: 'object',
        description: 'Further annotations of the pods.',
        additionalProperties: { type: 'string' },
      },
      priority: { type: 'string', minLength: 1, description: 'Priority class of the pods.' },
      strategy: { type: 'string', enum: ['Recreate', 'RollingUpdate'], description: 'How pods are replaced.' },
      cache: {
        type: 'object',
        additionalProperties: false,
        description: 'The session cache.',
        required: ['enabled', 'size'],
        properties: { enabled: { type: 'boolean' }, size: { type: 'string' } },
      },
    },
  },
  values: {
    replicas: 2,
    image: { repository: 'registry.example.org/web', tag: '1.31.0' },
    port: 8080,
    debug: false,
    env: { LANG: 'C.UTF-8' },
    hosts: [{ name: 'example.org' }],
    cache: { enabled: true, size: '64Mi' },
  },
  manifests: [
    add(
      fields({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: fields({ name: 'web', labels }),
        data: fields({
          'nginx.conf': text(
            'server {\n  listen ',
            at('port', 'integer'),
            ';\n  access_log ',
            condition(at('debug', 'boolean'), '/dev/stdout', 'off'),
            ';\n  # {{ kept }}\n}\n',
          ),
          'static.txt': 'one\ntwo\n',
        }),
      }),
    ),
    add(
      fields({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: fields({ name: 'web', labels }),
        spec: fields({
          replicas: at('replicas', 'integer'),
          selector: fields({ matchLabels: selector }),
          strategy: fields({ type: fallback(at('strategy?', 'string'), 'RollingUpdate') }),
          template: fields({
            metadata: fields({
              labels,
              annotations: object(spread(at('annotations?', 'object')), set('prometheus.io/scrape', 'true')),
            }),
            spec: fields({
              priorityClassName: at('priority?', 'string'),
              containers: list(
                add(
                  object(
                    set('name', 'web'),
                    set('image', text(at('image/repository', 'string'), ':', at('image/tag', 'string'))),
                    set('ports', list(add(fields({ name: 'http', containerPort: at('port', 'integer') })))),
                    set('resources', at('resources?', 'object')),
                    set(
                      'env',
                      list(
                        addEach(
                          at('env', 'object'),
                          'value',
                          'name',
                          add(fields({ name: variable('name', 'string'), value: variable('value', 'string') })),
                        ),
                        addWhen(at('debug', 'boolean'), add(literal({ name: 'DEBUG', value: '1' }))),
                      ),
                    ),
                    set('securityContext', literal({ runAsNonRoot: true, capabilities: { drop: ['ALL'] } })),
                  ),
                ),
              ),
            }),
          }),
        }),
      }),
    ),
    add(
      fields({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: fields({ name: 'web', labels }),
        spec: fields({ selector, ports: list(add(literal({ name: 'http', port: 80, targetPort: 'http' }))) }),
      }),
    ),
    addWhen(
      present(at('tls?', 'string')),
      add(
        fields({
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: fields({ name: 'web', labels }),
          spec: object(
            set('tls', list(add(fields({ secretName: at('tls?', 'string') })))),
            set(
              'rules',
              list(
                addEach(
                  at('hosts', 'list'),
                  'host',
                  undefined,
                  add(
                    fields({
                      host: at('name', 'string', host),
                      http: fields({
                        paths: list(
                          add(
                            fields({
                              path: fallback(at('path?', 'string', host), '/'),
                              pathType: 'Prefix',
                              backend: literal({ service: { name: 'web', port: { name: 'http' } } }),
                            }),
                          ),
                        ),
                      }),
                    }),
                  ),
                ),
              ),
            ),
          ),
        }),
      ),
    ),
    addEach(
      at('hosts', 'list'),
      'host',
      'position',
      add(
        fields({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: fields({ name: text('host-', variable('position', 'integer')) }),
          data: object(
            set('name', at('name', 'string', host)),
            each(at('env', 'object'), 'value', 'key', set(variable('key', 'string'), variable('value', 'string'))),
          ),
        }),
      ),
    ),
  ],
  parts: [{ key: 'cache', template: cache, conditional: true }],
};
