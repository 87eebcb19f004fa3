import type { CostDelta } from '../../model/plan.ts';
import type { RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { podTemplateOf } from '../pods/pod-template.ts';
import { replicasOf } from '../pods/replicas.ts';
import { quantityText } from '../reading/amounts.ts';
import { at, recordsOf } from '../reading/fields.ts';
import { amountOf } from './amount.ts';
import { podRequests } from './pod-requests.ts';

/** What objects ask for together: thousandths of a CPU, bytes of memory, bytes of storage, Pods. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
  readonly pods: number;
}

const nothing: Amount = { cpu: 0, memory: 0, storage: 0, pods: 0 };

const storageOf = (claim: unknown): number =>
  amountOf(quantityText(at(claim, 'spec', 'resources', 'requests', 'storage'))) ?? 0;

/** What one object asks for; a DaemonSet counts as one Pod, a CronJob as none. */
export const amountFor = (object: SideObject): Amount => {
  const { kind, group } = object.identity;
  if (group === '' && kind === 'PersistentVolumeClaim') return { ...nothing, storage: storageOf(object.manifest) };
  const template = podTemplateOf(object.manifest);
  if (template === undefined) return nothing;
  const pods = replicasOf(object) ?? 1;
  const { cpu, memory } = podRequests(template.spec);
  const claims = kind === 'StatefulSet' ? recordsOf(at(object.manifest, 'spec', 'volumeClaimTemplates')) : [];
  return {
    cpu: cpu * pods,
    memory: memory * pods,
    storage: claims.reduce((sum, claim) => sum + storageOf(claim), 0) * pods,
    pods,
  };
};

/** What several objects ask for. */
export const amountOfAll = (objects: readonly SideObject[]): Amount =>
  objects.map(amountFor).reduce(
    (sum, { cpu, memory, storage, pods }) => ({
      cpu: sum.cpu + cpu,
      memory: sum.memory + memory,
      storage: sum.storage + storage,
      pods: sum.pods + pods,
    }),
    nothing,
  );

const wholeObjects = ({ applications }: World, unknown: ReadonlySet<string>): readonly SideObject[] =>
  applications.filter(({ scope, name }) => scope === 'whole' && !unknown.has(name)).flatMap(({ objects }) => objects);

/** Applications that could not be rendered on one side: the other side alone would look like a difference. */
const unknownIn = (worlds: readonly World[]): ReadonlySet<string> =>
  new Set(
    worlds.flatMap(({ applications }) =>
      applications.filter(({ state }) => state === 'unknown').map(({ name }) => name),
    ),
  );

/** What the changed Applications ask for, before and after. */
export const costDelta = ({ base, head }: RuleContext): CostDelta => {
  const unknown = unknownIn([base, head]);
  const [before, after] = [base, head].map((world) => amountOfAll(wholeObjects(world, unknown)));
  const of = (resource: keyof Amount) => ({ base: before?.[resource] ?? 0, head: after?.[resource] ?? 0 });
  return { cpu: of('cpu'), memory: of('memory'), storage: of('storage'), pods: of('pods') };
};
