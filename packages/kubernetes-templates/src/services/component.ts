import { templatedComponent } from '@wildermesser/emit';
import { servicesEnvironments, servicesValues } from './environments.ts';
import { services } from './services.ts';

export { services };

/** Payment and shipping as a Jsonnet program. */
export const servicesComponent = templatedComponent({
  name: 'services',
  tool: 'jsonnet',
  template: services,
  values: servicesValues,
  environments: { ...servicesEnvironments },
});
