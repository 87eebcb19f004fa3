import { isOfInstance } from './children/belonging.ts';
import { type Outcome, whileHeld, whileMoving } from './decision.ts';
import { covers, isInSync, stamped } from './in-sync.ts';
import type { Look } from './look.ts';
import { make } from './make.ts';
import { podTrouble } from './pod-trouble.ts';
import { type Piece, serverPiece } from './wanted.ts';

const stopping = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'Stopping',
  progress: 'moving',
  reason: 'Stopping',
  message,
});

const starting = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'Starting',
  progress: 'moving',
  reason: 'Starting',
  message,
});

const apply = (piece: Piece): Pick<Outcome, 'effect'> => ({ effect: { do: 'apply', object: stamped(piece.wanted) } });

/** The Deployment's part, until it wants what it is to want; a template changes only while there is no pod. */
export const deploy = (look: Look): Outcome | undefined => {
  const { mysql, serverPods } = look;
  const [stopped, running] = [serverPiece(look, 0), serverPiece(look, 1)];
  if (stopped === undefined || running === undefined) return undefined;
  const isSuspended = mysql.spec.suspend === true;
  const wanted = isSuspended ? stopped : running;
  const there = look.snapshot.children.deployment;
  if (there === undefined || !isOfInstance(there, mysql) || there.metadata.deletionTimestamp !== undefined)
    return make(look, wanted);
  const foreign = make(look, wanted);
  if (foreign?.effect?.do === 'delete') return foreign;

  if (isInSync(there, wanted.wanted)) {
    if (!isSuspended) return undefined;
    return serverPods.length === 0
      ? { state: 'Suspended', progress: 'settled', reason: 'Suspended', message: 'suspend is true' }
      : { ...stopping('waiting until the pod has ended'), requeueAfter: whileMoving };
  }
  const isWantedTemplate = covers(there.spec.template, wanted.wanted.spec.template);
  if (isSuspended) return { ...stopping('stopping the server'), ...apply(stopped) };
  if (isWantedTemplate && there.spec.replicas === 1)
    return { ...starting('noting what the server is'), ...apply(running) };
  if (isInSync(there, stopped.wanted) || there.spec.replicas === 0)
    return serverPods.length === 0
      ? { ...starting('starting the server'), ...apply(running) }
      : { ...stopping('waiting until the pod has ended'), requeueAfter: whileMoving };
  return { ...stopping('stopping the server, to start it with what changed'), ...apply(stopped) };
};

/** What the server waits for, undefined when it answers. */
export const awaitServer = (look: Look): Outcome | undefined => {
  const { readyPod, serverPods, snapshot } = look;
  if (readyPod !== undefined) return undefined;
  const trouble = serverPods.map(podTrouble).find((each) => each !== undefined);
  if (trouble !== undefined)
    return { ...starting(trouble.message), progress: 'held', reason: trouble.reason, requeueAfter: whileHeld };
  const claim = snapshot.children.dataClaim;
  if (claim?.status?.phase === 'Lost')
    return {
      ...starting(`the volume of the claim ${claim.metadata.name} is gone`),
      progress: 'held',
      reason: 'VolumeNotBound',
      requeueAfter: whileHeld,
    };
  return { ...starting('waiting for the server to answer'), requeueAfter: whileMoving };
};
