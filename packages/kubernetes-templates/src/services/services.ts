import type { Manifest } from '@wildermesser/manifest';
import { backend, smallResources, withoutProfiler } from '../backend.ts';

/** How many pods a service has. */
export interface ServiceValues {
  /** @minimum 0 @default 1 */
  readonly replicas: number;
}

/** Payment and shipping, which are the same but for their names. */
export interface ServicesValues {
  readonly image: {
    /** @minLength 1 @default "v0.10.3" */
    readonly tag: string;
  };
  readonly paymentservice: ServiceValues;
  readonly shippingservice: ServiceValues;
}

/** Service and Deployment of one of the two. */
const grpcService = (name: string, { replicas }: ServiceValues, tag: string): readonly Manifest[] =>
  backend({ name, tag, replicas, port: 50051, user: 10001, env: withoutProfiler, resources: smallResources });

/** The payment and the shipping service of the shop. */
export const services = ({ image, paymentservice, shippingservice }: ServicesValues): readonly Manifest[] => [
  ...grpcService('paymentservice', paymentservice, image.tag),
  ...grpcService('shippingservice', shippingservice, image.tag),
];
