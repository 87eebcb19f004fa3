import { bundle } from '@wildermesser/emit';
import { currencyserviceComponent } from './src/currencyservice/component.ts';
import { hipsterShopComponent } from './src/hipster-shop/component.ts';
import { infrastructure } from './src/infrastructure/infrastructure.ts';
import { namespaces } from './src/namespaces.ts';
import { servicesComponent } from './src/services/component.ts';

export default bundle({
  description: 'Kubernetes templates: the hipster shop, and the ingress, certificates and registries that it needs',
  components: [namespaces, infrastructure],
  templates: [hipsterShopComponent, servicesComponent, currencyserviceComponent],
});
