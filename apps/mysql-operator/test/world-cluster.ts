import { ApiError, type ApiErrorReason, type Cluster, type KindNames } from '../src/cluster/index.ts';
import { discardOldPassword, rotatePassword } from '../src/database/scripts/index.ts';
import type { Child, Effect } from '../src/decide/index.ts';
import { mergePatch } from './fake-api/objects.ts';
import type { Thing, World } from './world.ts';

/** A moment of a write: `before` the world sees it, or `after` it was done and the operator does not know yet. */
export interface Moment {
  readonly phase: 'before' | 'after';
  readonly call: string;
}

interface Condition {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

const refusal = (reason: ApiErrorReason, call: string): ApiError =>
  new ApiError({ status: 409, reason, call, causes: [], objectName: undefined, retryAfter: undefined }, reason);

const linesOf = (stdin = ''): readonly string[] => stdin.split('\n').filter((line) => line !== '');

/** What a script does on the server of a world; its exit code, as the real one has it. */
const run = ({ server }: World, script: string | undefined, stdin: string): number => {
  const [first = '', ...others] = linesOf(stdin);
  if (server === undefined) return 5;
  if (script === rotatePassword)
    return { changed: 0, denied: 3, refused: 4 }[server.rotate(first, others, ['localhost', '%'])];
  return script === discardOldPassword ? (server.discard(first) === true ? 0 : 3) : 127;
};

/**
 * The calls of a cluster, done in a world. `moment` is told of each moment of each write, those inside of the pod included, and
 * may throw instead of letting it go on.
 */
export const worldCluster = (world: World, moment: (moment: Moment) => void): Cluster => {
  const writing = <T>(call: string, work: () => T): T => {
    moment({ phase: 'before', call });
    const done = work();
    moment({ phase: 'after', call });
    return structuredClone(done);
  };
  const existing = (kind: string, name: string, call: string, { uid, resourceVersion }: Condition): Thing => {
    const there = world.find(kind, name);
    if (there === undefined) throw refusal('NotFound', call);
    const isOther = uid !== undefined && there.metadata.uid !== uid;
    const isOlder = resourceVersion !== undefined && there.metadata.resourceVersion !== resourceVersion;
    if (isOther || isOlder) throw refusal('Conflict', call);
    return there;
  };
  const resource = ({ kind, plural }: KindNames) => ({
    get: async ({ name }: { readonly name: string }) => {
      const namespace = world.isNamespaceTerminating
        ? { metadata: { name, deletionTimestamp: world.time } }
        : undefined;
      return kind === 'Namespace' ? namespace : structuredClone(world.find(kind, name));
    },
    list: async () => ({ items: structuredClone(world.pods), resourceVersion: '1' }),
    apply: async (object: Child) =>
      writing(`apply ${plural}`, () => {
        world.perform({ do: 'apply', object });
        return world.find(kind, object.metadata.name ?? '');
      }),
    applyStatus: async ({ name }: { readonly name: string }, status: object, condition: Condition) =>
      writing(`status of ${plural}`, () => {
        const there = existing(kind, name, 'status', condition);
        there.status = structuredClone(status);
        world.touch(there);
        return there;
      }),
    patch: async (
      { name }: { readonly name: string },
      patch: { readonly metadata?: Condition },
      condition: Condition = {},
    ) =>
      writing(`patch ${plural}`, () => {
        const there = existing(kind, name, 'patch', { ...patch.metadata, ...condition });
        Object.assign(there, mergePatch(structuredClone(there), patch));
        world.touch(there);
        return there;
      }),
    delete: async (
      { name, namespace = '' }: { readonly name: string; readonly namespace?: string },
      { uid = '' }: Condition,
    ) =>
      writing(`delete ${plural}`, () => {
        const there = world.find(kind, name);
        if (there === undefined) return false;
        existing(kind, name, 'delete', { uid });
        const effect = { do: 'delete', kind, object: { namespace, name, uid } };
        world.perform(effect as Extract<Effect, { do: 'delete' }>);
        return true;
      }),
  });
  const exec = async (
    _: unknown,
    __: unknown,
    { command, stdin }: { readonly command: readonly string[]; readonly stdin: string },
  ) => {
    const exitCode = writing('exec', () => run(world, command.at(-1), stdin));
    return { exitCode, stdout: '1819\n', stderr: '', truncated: false };
  };
  return { resource, exec } as unknown as Cluster;
};
