import { bundle } from '@wildermesser/emit';
import { frontend } from './src/frontend.ts';
import { web } from './src/web.ts';

export default bundle({
  description: 'Homework kubernetes-intro: a Pod with an init container, and the frontend of Online Boutique',
  components: [web, frontend],
});
