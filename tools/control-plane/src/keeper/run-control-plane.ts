import type { Plan } from '../plan.ts';
import { apiServer } from '../services/api-server.ts';
import { controllerManager } from '../services/controller-manager.ts';
import { etcd } from '../services/etcd.ts';
import { scheduler } from '../services/scheduler.ts';
import type { ApiClient } from './api-client.ts';
import type { Processes } from './processes.ts';
import { until } from './until.ts';

const patienceSeconds = 120;

/** Starts the programs of a control plane; resolves when it serves, with the controllers at work. */
export const runControlPlane = async (plan: Plan, processes: Processes, api: ApiClient): Promise<void> => {
  const answers = (path: string) => async (): Promise<boolean> => (await api.get(path))?.status === 200;
  processes.start(etcd(plan));
  processes.start(apiServer(plan));
  await until('kube-apiserver becomes ready', patienceSeconds, answers('/readyz'), api.lastWords);
  const controllers = plan.controllers ? [controllerManager(plan), scheduler(plan)] : [];
  const present = controllers.filter((service) => service !== undefined);
  for (const service of present) processes.start(service);
  // Without this one no Pod is admitted; with it the controllers run.
  if (present.length > 0)
    await until(
      'the ServiceAccount default appears',
      patienceSeconds,
      answers('/api/v1/namespaces/default/serviceaccounts/default'),
      api.lastWords,
    );
};
