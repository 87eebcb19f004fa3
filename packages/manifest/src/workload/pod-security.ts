import type { PodSecurityContext, SecurityContext } from '../apis/core/v1.types.ts';

/** Whom the processes of a pod run as. */
export interface PodUser {
  /** Numeric, never 0: the kubelet cannot tell whether a user given by name is root. */
  readonly user: number;
  /** Primary group. Default: the number of the user. */
  readonly group?: number;
  /** Group that owns the pod's volumes, so that the processes may write to them. Default: volumes stay as they are. */
  readonly volumeGroup?: number;
}

/**
 * What Pod Security's level `restricted` asks of the pod: no root, and the container runtime's seccomp profile, which
 * the containers inherit. Goes with `restrictedContainer` on each container.
 */
export const restrictedPod = ({ user, group = user, volumeGroup }: PodUser): PodSecurityContext => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: group,
  // Without the policy every start walks the whole volume to change owners that are right already.
  ...(volumeGroup === undefined ? {} : { fsGroup: volumeGroup, fsGroupChangePolicy: 'OnRootMismatch' }),
  seccompProfile: { type: 'RuntimeDefault' },
});

/** What `restricted` asks of each container, and a root file system that nothing can be written to. */
export const restrictedContainer: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
