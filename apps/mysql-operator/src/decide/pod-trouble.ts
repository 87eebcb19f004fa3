import type { ContainerStatus } from '../cluster/index.ts';
import type { StoredPod } from '../observe/snapshot.ts';
import type { Reason } from './reasons.ts';

/** Why a pod does not get on. */
export interface Trouble {
  readonly reason: Reason;
  readonly message: string;
}

const pullErrors = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']);

/** The sentence that a script of ours left in the termination log, undefined for anything else. */
export const sentenceOf = (
  text: string | undefined,
): { readonly error: string; readonly message: string } | undefined => {
  try {
    const { error, message } = JSON.parse(text ?? '');
    return typeof error === 'string' && typeof message === 'string' ? { error, message } : undefined;
  } catch {
    return undefined;
  }
};

const containerTrouble = ({ name, state, lastState, image, restartCount }: ContainerStatus): Trouble | undefined => {
  const { waiting } = state ?? {};
  if (pullErrors.has(waiting?.reason ?? ''))
    return { reason: 'ImageNotPulled', message: `the image ${image} cannot be pulled (${waiting?.reason})` };
  if (waiting?.reason === 'CreateContainerConfigError')
    return { reason: 'ServerFails', message: `the container ${name} cannot be made: ${waiting.message ?? ''}` };
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended === undefined || ended.exitCode === 0) return undefined;
  const said = sentenceOf(ended.message)?.message ?? ended.reason ?? 'Error';
  return {
    reason: 'ServerFails',
    message: `the container ${name} ended with ${ended.exitCode}, ${restartCount} restarts: ${said}`,
  };
};

/** The first thing that keeps a pod from running, undefined when it only needs time. */
export const podTrouble = ({ status }: StoredPod): Trouble | undefined => {
  const unscheduled = status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unscheduled?.reason === 'Unschedulable')
    return { reason: 'NotScheduled', message: `no node takes the pod: ${unscheduled.message ?? ''}` };
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return containers.map(containerTrouble).find((trouble) => trouble !== undefined);
};
