// The payment and the shipping service of the shop.
{
  local values = std.mergePatch({}, self.values),
  local release = self.release,

  // What applies where nothing else is given: override it with `+`, or give what differs to `new`.
  values:: {
    image: { tag: 'v0.10.3' },
    paymentservice: { replicas: 1 },
    shippingservice: { replicas: 1 },
  },

  release:: { name: 'services', namespace: 'default' },

  new(values={}, release={}):: self { values:: std.mergePatch(super.values, values), release+:: release },

  manifests: [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'paymentservice',
        labels: {
          app: 'paymentservice',
          'app.kubernetes.io/component': 'backend',
          'app.kubernetes.io/name': 'paymentservice',
          'app.kubernetes.io/part-of': 'hipster-shop',
          'app.kubernetes.io/version': values.image.tag,
        },
      },
      spec: {
        selector: { app: 'paymentservice' },
        ports: [{ name: 'grpc', port: 50051, targetPort: 50051, appProtocol: 'grpc' }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'paymentservice',
        labels: {
          app: 'paymentservice',
          'app.kubernetes.io/component': 'backend',
          'app.kubernetes.io/name': 'paymentservice',
          'app.kubernetes.io/part-of': 'hipster-shop',
          'app.kubernetes.io/version': values.image.tag,
        },
      },
      spec: {
        replicas: values.paymentservice.replicas,
        selector: { matchLabels: { app: 'paymentservice' } },
        template: {
          metadata: {
            labels: {
              app: 'paymentservice',
              'app.kubernetes.io/component': 'backend',
              'app.kubernetes.io/name': 'paymentservice',
              'app.kubernetes.io/part-of': 'hipster-shop',
              'app.kubernetes.io/version': values.image.tag,
            },
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'server',
                image: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/paymentservice:' + values.image.tag,
                ports: [{ name: 'grpc', containerPort: 50051 }],
                env: [{ name: 'PORT', value: '50051' }, { name: 'DISABLE_PROFILER', value: '1' }],
                readinessProbe: { grpc: { port: 50051 } },
                livenessProbe: { grpc: { port: 50051 } },
                resources: {
                  requests: { cpu: '100m', memory: '64Mi' },
                  limits: { cpu: '200m', memory: '128Mi' },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'shippingservice',
        labels: {
          app: 'shippingservice',
          'app.kubernetes.io/component': 'backend',
          'app.kubernetes.io/name': 'shippingservice',
          'app.kubernetes.io/part-of': 'hipster-shop',
          'app.kubernetes.io/version': values.image.tag,
        },
      },
      spec: {
        selector: { app: 'shippingservice' },
        ports: [{ name: 'grpc', port: 50051, targetPort: 50051, appProtocol: 'grpc' }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'shippingservice',
        labels: {
          app: 'shippingservice',
          'app.kubernetes.io/component': 'backend',
          'app.kubernetes.io/name': 'shippingservice',
          'app.kubernetes.io/part-of': 'hipster-shop',
          'app.kubernetes.io/version': values.image.tag,
        },
      },
      spec: {
        replicas: values.shippingservice.replicas,
        selector: { matchLabels: { app: 'shippingservice' } },
        template: {
          metadata: {
            labels: {
              app: 'shippingservice',
              'app.kubernetes.io/component': 'backend',
              'app.kubernetes.io/name': 'shippingservice',
              'app.kubernetes.io/part-of': 'hipster-shop',
              'app.kubernetes.io/version': values.image.tag,
            },
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'server',
                image: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/shippingservice:' + values.image.tag,
                ports: [{ name: 'grpc', containerPort: 50051 }],
                env: [{ name: 'PORT', value: '50051' }, { name: 'DISABLE_PROFILER', value: '1' }],
                readinessProbe: { grpc: { port: 50051 } },
                livenessProbe: { grpc: { port: 50051 } },
                resources: {
                  requests: { cpu: '100m', memory: '64Mi' },
                  limits: { cpu: '200m', memory: '128Mi' },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
          },
        },
      },
    },
  ],
}
