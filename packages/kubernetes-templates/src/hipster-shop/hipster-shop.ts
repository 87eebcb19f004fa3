import type { Manifest } from '@wildermesser/manifest';
import { backend, smallResources, withoutProfiler } from '../backend.ts';
import type { FrontendValues } from './frontend.ts';
import type { RedisValues } from './redis.ts';

/** Services of the shop that other components run, each as `host:port`. */
export interface ShopAddresses {
  /** @default "dev-currencyservice:7000" */
  readonly currency: string;
  /** @default "paymentservice:50051" */
  readonly payment: string;
  /** @default "shippingservice:50051" */
  readonly shipping: string;
  /** A Redis of somebody else for the carts, where `redis.enabled` is false. @minLength 1 */
  readonly redis?: string;
}

/** The shop without its payment, shipping and currency services, which are components of their own. */
export interface HipsterShopValues {
  readonly image: {
    /** Version of the services; the frontend has one of its own. @minLength 1 @default "v0.10.3" */
    readonly tag: string;
  };
  /** Pods of each service. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly addresses: ShopAddresses;
  readonly frontend: FrontendValues;
  readonly redis: RedisValues;
}

const catalog = { name: 'PRODUCT_CATALOG_SERVICE_ADDR', value: 'productcatalogservice:3550' };

/** Where cartservice keeps the carts. Without a variable it keeps them itself, until it is restarted. */
const cartStore = ({ addresses, redis }: HipsterShopValues) => {
  if (redis.enabled) return [{ name: 'REDIS_ADDR', value: 'redis-cart:6379' }];
  return addresses.redis === undefined ? [] : [{ name: 'REDIS_ADDR', value: addresses.redis }];
};

/** Online Boutique: six services; the web pages before them and the store of carts behind them are its parts. */
export const hipsterShop = (values: HipsterShopValues): readonly Manifest[] => {
  const { addresses, replicas, image } = values;
  const common = { replicas, tag: image.tag, user: 1000 };
  return [
    ...backend({
      ...common,
      name: 'adservice',
      port: 9555,
      startup: 20,
      resources: { requests: { cpu: '200m', memory: '180Mi' }, limits: { cpu: '300m', memory: '300Mi' } },
    }),
    ...backend({
      ...common,
      name: 'cartservice',
      port: 7070,
      startup: 15,
      env: cartStore(values),
      resources: { requests: { cpu: '200m', memory: '64Mi' }, limits: { cpu: '300m', memory: '128Mi' } },
    }),
    ...backend({
      ...common,
      name: 'checkoutservice',
      port: 5050,
      env: [
        catalog,
        { name: 'CART_SERVICE_ADDR', value: 'cartservice:7070' },
        { name: 'CURRENCY_SERVICE_ADDR', value: addresses.currency },
        { name: 'EMAIL_SERVICE_ADDR', value: 'emailservice:5000' },
        { name: 'PAYMENT_SERVICE_ADDR', value: addresses.payment },
        { name: 'SHIPPING_SERVICE_ADDR', value: addresses.shipping },
      ],
      resources: smallResources,
    }),
    ...backend({
      ...common,
      name: 'emailservice',
      port: 5000,
      containerPort: 8080,
      env: withoutProfiler,
      resources: smallResources,
    }),
    ...backend({
      ...common,
      name: 'productcatalogservice',
      port: 3550,
      env: withoutProfiler,
      resources: smallResources,
    }),
    ...backend({
      ...common,
      name: 'recommendationservice',
      port: 8080,
      env: [catalog, ...withoutProfiler],
      resources: { requests: { cpu: '100m', memory: '220Mi' }, limits: { cpu: '200m', memory: '450Mi' } },
    }),
  ];
};
