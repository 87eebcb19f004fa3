import { type Environments, shopNamespaces, shopVersion } from '../online-boutique.ts';
import type { HipsterShopValues } from './hipster-shop.ts';

/** The values of `values.yaml`: those of development. */
export const hipsterShopValues: HipsterShopValues = {
  image: { tag: shopVersion },
  replicas: 1,
  addresses: {
    currency: 'dev-currencyservice:7000',
    payment: 'paymentservice:50051',
    shipping: 'shippingservice:50051',
  },
  frontend: {
    replicas: 1,
    image: { tag: shopVersion },
    service: { type: 'NodePort', port: 80, nodePort: 30001 },
    ingress: { host: 'shop.dev.hipster.example', className: 'nginx', tls: { clusterIssuer: 'letsencrypt-staging' } },
    addresses: { currency: 'dev-currencyservice:7000', shipping: 'shippingservice:50051' },
  },
  redis: { enabled: true, replicas: 1, image: { tag: '8.2.3-alpine' }, storage: { type: 'emptyDir' } },
};

/** Production has more pods, a trusted certificate, and carts that outlive their pod. */
export const hipsterShopEnvironments: Environments<HipsterShopValues> = {
  dev: { namespace: shopNamespaces.dev, values: hipsterShopValues },
  prod: {
    namespace: shopNamespaces.prod,
    values: {
      ...hipsterShopValues,
      replicas: 2,
      addresses: { ...hipsterShopValues.addresses, currency: 'prod-currencyservice:7000' },
      frontend: {
        ...hipsterShopValues.frontend,
        replicas: 3,
        service: { type: 'ClusterIP', port: 80 },
        ingress: { host: 'shop.hipster.example', className: 'nginx', tls: { clusterIssuer: 'letsencrypt-production' } },
        addresses: { currency: 'prod-currencyservice:7000', shipping: 'shippingservice:50051' },
      },
      redis: { ...hipsterShopValues.redis, storage: { type: 'persistentVolumeClaim', size: '1Gi' } },
    },
  },
};
