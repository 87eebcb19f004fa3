import type { PodTemplateSpec } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { onlineBoutique, onlineBoutiqueImage, onlineBoutiqueResources } from './online-boutique.ts';

const port = 8080;

/** The frontend stops at once without any one of these; its health check needs nobody behind them. */
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

/** The frontend answers only who has a session; the cookie is one, and tells the probes apart in its log. */
const health = (session: string): { path: string; port: number; httpHeaders: { name: string; value: string }[] } => ({
  path: '/_healthz',
  port,
  httpHeaders: [{ name: 'Cookie', value: `shop_session-id=${session}` }],
});

export const frontendLabels = recommendedLabels({
  app: 'frontend',
  name: 'frontend',
  component: 'frontend',
  ...onlineBoutique,
});

/** Pods of the shop's frontend, found by `app: frontend`. */
export const frontendPods: PodTemplateSpec = {
  metadata: { labels: frontendLabels },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod({ user: 1000 }),
    containers: [
      {
        name: 'server',
        image: onlineBoutiqueImage('frontend'),
        ports: [{ name: 'http', containerPort: port }],
        env: [
          { name: 'PORT', value: String(port) },
          ...Object.entries(addresses).map(([name, value]) => ({ name, value })),
        ],
        readinessProbe: { initialDelaySeconds: 10, httpGet: health('x-readiness-probe') },
        livenessProbe: { initialDelaySeconds: 10, httpGet: health('x-liveness-probe') },
        resources: onlineBoutiqueResources,
        securityContext: restrictedContainer,
      },
    ],
  },
};
