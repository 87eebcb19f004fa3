import { finalizer } from '../resource/index.ts';
import { isOfInstance } from './children/belonging.ts';
import { type Outcome, whileHeld } from './decision.ts';
import type { Look } from './look.ts';
import { conflict, freeVolumes, make, makeAll } from './make.ts';
import { hasNothingToLose } from './nothing-to-lose.ts';
import { restore } from './restoring.ts';
import { discard, rotate } from './rotating.ts';
import { awaitServer, deploy } from './server.ts';
import { networkPieces, secretOf, storagePieces } from './wanted.ts';

/** The state of a MySQL that is to live: the first of these that has something to say. */
export const live = (look: Look): Outcome => {
  const { password } = look.snapshot;
  if ('missing' in password)
    return {
      state: 'Unusable',
      progress: 'held',
      reason: password.missing,
      message: password.message,
      requeueAfter: whileHeld,
    };
  const early =
    holdForBackup(look) ??
    makeSecret(look, password.value) ??
    freeVolumes(look) ??
    makeAll(look, [...storagePieces(look), ...networkPieces(look)]);
  if (early !== undefined) return early;

  // A failed restore stops nobody from changing the server, which may be what mends it.
  const restoring = look.readyPod === undefined ? undefined : restore(look);
  if (restoring !== undefined && (restoring.state !== 'RestoreFailed' || restoring.effect !== undefined))
    return restoring;
  return rotate(look, password.value) ?? deploy(look) ?? awaitServer(look) ?? restoring ?? discard(look) ?? ready;
};

const ready: Outcome = { state: 'Ready', progress: 'settled', reason: 'Serving', message: 'the server answers' };

/** Before anything exists that a deletion would have to save. */
const holdForBackup = ({ mysql }: Look): Outcome | undefined =>
  mysql.metadata.finalizers?.includes(finalizer)
    ? undefined
    : {
        state: 'Creating',
        progress: 'moving',
        reason: 'Creating',
        message: 'taking the MySQL into care',
        effect: { do: 'add-finalizer' },
      };

/** The Secret is written by what is known of the password; only without it the wanted one is taken for the server's. */
export const makeSecret = (look: Look, wanted: string): Outcome | undefined => {
  const there = look.snapshot.children.secret;
  const held = look.credentials;
  if (there !== undefined && !isOfInstance(there, look.mysql))
    return conflict('Secret', look.names.secret, 'exists and is not of this MySQL; rename one of them');
  const revision = there === undefined ? 1 : 2;
  // A server that was there before may have a second password that nobody knows of any more: it is discarded once.
  const forgotten = hasNothingToLose(look) ? {} : { previous: wanted };
  return make(look, {
    wanted: secretOf(look, held ?? { password: wanted, revision, tried: [], ...forgotten }),
    there,
    isTakenOver: false,
  });
};
