import { templatedComponent } from '@wildermesser/emit';
import { nginxClass } from '../expected.ts';
import { hipsterShopEnvironments, hipsterShopValues } from './environments.ts';
import { frontend } from './frontend.ts';
import { hipsterShop } from './hipster-shop.ts';
import { redis } from './redis.ts';

export { frontend, hipsterShop, redis };

/** The shop as a Helm chart, its web pages and its store of carts as subcharts. */
export const hipsterShopComponent = templatedComponent({
  name: 'hipster-shop',
  tool: 'helm',
  template: hipsterShop,
  parts: { frontend: { template: frontend }, redis: { template: redis, conditional: true } },
  values: hipsterShopValues,
  environments: { ...hipsterShopEnvironments },
  expects: [nginxClass],
});
