import { component } from '@wildermesser/emit';
import { pod } from '@wildermesser/manifest/core/v1';
import { podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

const version = 'v0.10.3';
const port = 8080;

/**
 * Where the frontend looks for the other services; without any one of these it stops at once. They are needed for its
 * pages only: it serves its health check with nobody behind them.
 * From `src/frontend/main.go` of microservices-demo.
 */
const addresses = {
  AD_SERVICE_ADDR: '127.0.0.1:9555',
  CART_SERVICE_ADDR: '127.0.0.1:7070',
  CHECKOUT_SERVICE_ADDR: '127.0.0.1:5050',
  CURRENCY_SERVICE_ADDR: '127.0.0.1:7000',
  PRODUCT_CATALOG_SERVICE_ADDR: '127.0.0.1:3550',
  RECOMMENDATION_SERVICE_ADDR: '127.0.0.1:8080',
  SHIPPING_SERVICE_ADDR: '127.0.0.1:50051',
  SHOPPING_ASSISTANT_SERVICE_ADDR: '127.0.0.1:80',
};

/** A Pod with the frontend of Online Boutique, alone. */
export const frontend = component({
  name: 'frontend',
  namespace: 'intro-frontend',
  manifests: () => [
    podNamespace('intro-frontend', 'restricted'),
    pod({
      metadata: {
        name: 'frontend',
        labels: {
          run: 'frontend',
          ...recommendedLabels({ name: 'frontend', component: 'frontend', partOf: 'online-boutique', version }),
        },
        annotations: {
          // Argo CD takes a pod that is never restarted for one that ends, and would wait for its end.
          'argocd.argoproj.io/ignore-healthcheck': 'true',
        },
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod({ user: 1000 }),
        containers: [
          {
            name: 'frontend',
            image: `us-central1-docker.pkg.dev/google-samples/microservices-demo/frontend:${version}`,
            ports: [{ name: 'http', containerPort: port }],
            env: [
              { name: 'PORT', value: String(port) },
              ...Object.entries(addresses).map(([name, value]) => ({ name, value })),
            ],
            // No liveness probe: it restarts, and this pod is never restarted.
            readinessProbe: { httpGet: { path: '/_healthz', port } },
            resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
            securityContext: restrictedContainer,
          },
        ],
      },
    }),
  ],
});
