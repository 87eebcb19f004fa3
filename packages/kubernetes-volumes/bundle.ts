import { bundle } from '@wildermesser/emit';
import { minio } from './src/minio.ts';

export default bundle({
  description: 'Homework kubernetes-volumes: MinIO as a StatefulSet with a volume of its own',
  components: [minio],
});
