import { setTimeout as pause } from 'node:timers/promises';
import type { MySQLSpec } from '../../src/resource/index.ts';
import type { Api } from './api.ts';
import type { Machine } from './machine.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
type Any = any;

/** One MySQL in a namespace of its own, and what a user does with it. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
  readonly machine: Machine;
  readonly get: (path: string) => Promise<Any>;
  /** A call of somebody who may do everything; throws when it is refused. */
  readonly call: (method: string, path: string, body?: object) => Promise<void>;
  readonly mysql: () => Promise<Any>;
  readonly apply: (spec?: Partial<MySQLSpec>) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly until: (what: string, holds: () => Promise<boolean> | boolean) => Promise<void>;
  /** Ready, and told so of the newest specification. */
  readonly untilReady: () => Promise<void>;
  readonly untilGone: () => Promise<void>;
}

const patienceMilliseconds = 180_000;
// Ten places at once ask the API server that does the work.
const everyMilliseconds = 250;

const spec: MySQLSpec = {
  image: 'docker.io/library/mysql:8.4',
  database: 'otus-database',
  password: 'canary-first-password',
  storage_size: '1Gi',
};

export const name = 'mysql-instance';

export const createPlace = async (
  api: Api,
  namespace: string,
  machine: Machine,
  explain: () => string,
): Promise<Place> => {
  const path = `/apis/otus.homework/v1/namespaces/${namespace}/mysqls`;
  const get = async (path: string): Promise<Any> => {
    const { status, body } = await api.call('GET', path);
    return status === 200 ? body : undefined;
  };
  const mysql = (): Promise<Any> => get(`${path}/${name}`);
  const must = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await api.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  };
  const until: Place['until'] = async (what, holds) => {
    const end = performance.now() + patienceMilliseconds;
    while (!(await holds())) {
      if (performance.now() > end) {
        const { status } = (await mysql()) ?? {};
        throw new Error(`${namespace}: ${what} did not come\n${JSON.stringify(status, undefined, 1)}\n${explain()}`);
      }
      await pause(everyMilliseconds);
    }
  };
  await must('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
  await until('the service account', async () => {
    return (await get(`/api/v1/namespaces/${namespace}/serviceaccounts/default`)) !== undefined;
  });
  return {
    namespace,
    name,
    machine,
    get,
    call: must,
    mysql,
    until,
    apply: async (changes = {}) => {
      const there = await mysql();
      if (there !== undefined) return must('PATCH', `${path}/${name}`, { spec: changes });
      const metadata = { name, namespace };
      return must('POST', path, {
        apiVersion: 'otus.homework/v1',
        kind: 'MySQL',
        metadata,
        spec: { ...spec, ...changes },
      });
    },
    remove: () => must('DELETE', `${path}/${name}`),
    untilReady: () =>
      until('readiness', async () => {
        const { metadata, status } = (await mysql()) ?? {};
        return status?.state === 'Ready' && status.observedGeneration === metadata.generation;
      }),
    untilGone: () => until('the end', async () => (await mysql()) === undefined),
  };
};
