import { bundle } from '@wildermesser/emit';
import { crd } from './src/crd.ts';
import { operator } from './src/operator.ts';
import { sample } from './src/sample.ts';

export default bundle({
  description: 'Homework kubernetes-operators: a MySQL operator, its custom resource and one instance',
  components: [crd, operator, sample],
});
