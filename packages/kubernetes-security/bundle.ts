import { bundle } from '@wildermesser/emit';
import { task01 } from './src/task01.ts';
import { task02 } from './src/task02.ts';
import { task03 } from './src/task03.ts';

export default bundle({
  description: 'Kubernetes security: ServiceAccounts and what RBAC lets them do',
  components: [task01, task02, task03],
});
