import { type Environments, shopNamespaces, shopVersion } from '../online-boutique.ts';
import type { CurrencyserviceValues } from './currencyservice.ts';

/** The values of the base, which nobody deploys as it is. */
export const currencyserviceValues: CurrencyserviceValues = { replicas: 1, image: { tag: shopVersion } };

/** What the kustomization of an overlay says itself: whoever copies an overlay changes these three. */
const native = (environment: 'dev' | 'prod') => ({
  namespace: shopNamespaces[environment],
  namePrefix: `${environment}-`,
  labels: [{ pairs: { env: environment }, includeTemplates: true }],
});

/** The overlays. */
export const currencyserviceEnvironments: Environments<CurrencyserviceValues> = {
  dev: { namespace: shopNamespaces.dev, values: currencyserviceValues, native: native('dev') },
  prod: { namespace: shopNamespaces.prod, values: { ...currencyserviceValues, replicas: 3 }, native: native('prod') },
};
