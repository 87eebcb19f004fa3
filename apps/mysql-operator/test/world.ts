import type { Child, Effect } from '../src/decide/index.ts';
import type { Snapshot, StoredJob, StoredPod } from '../src/observe/index.ts';
import { wantedPassword } from '../src/observe/password.ts';
import { annotations, finalizer, labels, type MySQLSpec, namesOf, type StoredMySQL } from '../src/resource/index.ts';
import { Disk, Server } from './world-database.ts';

/** Any object as the world keeps it. */
export interface Thing {
  readonly apiVersion: string;
  readonly kind: string;
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    creationTimestamp: string;
    deletionTimestamp?: string;
    generation: number;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
    ownerReferences?: readonly { readonly uid: string }[];
    finalizers?: readonly string[];
  };
  // biome-ignore lint/suspicious/noExplicitAny: one world for objects of all kinds
  spec?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  status?: any;
  data?: Readonly<Record<string, string>>;
}

export const defaultSpec: MySQLSpec = {
  image: 'docker.io/library/mysql:8.4',
  database: 'otus-database',
  password: 'otuspassword',
  storage_size: '1Gi',
};

/** What goes wrong at a step: the operator dies before it, after it, or, where it has parts, between them. */
export type Fault = 'none' | 'before' | 'after' | 'between';

/**
 * A cluster with one node, one namespace and one MySQL, small enough to be run thousands of times: the controllers that the
 * operator relies on, and a server that has accounts, rows and a disk. Time goes only when it is told to.
 */
export class World {
  readonly things = new Map<string, Thing>();
  readonly disk = new Disk();
  server: Server | undefined;
  now = Date.parse('2026-01-01T00:00:00Z');
  isNamespaceTerminating = false;
  /** Jobs of a backup fail, and why they say so. */
  backupFails = false;
  /** Writes that the operator made, for counting. */
  writes = 0;
  readonly #namespace: string;
  readonly name = 'mysql-instance';
  #counter = 0;

  constructor(namespace = 'default') {
    this.#namespace = namespace;
  }

