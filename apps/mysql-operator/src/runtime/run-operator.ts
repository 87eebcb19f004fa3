import { randomUUID } from 'node:crypto';
import type { Cluster } from '../cluster/cluster.ts';
import { connect } from '../cluster/connect.ts';
import { findEndpoint } from '../cluster/find-endpoint.ts';
import type { Settings } from '../settings.ts';
import { type Clock, sleep } from './clock.ts';
import { type Controller, createController } from './controller.ts';
import { createEventRecorder } from './event-recorder.ts';
import { createLeaderElection, type LeaderElection } from './leader-election.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { serveProbes } from './probe-server.ts';
import type { Reconcile } from './reconcile.ts';
import type { Recorder } from './recorder.ts';
import type { SecretValues } from './secret-values.ts';

/** What a domain is given to reconcile with. */
export interface Workshop {
  readonly cluster: Cluster;
  readonly controller: Controller;
  readonly recorder: Recorder;
  readonly secrets: SecretValues;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  /** The namespace of the operator itself. */
  readonly ownNamespace: string;
}

export interface OperatorProgram {
  /** `mysql-operator`: the name in leases, metrics and events. */
  readonly name: string;
  readonly version: string;
  /** Says what is followed and how it is reconciled. Nothing is read before it returns. */
  readonly setUp: (workshop: Workshop) => Reconcile;
}

export interface OperatorSurroundings {
  readonly settings: Settings;
  readonly log: Log;
  readonly secrets: SecretValues;
  readonly clock: Clock;
  readonly random: () => number;
  /** Aborted when the operator is asked to end. */
  readonly stop: AbortSignal;
}

// An event is not worth more on the way out.
const flushMilliseconds = 2000;
const leaseTimeoutMilliseconds = 5000;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

/** Leads alone, for as long as it runs. */
const unopposed = (): LeaderElection => ({
  permit: () => new AbortController().signal,
  leading: true,
  acquired: Promise.resolve(),
  run: async (signal) => {
    await aborted(signal);
    return 'released';
  },
});

/**
 * Runs an operator from its first call to its last. It follows from the beginning, so that it knows everything when it
 * comes to lead; it acts only while it leads. When asked to stop it ends its work, then gives the lease back; when it
 * loses the lease it stops acting at once and ends, to be started anew.
 *
 * @returns the exit code: 0 asked to stop, 1 lost the lease or could not end its work
 */
export const runOperator = async (program: OperatorProgram, surroundings: OperatorSurroundings): Promise<number> => {
  const { settings, log, secrets, clock, random, stop } = surroundings;
  const { name } = program;
  const metrics = createMetrics();
  const endpoint = await findEndpoint(settings.endpoint, clock);
  const identity = `${settings.podName}_${randomUUID()}`;
  const warned = new Set<string>();
  const connecting = {
    endpoint,
    userAgent: `${name}/${program.version}`,
    scrub: secrets.scrub,
    clock,
    random,
    onCall: metrics.onCall(endpoint.server.host),
    onWarning: (text: string) => {
      if (warned.size < 1000 && !warned.has(text)) log.warn('the API server warns', { warning: text });
      warned.add(text);
    },
  };
  const leaseCluster = connect({ ...connecting, maxRetries: 0, timeoutMilliseconds: leaseTimeoutMilliseconds });
  const lease = { namespace: endpoint.namespace, name };
  const election = settings.leaderElect
    ? createLeaderElection({ cluster: leaseCluster, lease, identity, clock, random, log })
    : unopposed();
  const cluster = connect({ ...connecting, permit: election.permit });
  const recorder = createEventRecorder({
    cluster,
    controller: `otus.homework/${name}`,
    instance: identity,
    scrub: secrets.scrub,
    clock,
    log,
  });
  const controller = createController({ name: 'mysql', workers: settings.workers, clock, random, log, metrics });
  const { namespace: ownNamespace } = endpoint;
  const reconcile = program.setUp({
    ...{ cluster, controller, recorder, secrets, metrics, clock, log, settings, ownNamespace },
  });
  const probes = await serveProbes({
    port: settings.port,
    health: controller.health,
    readiness: controller.readiness,
    metrics: () => {
      metrics.onLeading(name, election.leading);
      return metrics.text();
    },
  });
  log.info('starting', {
    version: program.version,
    server: endpoint.server.host,
    namespace: settings.watchNamespace ?? 'all',
    port: probes.port,
  });

  const leaving = new AbortController();
  const electing = election.run(leaving.signal);
  const started = clock.now();
  const synced = controller.start();
  const over = Promise.race([aborted(stop), electing]).then(() => 'over' as const);
  const ready = await Promise.race([Promise.all([synced, election.acquired]), over]);
  if (ready !== 'over') {
    log.info('synced', { seconds: Math.round(clock.now() - started) / 1000 });
    controller.work(reconcile);
    await over;
  }

  log.info('stopping', { because: stop.aborted ? 'asked to' : 'the lease was lost' });
  const clean = await controller.stop(stop.aborted ? settings.graceSeconds * 1000 : 0);
  if (!clean) log.error('a reconciliation did not stop');
  await Promise.race([recorder.flush(), sleep(clock, flushMilliseconds, new AbortController().signal)]);
  leaving.abort();
  const end = await electing;
  await Promise.all([cluster.close(), leaseCluster.close(), probes.close()]);
  log.info('stopped', { lease: end });
  return end === 'lost' || !clean ? 1 : 0;
};
