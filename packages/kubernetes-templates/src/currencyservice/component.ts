import { templatedComponent } from '@wildermesser/emit';
import { currencyservice } from './currencyservice.ts';
import { currencyserviceEnvironments, currencyserviceValues } from './environments.ts';

export { currencyservice };

/** The currency service as a Kustomize base with an overlay for each environment. */
export const currencyserviceComponent = templatedComponent({
  name: 'currencyservice',
  tool: 'kustomize',
  template: currencyservice,
  values: currencyserviceValues,
  environments: { ...currencyserviceEnvironments },
});
