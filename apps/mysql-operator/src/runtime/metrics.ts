import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CallRecord } from '../cluster/send.ts';
import type { WorkQueue, WorkQueueObserver } from './work-queue.ts';

/** How one reconciliation ended, in the words of controller-runtime. */
export type ReconcileOutcome = 'success' | 'error' | 'requeue_after';

/** What a controller reports. */
export interface ControllerMetrics {
  readonly queue: WorkQueueObserver;
  /** The gauges of a queue are read from it whenever somebody asks. */
  follow(queue: WorkQueue): void;
  onStart(): void;
  onEnd(outcome: ReconcileOutcome, seconds: number, timedOut: boolean): void;
}

/**
 * Metrics under the names that controller-runtime and client-go use, so that the dashboards that people have work; what only
 * this operator has begins with `mysql_operator_`.
 */
export interface Metrics {
  /** For more of them: `new Gauge({ registers: [metrics.registry], … })`. */
  readonly registry: Registry;
  controller(name: string, workers: number): ControllerMetrics;
  onCall(host: string): (record: CallRecord) => void;
  onLeading(lease: string, leading: boolean): void;
  /** Is asked for the number of objects in a store. */
  followStore(resource: string, size: () => number): void;
  /** All as text, for Prometheus. */
  text(): Promise<string>;
}

// controller-runtime's.
const reconcileBuckets = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75,
  2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
];
const queueBuckets = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];
const callBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 45, 60];

const createReconcileMetrics = (registers: Registry[]) => {
  const labelNames = ['controller'];
  return {
    total: new Counter({
      name: 'controller_runtime_reconcile_total',
      help: 'Reconciliations by result.',
      labelNames: ['controller', 'result'],
      registers,
    }),
    errors: new Counter({
      name: 'controller_runtime_reconcile_errors_total',
      help: 'Reconciliations that failed.',
      labelNames,
      registers,
    }),
    timeouts: new Counter({
      name: 'controller_runtime_reconcile_timeouts_total',
      help: 'Reconciliations that took too long and were stopped.',
      labelNames,
      registers,
    }),
    seconds: new Histogram({
      name: 'controller_runtime_reconcile_time_seconds',
      help: 'How long reconciliations take.',
      labelNames,
      buckets: reconcileBuckets,
      registers,
    }),
    workers: new Gauge({
      name: 'controller_runtime_max_concurrent_reconciles',
      help: 'Reconciliations that may run at once.',
      labelNames,
      registers,
    }),
    active: new Gauge({
      name: 'controller_runtime_active_workers',
      help: 'Reconciliations that run now.',
      labelNames,
      registers,
    }),
  };
};

const createQueueMetrics = (registers: Registry[], queues: ReadonlyMap<string, WorkQueue>) => {
  const labelNames = ['name', 'controller'];
  const gauge = (name: string, help: string, value: (queue: WorkQueue) => number) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const [controller, queue] of queues) this.set({ name: controller, controller }, value(queue));
      },
    });
  gauge('workqueue_depth', 'Keys that wait.', (queue) => queue.depth);
  gauge('workqueue_unfinished_work_seconds', 'Seconds that all running work has taken until now.', (queue) =>
    queue.working().reduce((sum, seconds) => sum + seconds, 0),
  );
  gauge('workqueue_longest_running_processor_seconds', 'Seconds of the running work that has taken longest.', (queue) =>
    Math.max(0, ...queue.working()),
  );
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name, help, labelNames, buckets: queueBuckets, registers });
  return {
    adds: counter('workqueue_adds_total', 'Keys that were added.'),
    retries: counter('workqueue_retries_total', 'Keys that were added again after a failure.'),
    waited: histogram('workqueue_queue_duration_seconds', 'How long keys wait.'),
    worked: histogram('workqueue_work_duration_seconds', 'How long work on a key takes.'),
  };
};

const createCallMetrics = (registers: Registry[]) => ({
  total: new Counter({
    name: 'rest_client_requests_total',
    help: 'Calls of the API by HTTP status.',
    labelNames: ['code', 'method', 'host'],
    registers,
  }),
  retries: new Counter({
    name: 'rest_client_request_retries_total',
    help: 'Calls of the API that were repeated.',
    labelNames: ['code', 'verb', 'host'],
    registers,
  }),
  seconds: new Histogram({
    name: 'rest_client_request_duration_seconds',
    help: 'How long the API takes to answer.',
    labelNames: ['verb', 'host'],
    buckets: callBuckets,
    registers,
  }),
});

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const queues = new Map<string, WorkQueue>();
  const stores = new Map<string, () => number>();
  const reconcile = createReconcileMetrics(registers);
  const queue = createQueueMetrics(registers, queues);
  const call = createCallMetrics(registers);
  const leader = new Gauge({
    name: 'leader_election_master_status',
    help: '1 while this process leads, 0 otherwise.',
    labelNames: ['name'],
    registers,
  });
  new Gauge({
    name: 'mysql_operator_cached_objects',
    help: 'Objects that are known, by resource.',
    labelNames: ['resource'],
    registers,
    collect() {
      for (const [resource, size] of stores) this.set({ resource }, size());
    },
  });

  return {
    registry,
    controller: (name, workers) => {
      const labels = { controller: name };
      const queueLabels = { name, controller: name };
      reconcile.workers.set(labels, workers);
      reconcile.active.set(labels, 0);
      reconcile.errors.inc(labels, 0);
      reconcile.timeouts.inc(labels, 0);
      for (const result of ['success', 'error', 'requeue_after']) reconcile.total.inc({ ...labels, result }, 0);
      return {
        queue: {
          onAdd: () => queue.adds.inc(queueLabels),
          onRetry: () => queue.retries.inc(queueLabels),
          onStart: (seconds) => queue.waited.observe(queueLabels, seconds),
          onDone: (seconds) => queue.worked.observe(queueLabels, seconds),
        },
        follow: (followed) => void queues.set(name, followed),
        onStart: () => reconcile.active.inc(labels),
        onEnd: (result, seconds, timedOut) => {
          reconcile.active.dec(labels);
          reconcile.seconds.observe(labels, seconds);
          reconcile.total.inc({ ...labels, result });
          if (result === 'error') reconcile.errors.inc(labels);
          if (timedOut) reconcile.timeouts.inc(labels);
        },
      };
    },
    onCall:
      (host) =>
      ({ method, status, seconds, attempt }) => {
        // client-go's words for a call without an answer.
        const code = status === undefined ? '<error>' : String(status);
        call.total.inc({ code, method, host });
        call.seconds.observe({ verb: method, host }, seconds);
        if (attempt > 0) call.retries.inc({ code, verb: method, host });
      },
    onLeading: (name, leading) => leader.set({ name }, leading ? 1 : 0),
    followStore: (resource, size) => void stores.set(resource, size),
    text: () => registry.metrics(),
  };
};
