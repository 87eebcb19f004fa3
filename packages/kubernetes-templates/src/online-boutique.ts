import type { Environment } from '@wildermesser/emit';

/** The version of the shop that all of its images have by default. */
export const shopVersion = 'v0.10.3';

/** Every part of the shop is in both environments. */
export interface Environments<Values> {
  readonly dev: Environment<Values>;
  readonly prod: Environment<Values>;
}

/** The namespaces of the environments. */
export const shopNamespaces = { dev: 'hipster-shop', prod: 'hipster-shop-prod' } as const;

/** The public image of a service of Online Boutique, the shop's present name. */
export const onlineBoutiqueImage = (service: string, tag: string): string =>
  `us-central1-docker.pkg.dev/google-samples/microservices-demo/${service}:${tag}`;
