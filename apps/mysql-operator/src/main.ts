import { setUp } from './reconcile/index.ts';
import { runProcess, version } from './run-process.ts';

await runProcess({ name: 'mysql-operator', version, setUp });
