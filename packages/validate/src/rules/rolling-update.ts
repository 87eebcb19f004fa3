import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { ofKinds } from '../world.ts';

/** A rollout may either start a pod more or stop one: with neither it could never move. */
export const rollingUpdate: Rule = {
  name: 'rolling-update',
  check: (world) => ofKinds(world, 'apps', ['DaemonSet', 'Deployment']).flatMap(strategyFaults),
};

/** What the API server fills in, by kind. */
const defaults: Readonly<Record<string, { maxSurge: unknown; maxUnavailable: unknown }>> = {
  DaemonSet: { maxSurge: 0, maxUnavailable: 1 },
  Deployment: { maxSurge: '25%', maxUnavailable: '25%' },
};

const strategyFaults = (workload: Manifest): Finding[] => {
  const strategy = workload.kind === 'DaemonSet' ? 'updateStrategy' : 'strategy';
  const update = at(workload, 'spec', strategy, 'rollingUpdate');
  const maxSurge = at(update, 'maxSurge') ?? defaults[workload.kind]?.maxSurge;
  const maxUnavailable = at(update, 'maxUnavailable') ?? defaults[workload.kind]?.maxUnavailable;
  const zero = (amount: unknown): boolean => amount === 0 || amount === '0%';
  const surges = !zero(maxSurge);
  const stops = !zero(maxUnavailable);
  // A DaemonSet has one pod on a node at a time, so it may do one of the two only.
  if (workload.kind === 'DaemonSet' ? surges !== stops : surges || stops) return [];
  return [
    findingOn(workload, {
      severity: 'error',
      code: 'rollout-refused',
      field: `spec.${strategy}.rollingUpdate`,
      message: surges
        ? 'a DaemonSet cannot have both maxSurge and maxUnavailable'
        : 'with maxSurge and maxUnavailable both 0 no pod can ever be replaced',
      advice: surges ? 'set one of them to 0' : 'set one of them to 1 or more',
    }),
  ];
};
