import { bundle } from '@wildermesser/emit';
import { bootstrap } from './src/bootstrap.ts';

export default bundle({
  description: 'What Argo CD needs to sync the platform: the root Application, its project, and settings',
  components: [bootstrap],
});
