import type { Container, PodSpec, Volume } from '@wildermesser/manifest/core/v1';
import { restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { ownVolume } from '../../database/scripts/index.ts';
import type { StoredMySQL } from '../../resource/index.ts';

/** The user `mysql` of the official images of both servers. */
const user = 999;

/** What all pods have in common: one container of the server's image, and one volume. */
export interface DatabasePod {
  readonly container: Container;
  /** Where the volume is mounted. */
  readonly mountPath: string;
  readonly volumeName: string;
  readonly claimName: string;
  readonly volumes: readonly Volume[];
}

/**
 * A pod that meets the level `restricted`, but for volumes that are directories of the node: the kubelet makes those for
 * root, so a container before the others gives the directory away. It is root with the one right to do that.
 */
export const databasePod = (mysql: StoredMySQL, pod: DatabasePod): PodSpec => {
  const { container, mountPath, volumeName, claimName, volumes } = pod;
  const mount = { name: volumeName, mountPath };
  const isHostPath = mysql.spec.storage_class === undefined;
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod({ user, volumeGroup: user }),
    ...(isHostPath ? { initContainers: [volumeOwner(mysql.spec.image, mount)] } : {}),
    containers: [
      {
        ...container,
        imagePullPolicy: 'IfNotPresent',
        securityContext: restrictedContainer,
        volumeMounts: [mount, { name: 'tmp', mountPath: '/tmp' }, ...(container.volumeMounts ?? [])],
      },
    ],
    volumes: [{ name: volumeName, persistentVolumeClaim: { claimName } }, { name: 'tmp', emptyDir: {} }, ...volumes],
  };
};

const volumeOwner = (image: string, mount: { readonly name: string; readonly mountPath: string }): Container => ({
  name: 'own-volume',
  image,
  imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', ownVolume],
  env: [{ name: 'VOLUME', value: mount.mountPath }],
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
  securityContext: {
    ...restrictedContainer,
    runAsNonRoot: false,
    runAsUser: 0,
    runAsGroup: 0,
    capabilities: { drop: ['ALL'], add: ['CHOWN'] },
  },
  volumeMounts: [mount],
});
