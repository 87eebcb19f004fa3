import { setUp } from './reconcile/index.ts';
import { runProcess } from './run-process.ts';
import { version } from './version.ts';

await runProcess({ name: 'mysql-operator', version, setUp });
