import { join } from 'node:path';
import type { Plan } from '../plan.ts';
import type { Service } from './service.ts';

export const scheduler = ({ folder, binaries }: Plan): Service | undefined =>
  binaries.scheduler === undefined
    ? undefined
    : {
        name: 'kube-scheduler',
        path: binaries.scheduler,
        args: [
          `--kubeconfig=${join(folder, 'scheduler.kubeconfig')}`,
          '--secure-port=0',
          '--leader-elect=false',
          '--kube-api-qps=200',
          '--kube-api-burst=400',
        ],
      };
