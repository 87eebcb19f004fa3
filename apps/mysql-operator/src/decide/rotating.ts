import type { Credentials } from './children/secret.ts';
import { promoted, withNext } from './children/secret.ts';
import { type Outcome, whileHeld } from './decision.ts';
import type { Look } from './look.ts';
import { exactly } from './make.ts';
import { secretOf } from './wanted.ts';

/** Before a refused password is tried again. */
const refusalPause = 300_000;

/** Whether the server may have another password than the wanted one. */
export const isRotationDue = (held: Credentials, wanted: string): boolean =>
  held.password !== wanted || held.next !== undefined || held.tried.length > 0;

const rotating = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'Rotating',
  progress: 'moving',
  reason: 'Rotating',
  message,
});

/** The next step of a change of the password, undefined when none is due or no server is there to ask. */
export const rotate = (look: Look, wanted: string): Outcome | undefined => {
  const { snapshot, mysql, credentials, readyPod, serverPods, names } = look;
  if (credentials === undefined || !isRotationDue(credentials, wanted)) return undefined;
  // A server that does not run takes whatever the Secret holds when it starts.
  if (mysql.spec.suspend === true && serverPods.length === 0)
    return {
      ...rotating('the server is stopped and takes the password when it starts'),
      effect: { do: 'apply', object: secretOf(look, promoted(credentials, wanted)) },
    };
  if (readyPod === undefined) return undefined;
  if (credentials.next !== wanted)
    return {
      ...rotating('noting the password that is going to be given to the server'),
      effect: { do: 'apply', object: secretOf(look, withNext(credentials, wanted)) },
    };
  const { refusal } = credentials;
  const retryAt = refusal === undefined ? 0 : refusal.at + refusalPause;
  if (refusal !== undefined && snapshot.now < retryAt)
    return {
      state: 'PasswordRefused',
      progress: 'held',
      reason: 'PasswordRefused',
      message: `the server refused the new password with error ${refusal.error} and keeps the one before`,
      requeueAfter: Math.min(retryAt - snapshot.now, whileHeld),
    };
  const known = [credentials.password, ...credentials.tried, credentials.previous].filter((each) => each !== undefined);
  return {
    ...rotating('changing the password of root on the server'),
    effect: {
      do: 'rotate-password',
      pod: exactly(readyPod),
      container: names.deployment,
      wanted,
      known: [...new Set(known)].filter((each) => each !== wanted),
      changed: secretOf(look, promoted(credentials, wanted)),
      refused: (error) => secretOf(look, { ...credentials, refusal: { error, at: snapshot.now } }),
    },
  };
};

/** The last step: the password before is no longer valid anywhere. */
export const discard = (look: Look): Outcome | undefined => {
  const { credentials, readyPod, names } = look;
  if (credentials?.previous === undefined || readyPod === undefined) return undefined;
  return {
    state: 'Discarding',
    progress: 'moving',
    reason: 'Rotating',
    message: 'discarding the password before',
    effect: {
      do: 'discard-old-password',
      pod: exactly(readyPod),
      container: names.deployment,
      password: credentials.password,
      discarded: secretOf(look, { ...credentials, previous: undefined }),
      denied: secretOf(look, { ...credentials, revision: credentials.revision + 1 }),
    },
  };
};
