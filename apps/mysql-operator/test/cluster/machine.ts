import { discardOldPassword, rotatePassword } from '../../src/database/scripts/index.ts';
import { namesOf } from '../../src/resource/index.ts';
import { Disk, Server } from '../world-database.ts';
import type { Api } from './api.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
type Any = any;

const decoded = (text: string | undefined): string => Buffer.from(text ?? '', 'base64').toString();

/** What runs in one namespace that has one MySQL: its pods, its server, its disk. */
export class Machine {
  readonly disk = new Disk();
  server: Server | undefined;
  readonly #api: Api;
  readonly #namespace: string;
  readonly #name: string;
  #serverPod: string | undefined;

  constructor(api: Api, namespace: string, name: string) {
    this.#api = api;
    this.#namespace = namespace;
    this.#name = name;
  }

  get names(): ReturnType<typeof namesOf> {
    return namesOf({ namespace: this.#namespace, name: this.#name });
  }

  async #get(plural: string, name: string): Promise<Any> {
    const { status, body } = await this.#api.call('GET', `/api/v1/namespaces/${this.#namespace}/${plural}/${name}`);
    return status === 200 ? body : undefined;
  }

  async #tell(pod: Any, status: object): Promise<void> {
    const { name } = pod.metadata;
    await this.#api.call('PATCH', `/api/v1/namespaces/${this.#namespace}/pods/${name}/status`, { status });
  }

  /** Does what a kubelet would do about these pods, which are all of the namespace. */
  async look(pods: readonly Any[]): Promise<void> {
    if (!pods.some(({ metadata }) => metadata.uid === this.#serverPod)) {
      this.server = undefined;
      this.#serverPod = undefined;
    }
    for (const pod of pods) {
      if (pod.metadata.deletionTimestamp !== undefined || pod.status?.phase !== 'Pending') continue;
      if (pod.metadata.labels?.app === this.#name) await this.#start(pod);
      else if (pod.metadata.ownerReferences?.[0]?.kind === 'Job') await this.#run(pod);
    }
  }

  async #start(pod: Any): Promise<void> {
    const claim = await this.#get('persistentvolumeclaims', this.names.dataClaim);
    const secret = await this.#get('secrets', this.names.secret);
    if (claim?.status?.phase !== 'Bound' || secret?.data?.password === undefined) return;
    const [container] = pod.spec.containers;
    const dataUid = container.env.find(({ name }: Any) => name === 'DATA_UID')?.value ?? '';
    this.#serverPod = pod.metadata.uid;
    this.server = new Server(this.disk.open(claim.spec.volumeName, dataUid), decoded(secret.data.password));
    await this.#tell(pod, {
      phase: 'Running',
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True' })),
      containerStatuses: [
        {
          name: container.name,
          image: container.image,
          imageID: '',
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: {} },
        },
      ],
    });
  }

  async #run(pod: Any): Promise<void> {
    const secret = await this.#get('secrets', this.names.secret);
    if (this.server === undefined || secret === undefined) return;
    const [container] = pod.spec.containers;
    const env = (key: string): string => container.env.find(({ name }: Any) => name === key)?.value ?? '';
    const held = Object.values(secret.data ?? {}).flatMap((value) => decoded(`${value}`).split('\n'));
    const { server } = this;
    const said = !held.some((password) => server.accepts('%', password))
      ? { error: 'LoginFailed', message: 'no login as root' }
      : container.name === 'restore'
        ? this.disk.restore(this.names, server, env('INSTANCE'))
        : this.disk.backup(this.names, server);
    const exitCode = 'error' in said ? 1 : 0;
    const at = new Date().toISOString();
    await this.#tell(pod, {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      containerStatuses: [
        {
          name: container.name,
          image: container.image,
          imageID: '',
          ready: false,
          restartCount: 0,
          state: { terminated: { exitCode, message: JSON.stringify(said), startedAt: at, finishedAt: at } },
        },
      ],
    });
  }

  /** What one of the operator's scripts does here with these lines of input; its exit code. */
  exec(script: string, stdin: string): number {
    const [first = '', ...others] = stdin.split('\n').filter((line) => line !== '');
    if (this.server === undefined) return 5;
    if (script === rotatePassword)
      return { changed: 0, denied: 3, refused: 4 }[this.server.rotate(first, others, ['localhost', '%'])];
    if (script === discardOldPassword) return this.server.discard(first) === true ? 0 : 3;
    return 127;
  }
}
