import type { Secret } from '@wildermesser/manifest/core/v1';
import type { StoredSecret } from '../../observe/snapshot.ts';
import { annotations, namesOf, type StoredMySQL } from '../../resource/index.ts';
import { ownerOf, ownLabels } from './belonging.ts';

/** A password that the server did not take. */
export interface Refusal {
  /** Number of the server's error. */
  readonly error: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the operator knows about the password of one server; kept in the Secret `N-password`. */
export interface Credentials {
  /** The server has it, or takes it at its next start. */
  readonly password: string;
  /** How often `password` changed, and 1. */
  readonly revision: number;
  /** Is being given to the server. */
  readonly next?: string | undefined;
  /** Were being given before `next`; the server may have any of them. */
  readonly tried: readonly string[];
  /** Was `password` before, and may still be valid beside it; `password` itself where that is not known. */
  readonly previous?: string | undefined;
  /** `next` was refused. */
  readonly refusal?: Refusal | undefined;
}

const refusedKey = 'otus.homework/refused';

const encoded = (value: string): string => Buffer.from(value).toString('base64');
const decoded = (value: string): string => Buffer.from(value, 'base64').toString();

export const passwordSecret = (mysql: StoredMySQL, credentials: Credentials): Secret => {
  const { password, revision, next, tried, previous, refusal } = credentials;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: namesOf(refOf(mysql)).secret,
      namespace: mysql.metadata.namespace ?? '',
      labels: ownLabels(mysql),
      annotations: {
        [annotations.revision]: `${revision}`,
        ...(refusal === undefined ? {} : { [refusedKey]: `${refusal.error} ${refusal.at}` }),
      },
      ownerReferences: [ownerOf(mysql)],
    },
    type: 'Opaque',
    data: {
      password: encoded(password),
      ...(next === undefined ? {} : { next: encoded(next) }),
      ...(tried.length === 0 ? {} : { tried: encoded(tried.join('\n')) }),
      ...(previous === undefined ? {} : { previous: encoded(previous) }),
    },
  };
};

/** Undefined when somebody took the password out. */
export const credentialsOf = ({ metadata, data }: StoredSecret): Credentials | undefined => {
  const password = data?.password;
  if (password === undefined || password === '') return undefined;
  const [error = '', at] = metadata.annotations?.[refusedKey]?.split(' ') ?? [];
  return {
    password: decoded(password),
    revision: Number(metadata.annotations?.[annotations.revision] ?? 1) || 1,
    next: data?.next === undefined ? undefined : decoded(data.next),
    tried: data?.tried === undefined ? [] : decoded(data.tried).split('\n'),
    previous: data?.previous === undefined ? undefined : decoded(data.previous),
    refusal: at === undefined ? undefined : { error, at: Number(at) },
  };
};

/** The most that is remembered of passwords that were being tried; a restart of the server mends the rest. */
const rememberedTries = 8;

/** Before a password is given to the server: nothing that the server may have is forgotten. */
export const withNext = (held: Credentials, next: string): Credentials => ({
  ...held,
  next,
  tried: [...new Set([...held.tried, ...(held.next === undefined ? [] : [held.next])])]
    .filter((tried) => tried !== next)
    .slice(-rememberedTries),
  refusal: undefined,
});

/** After the server has taken `next`. */
export const promoted = (held: Credentials, next: string): Credentials => ({
  password: next,
  // The pod has the password already when it is the one before.
  revision: held.password === next ? held.revision : held.revision + 1,
  tried: [],
  // Going back to the password before leaves nothing to discard.
  previous: held.password === next ? held.previous : held.password,
});

const refOf = ({ metadata }: StoredMySQL): { readonly namespace: string; readonly name: string } => ({
  namespace: metadata.namespace ?? '',
  name: metadata.name,
});
