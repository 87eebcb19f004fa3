// A web server with a cache.
{
  local values = std.mergePatch({}, self.values),
  local release = self.release,

  // What applies where nothing else is given: override it with `+`, or give what differs to `new`.
  values:: {
    cache: { enabled: true, size: '1Gi' },
    replicas: 2,
    image: { repository: 'docker.io/library/nginx', tag: '1.29.1' },
    autoscaling: { enabled: false, maxReplicas: 5 },
    labels: {},
    ports: [{ name: 'http', number: 8080 }],
    env: { LOG_LEVEL: 'info' },
    files: {},
  },

  release:: { name: 'web-server', namespace: 'default' },

  new(values={}, release={}):: self { values:: std.mergePatch(super.values, values), release+:: release },

  parts:: {
    cache: (import 'cache.libsonnet') { values:: std.get(values, 'cache', {}), release:: release },
  },

  manifests: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: release.name + '-web',
        labels: { 'app.kubernetes.io/name': 'web' } + values.labels,
        [if 'annotations' in values then 'annotations']: values.annotations,
      },
      spec: {
        [if !values.autoscaling.enabled then 'replicas']: values.replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: {
            labels: {
              'app.kubernetes.io/name': 'web',
              'app.kubernetes.io/instance': release.name,
              'app.kubernetes.io/version': values.image.tag,
            },
          },
          spec: {
            containers: [
              {
                name: 'web',
                image: '%s:%s' % [values.image.repository, values.image.tag],
                imagePullPolicy: std.get(values.image, 'pullPolicy', 'IfNotPresent'),
                args: ['--verbose'] + std.get(values, 'args', []),
                ports: [
                  {
                    name: port.name,
                    containerPort: port.number,
                    [if std.get(port, 'protocol') != null then 'protocol']: port.protocol,
                  }
                  for port in values.ports
                ],
                env: [
                  { name: name, value: values.env[name] }
                  for name in std.objectFields(values.env)
                ],
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
                [if 'probe' in values then 'readinessProbe']: {
                  httpGet: { path: values.probe.path, port: 'http' },
                  [if 'delay' in values.probe then 'initialDelaySeconds']: values.probe.delay,
                },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: release.name + '-web' },
      data: {
        'nginx.conf': |||
          server {
            listen 8080;
            server_name %s;
          }
        ||| % [std.get(values, 'host', 'localhost')],
      } + {
        [file]: std.stripChars(values.files[file], ' \t\n\r\f\u000b')
        for file in std.objectFields(values.files)
      },
    },
  ] + (
    if values.autoscaling.enabled && values.autoscaling.maxReplicas > 1
    then [
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: release.name + '-web' },
        spec: { maxReplicas: values.autoscaling.maxReplicas },
      },
    ]
    else []
  ) + (if std.get(self.parts.cache.values, 'enabled', true) then self.parts.cache.manifests else []),
}