  get names(): ReturnType<typeof namesOf> {
    return namesOf({ namespace: this.#namespace, name: this.name });
  }

  #key = (kind: string, name: string): string => `${kind}/${name}`;

  get time(): string {
    return `${new Date(this.now).toISOString().slice(0, 19)}Z`;
  }

  find(kind: string, name: string): Thing | undefined {
    return this.things.get(this.#key(kind, name));
  }

  put(
    kind: string,
    name: string,
    thing: Omit<Partial<Thing>, 'metadata'> & { metadata?: Partial<Thing['metadata']> },
  ): Thing {
    this.#counter++;
    const made: Thing = {
      apiVersion: 'v1',
      kind,
      ...thing,
      metadata: {
        name,
        namespace: kind === 'PersistentVolume' ? '' : this.#namespace,
        uid: `uid-${this.#counter}`,
        resourceVersion: `${this.#counter}`,
        creationTimestamp: this.time,
        generation: 1,
        ...thing.metadata,
      },
    };
    this.things.set(this.#key(kind, name), made);
    return made;
  }

  get mysql(): Thing | undefined {
    return this.find('MySQL', this.name);
  }

  /** What a user does with `kubectl apply`. */
  apply(spec: Partial<MySQLSpec> = {}): void {
    const there = this.mysql;
    if (there === undefined) {
      this.put('MySQL', this.name, { apiVersion: 'otus.homework/v1', spec: { ...defaultSpec, ...spec } });
      return;
    }
    there.spec = { ...there.spec, ...spec };
    there.metadata.generation++;
    this.touch(there);
  }

  delete(): void {
    const mysql = this.mysql;
    if (mysql !== undefined && mysql.metadata.deletionTimestamp === undefined) this.#request(mysql);
  }

  annotate(key: string, value: string): void {
    const mysql = this.mysql;
    if (mysql !== undefined) mysql.metadata.annotations = { ...mysql.metadata.annotations, [key]: value };
  }

  /** Deletes the namespace: everything in it is asked to go, and nothing new is let in. */
  deleteNamespace(): void {
    this.isNamespaceTerminating = true;
    for (const thing of [...this.things.values()]) if (thing.metadata.namespace !== '') this.#request(thing);
  }

  touch(thing: Thing): void {
    this.#counter++;
    thing.metadata.resourceVersion = `${this.#counter}`;
  }

  #request(thing: Thing): void {
    thing.metadata.deletionTimestamp ??= this.time;
    this.touch(thing);
  }

  #gone(thing: Thing): void {
    this.things.delete(this.#key(thing.kind, thing.metadata.name));
  }

  get pods(): readonly Thing[] {
    return [...this.things.values()].filter(({ kind }) => kind === 'Pod');
  }

  /** What the operator sees, undefined when there is no MySQL. A copy: what happens later is not seen. */
  snapshot(): Snapshot | undefined {
    const mysql = this.mysql as StoredMySQL | undefined;
    if (mysql === undefined) return undefined;
    const { names } = this;
    const reference = mysql.spec.password_secret?.name;
    return structuredClone({
      now: this.now,
      mysql,
      isNamespaceTerminating: this.isNamespaceTerminating,
      password: wantedPassword(mysql, (reference === undefined ? undefined : this.find('Secret', reference)) as never),
      children: {
        secret: this.find('Secret', names.secret),
        dataVolume: this.find('PersistentVolume', names.dataVolume),
        dataClaim: this.find('PersistentVolumeClaim', names.dataClaim),
        backupVolume: this.find('PersistentVolume', names.backupVolume),
        backupClaim: this.find('PersistentVolumeClaim', names.backupClaim),
        service: this.find('Service', names.service),
        networkPolicy: this.find('NetworkPolicy', names.networkPolicy),
        deployment: this.find('Deployment', names.deployment),
        restoreJob: this.find('Job', names.restoreJob),
        backupJob: this.find('Job', names.backupJob),
      },
      pods: this.pods,
      isExpandable: undefined,
    }) as unknown as Snapshot;
  }

  /** Takes the operator's step, as far as the fault lets it. */
  perform(effect: Effect, fault: Fault = 'none'): void {
    if (fault === 'before') return;
    this.writes++;
    const mysql = this.mysql;
    switch (effect.do) {
      case 'add-finalizer':
        if (mysql !== undefined) mysql.metadata.finalizers = [...(mysql.metadata.finalizers ?? []), finalizer];
        return;
      case 'remove-finalizer':
        if (mysql !== undefined)
          mysql.metadata.finalizers = (mysql.metadata.finalizers ?? []).filter((each) => each !== finalizer);
        return;
      case 'apply':
        this.#apply(effect.object);
        return;
      case 'delete': {
        const there = this.find(effect.kind, effect.object.name);
        if (there?.metadata.uid === effect.object.uid) this.#request(there);
        return;
      }
      case 'free-volume': {
        const there = this.find('PersistentVolume', effect.name);
        if (there?.spec.claimRef !== undefined) delete there.spec.claimRef.uid;
        return;
      }
      case 'retain-volume': {
        const there = this.find('PersistentVolume', effect.name);
        if (there === undefined) return;
        there.spec.persistentVolumeReclaimPolicy = 'Retain';
        there.metadata.annotations = { ...there.metadata.annotations, ...effect.annotations };
        there.metadata.labels = { ...there.metadata.labels, ...effect.labels };
        return;
      }
      case 'record-backup': {
        const there = this.find('Job', effect.job.name);
        if (there?.metadata.uid === effect.job.uid)
          there.metadata.annotations = {
            ...there.metadata.annotations,
            [annotations.backup]: JSON.stringify(effect.backup),
          };
        return;
      }
      case 'rotate-password': {
        const isThere = this.find('Pod', effect.pod.name)?.metadata.uid === effect.pod.uid;
        if (!isThere || this.server === undefined) return;
        const accounts = fault === 'between' ? (['localhost'] as const) : (['localhost', '%'] as const);
        const isIn = this.server.rotate(effect.wanted, effect.known, accounts);
        if (fault === 'none') this.#apply(isIn === 'refused' ? effect.refused('1819') : effect.changed);
        return;
      }
      case 'discard-old-password': {
        const done = this.server?.discard(effect.password);
        if (fault === 'none' && done !== undefined) this.#apply(done ? effect.discarded : effect.denied);
      }
    }
  }

  #apply(object: Child): void {
    const name = object.metadata.name ?? '';
    const there = this.find(object.kind, name);
    const written = structuredClone(object) as unknown as Thing;
    if (there === undefined) {
      // A namespace that is going takes nothing new.
      if (this.isNamespaceTerminating && object.kind !== 'PersistentVolume') return;
      this.put(object.kind, name, written);
      return;
    }
    if (object.kind === 'Job') throw new Error('a Job never changes');
    there.metadata = { ...there.metadata, ...written.metadata, annotations: { ...written.metadata.annotations } };
    if (written.metadata.ownerReferences === undefined) delete there.metadata.ownerReferences;
    if (there.spec !== undefined) {
      const claimRef =
        there.spec.claimRef === undefined
          ? {}
          : { claimRef: { ...written.spec.claimRef, uid: there.spec.claimRef.uid } };
      if (
        there.spec.template !== undefined &&
        JSON.stringify(there.spec.template) !== JSON.stringify(written.spec.template)
      ) {
        const isRunning = this.pods.some(({ metadata }) => metadata.labels?.app === this.name);
        if (isRunning && written.spec.replicas !== 0) throw new Error('the template changed while there was a pod');
      }
      there.spec = { ...there.spec, ...written.spec, ...claimRef };
    }
    if (written.data !== undefined) there.data = written.data;
    this.touch(there);
  }

  /** Lets every controller of the cluster do its part once, and time go on. */
  tick(seconds = 1): void {
    this.now += seconds * 1000;
    this.#bind();
    this.#deploy();
    this.#runJobs();
    this.#collect();
  }

  #bind(): void {
    for (const claim of this.things.values()) {
      if (claim.kind !== 'PersistentVolumeClaim') continue;
      if (claim.status?.phase === 'Bound') continue;
      const volume = [...this.things.values()].find(
        ({ kind, spec }) =>
          kind === 'PersistentVolume' && spec.claimRef?.name === claim.metadata.name && spec.claimRef.uid === undefined,
      );
      if (volume === undefined) continue;
      volume.spec.claimRef.uid = claim.metadata.uid;
      volume.status = { phase: 'Bound' };
      claim.spec.volumeName = volume.metadata.name;
      claim.status = { phase: 'Bound', capacity: { storage: volume.spec.capacity.storage } };
    }
    for (const volume of this.things.values()) {
      if (volume.kind !== 'PersistentVolume' || volume.spec.claimRef?.uid === undefined) continue;
      const claim = this.find('PersistentVolumeClaim', volume.spec.claimRef.name);
      if (claim?.metadata.uid !== volume.spec.claimRef.uid) volume.status = { phase: 'Released' };
    }
  }

  #deploy(): void {
    const deployment = this.find('Deployment', this.name);
    const pod = this.pods.find(({ metadata }) => metadata.labels?.app === this.name);
    const wants =
      deployment !== undefined && deployment.metadata.deletionTimestamp === undefined && deployment.spec.replicas === 1;
    if (pod?.metadata.deletionTimestamp !== undefined) {
      this.server = undefined;
      this.#gone(pod);
      return;
    }
    if (pod !== undefined && !wants) {
      this.#request(pod);
      return;
    }
    if (pod === undefined && wants && !this.isNamespaceTerminating) {
      const { template } = deployment.spec;
      this.put('Pod', `${this.name}-${this.#counter}`, {
        metadata: { labels: template.metadata.labels, annotations: template.metadata.annotations },
        spec: template.spec,
        status: { phase: 'Pending' },
      });
      return;
    }
    if (pod === undefined || pod.status.phase === 'Running') return;
    const claim = this.find('PersistentVolumeClaim', this.names.dataClaim);
    const secret = this.find('Secret', this.names.secret);
    if (claim?.status?.phase !== 'Bound' || secret?.data?.password === undefined) return;
    if (/broken/.test(pod.spec.containers[0].image)) {
      pod.status = {
        phase: 'Pending',
        containerStatuses: [{ name: this.name, image: '', state: { waiting: { reason: 'ImagePullBackOff' } } }],
      };
      return;
    }
    const env = (key: string): string =>
      pod.spec.containers[0].env.find((each: { name: string }) => each.name === key)?.value ?? '';
    const password = Buffer.from(secret.data.password, 'base64').toString();
    this.server = new Server(this.disk.open(this.names.dataVolume, env('DATA_UID')), password);
    pod.status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  }

