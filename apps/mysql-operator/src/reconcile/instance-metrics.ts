import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { backupRecorded, type Decision, reasons, states } from '../decide/index.ts';
import type { Snapshot } from '../observe/index.ts';
import type { MySQLRef, MySQLStatus } from '../resource/index.ts';
import { milestones } from './milestones.ts';

/** What is told about instances to whoever watches over all of them. */
export interface InstanceMetrics {
  /** What a look came to. */
  onLook(snapshot: Snapshot, decision: Decision): void;
  /** There is no such instance any more. */
  onGone(ref: MySQLRef): void;
  /** The status was written. */
  onTold(snapshot: Snapshot, after: MySQLStatus): void;
}

/** Of a Job that dumps: a small database, one of many gigabytes. */
const backupBuckets = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200];

/** One object for all instances that are alike: there may be ten thousand. */
interface Standing {
  readonly state: string;
  /** Why it is degraded; empty when it is not. */
  readonly degraded: string;
}

const warnings = Object.entries(reasons).flatMap(([reason, kind]) => (kind === 'Warning' ? [reason] : []));

const seconds = (time: string): number => Date.parse(time) / 1000;

const textOf = ({ namespace, name }: MySQLRef): string => `${namespace}/${name}`;

const degradedBy = ({ status }: Decision): string =>
  status.conditions?.find(({ type, status: is }) => type === 'Degraded' && is === 'True')?.reason ?? '';

/** How long the Job of the last backup took. */
const backupSeconds = ({ children: { backupJob } }: Snapshot): number | undefined => {
  const { startTime, completionTime } = backupJob?.status ?? {};
  return startTime === undefined || completionTime === undefined
    ? undefined
    : seconds(completionTime) - seconds(startTime);
};

const createCounters = (registers: Registry[]) => {
  const counter = (name: string, help: string) => {
    const made = new Counter({ name, help, labelNames: ['result'], registers });
    for (const result of ['success', 'failure']) made.inc({ result }, 0);
    return made;
  };
  return {
    backup: counter('mysql_operator_backups_total', 'Last backups by result.'),
    restore: counter('mysql_operator_restores_total', 'Restored backups by result.'),
    rotation: counter('mysql_operator_password_rotations_total', 'Changes of a password by result.'),
  };
};

/** Counts instances in a standing. */
const countBy = (
  all: Iterable<Standing>,
  aspect: 'state' | 'degraded',
  known: readonly string[],
): ReadonlyMap<string, number> => {
  const counts = new Map(known.map((each) => [each, 0]));
  for (const { [aspect]: value } of all) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** Registers the metrics about instances; only an operator that leads has any to tell of. */
export const createInstanceMetrics = (registry: Registry): InstanceMetrics => {
  const registers = [registry];
  const standings = new Map<string, Standing>();
  const alike = new Map<string, Standing>();
  const deletions = new Map<string, number>();
  const backups = new Map<string, { readonly ref: MySQLRef; readonly at: number }>();
  const counters = createCounters(registers);
  const duration = new Histogram({
    name: 'mysql_operator_backup_duration_seconds',
    help: 'How long the Jobs of verified backups took.',
    buckets: backupBuckets,
    registers,
  });
  new Gauge({
    name: 'mysql_operator_instances',
    help: 'MySQLs by state.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of countBy(standings.values(), 'state', states)) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'mysql_operator_degraded_instances',
    help: 'MySQLs that somebody has to look at, by the reason of their condition Degraded.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of countBy(standings.values(), 'degraded', warnings)) this.set({ reason }, count);
    },
  });
  new Gauge({
    name: 'mysql_operator_oldest_deletion_timestamp_seconds',
    help: 'When the deletion was asked for that has been waiting longest; absent when none waits.',
    // With a label a metric without samples has none; without one it would be 0.
    labelNames: ['controller'],
    registers,
    collect() {
      this.reset();
      if (deletions.size > 0) this.set({ controller: 'mysql' }, Math.min(...deletions.values()));
    },
  });
  new Gauge({
    name: 'mysql_operator_last_successful_backup_timestamp_seconds',
    help: 'When the newest backup that a MySQL of this name would restore was verified; absent when there is none.',
    labelNames: ['namespace', 'name'],
    registers,
    collect() {
      this.reset();
      for (const { ref, at } of backups.values()) this.set({ ...ref }, at);
    },
  });

  const standing = (state: string, degraded: string): Standing => {
    const text = `${state} ${degraded}`;
    const made = alike.get(text) ?? { state, degraded };
    alike.set(text, made);
    return made;
  };
  const setOrDelete = <T>(map: Map<string, T>, key: string, value: T | undefined): void => {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  };

  return {
    onLook: ({ mysql, children }, decision) => {
      const { namespace = '', name, deletionTimestamp } = mysql.metadata;
      const ref = { namespace, name };
      const text = textOf(ref);
      standings.set(text, standing(decision.state, degradedBy(decision)));
      setOrDelete(deletions, text, deletionTimestamp === undefined ? undefined : seconds(deletionTimestamp));
      const backup = children.backupJob === undefined ? undefined : backupRecorded(children.backupJob);
      setOrDelete(backups, text, backup === undefined ? undefined : { ref, at: seconds(backup.time) });
    },
    onGone: (ref) => {
      for (const map of [standings, deletions, backups]) map.delete(textOf(ref));
    },
    onTold: (snapshot, after) => {
      for (const { of, result } of milestones(snapshot.mysql.status, after)) {
        counters[of].inc({ result });
        const took = of === 'backup' && result === 'success' ? backupSeconds(snapshot) : undefined;
        if (took !== undefined) duration.observe(took);
      }
    },
  };
};
