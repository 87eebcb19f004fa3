import { Registry } from 'prom-client';
import { ApiError, noAnswer } from '../src/cluster/api-error.ts';
import { liveObjects, type Objects } from '../src/observe/index.ts';
import { createReconcile } from '../src/reconcile/index.ts';
import { createInstanceMetrics } from '../src/reconcile/instance-metrics.ts';
import type { Log } from '../src/runtime/log.ts';
import type { Thing, World } from './world.ts';
import { worldCluster } from './world-cluster.ts';

/** What goes wrong at a moment of a write: the operator dies, or hears nothing any more of that call. */
export type Trouble = 'death' | 'silence';

/** The operator has died: nothing that it remembered counts any more. */
class Death extends Error {
  override readonly name = 'Death';
}

/** The operator as it is, its client aside, before a world. */
export interface OperatedWorld {
  /** Moments of writes until now. */
  readonly moments: number;
  /** Remembers the world as it is now, for those who are told late. */
  remember(): void;
  /** One reconciliation, by what was known so many memories ago; `troubles` come at moments from now on, the first being 1. */
  once(lag?: number, troubles?: ReadonlyMap<number, Trouble>): Promise<void>;
}

const remembered = 16;

const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => log,
};

export const operate = (world: World): OperatedWorld => {
  const key = { namespace: 'default', name: world.name };
  let moments = 0;
  let troubles: ReadonlyMap<number, Trouble> = new Map();
  let pending = 0;
  const cluster = worldCluster(world, ({ call }) => {
    moments++;
    pending++;
    const trouble = troubles.get(pending);
    if (trouble === 'death') throw new Death();
    if (trouble === 'silence') throw noAnswer(call, 'Timeout', 'no answer');
  });
  const memories: ReadonlyMap<string, Thing>[] = [];
  const remember = (): void => {
    memories.push(structuredClone(world.things));
    if (memories.length > remembered) memories.shift();
  };
  /** What reflectors hold that are so far behind. */
  const known = (lag: number): Objects => {
    const things = lag === 0 ? world.things : (memories.at(-Math.min(lag, memories.length)) ?? world.things);
    const find = (kind: string, name: string) => structuredClone(things.get(`${kind}/${name}`)) as never;
    return {
      mysql: ({ name }) => find('MySQL', name),
      namespace: (name) =>
        (world.isNamespaceTerminating ? { metadata: { name, deletionTimestamp: world.time } } : undefined) as never,
      secret: ({ name }) => find('Secret', name),
      volume: (name) => find('PersistentVolume', name),
      claim: ({ name }) => find('PersistentVolumeClaim', name),
      service: ({ name }) => find('Service', name),
      networkPolicy: ({ name }) => find('NetworkPolicy', name),
      deployment: ({ name }) => find('Deployment', name),
      job: ({ name }) => find('Job', name),
      storageClass: (name) => liveObjects(cluster).storageClass(name),
      pods: () => structuredClone([...things.values()].filter(({ kind }) => kind === 'Pod')) as never,
    };
  };
  return {
    get moments() {
      return moments;
    },
    remember,
    once: async (lag = 0, wanted = new Map()) => {
      troubles = wanted;
      pending = 0;
      const reconcile = createReconcile({
        cluster,
        known: known(lag),
        recorder: { record: () => undefined },
        secrets: { add: () => undefined, scrub: (text) => text },
        metrics: createInstanceMetrics(new Registry()),
        now: () => world.now,
      });
      try {
        await reconcile(key, { signal: new AbortController().signal, log });
      } catch (error) {
        // Whatever it was, it is tried again.
        if (!(error instanceof Death || error instanceof ApiError || isUnknown(error))) throw error;
      }
    },
  };
};

/** A step inside the pod that did not say how it ended. */
const isUnknown = (error: unknown): boolean => error instanceof Error && error.name === 'DatabaseError';
