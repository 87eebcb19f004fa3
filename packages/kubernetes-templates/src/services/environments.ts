import { type Environments, shopNamespaces, shopVersion } from '../online-boutique.ts';
import type { ServicesValues } from './services.ts';

/** The program's own values: those of development. */
export const servicesValues: ServicesValues = {
  image: { tag: shopVersion },
  paymentservice: { replicas: 1 },
  shippingservice: { replicas: 1 },
};

/** Production has more pods. */
export const servicesEnvironments: Environments<ServicesValues> = {
  dev: { namespace: shopNamespaces.dev, values: servicesValues },
  prod: {
    namespace: shopNamespaces.prod,
    values: { ...servicesValues, paymentservice: { replicas: 2 }, shippingservice: { replicas: 2 } },
  },
};