  #runJobs(): void {
    for (const job of [...this.things.values()]) {
      if (job.kind !== 'Job' || job.metadata.deletionTimestamp !== undefined || job.status !== undefined) continue;
      const message = this.#run(job);
      if (message === undefined) continue;
      const isDone = !message.includes('"error"');
      job.status = {
        startTime: job.metadata.creationTimestamp,
        completionTime: this.time,
        conditions: [{ type: isDone ? 'Complete' : 'Failed', status: 'True', lastTransitionTime: this.time }],
      };
      this.put('Pod', `${job.metadata.name}-${this.#counter}`, {
        metadata: {
          labels: job.spec.template.metadata.labels,
          ownerReferences: [{ uid: job.metadata.uid }],
        },
        status: {
          phase: isDone ? 'Succeeded' : 'Failed',
          containerStatuses: [{ name: 'job', state: { terminated: { exitCode: isDone ? 0 : 1, message } } }],
        },
      });
    }
  }

  /** What the script of a Job says at its end; undefined while it cannot end. */
  #run(job: Thing): string | undefined {
    const secret = this.find('Secret', this.names.secret);
    if (this.server === undefined || secret === undefined) return undefined;
    const held = Object.values(secret.data ?? {}).flatMap((value) =>
      Buffer.from(value, 'base64').toString().split('\n'),
    );
    if (!held.some((password) => this.server?.accepts('%', password)))
      return JSON.stringify({ error: 'LoginFailed', message: 'no login as root' });
    const uid = job.metadata.labels?.[labels.uid] ?? '';
    if (job.metadata.name === this.names.restoreJob)
      return JSON.stringify(this.disk.restore(this.names, this.server, uid));
    if (this.backupFails) return JSON.stringify({ error: 'DumpFailed', message: 'the dump failed, error 28' });
    return JSON.stringify(this.disk.backup(this.names, this.server));
  }

  /** Finalizers, owners, and what a deletion waits for. */
  #collect(): void {
    const uids = new Set([...this.things.values()].map(({ metadata }) => metadata.uid));
    for (const thing of [...this.things.values()]) {
      const { metadata, kind } = thing;
      if (metadata.ownerReferences?.length && metadata.ownerReferences.every(({ uid }) => !uids.has(uid)))
        this.#request(thing);
      if (metadata.deletionTimestamp === undefined || (metadata.finalizers ?? []).length > 0) continue;
      if (kind === 'Pod' && metadata.labels?.app === this.name) continue;
      // In use: the protection of claims and volumes.
      if (kind === 'PersistentVolumeClaim' && metadata.name === this.names.dataClaim && this.server !== undefined)
        continue;
      if (kind === 'PersistentVolume' && thing.status?.phase === 'Bound') continue;
      this.#gone(thing);
    }
    if (this.isNamespaceTerminating && [...this.things.values()].every(({ metadata }) => metadata.namespace === ''))
      this.isNamespaceTerminating = false;
  }
}

export type { StoredJob, StoredPod };
