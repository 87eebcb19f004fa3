import type { Deployment } from '@wildermesser/manifest/apps/v1';
import { probeServer, startServer } from '../../database/scripts/index.ts';
import { annotations, namesOf, type StoredMySQL } from '../../resource/index.ts';
import { lastingLabels, ownerOf, ownLabels } from './belonging.ts';
import { serverSelector } from './network.ts';
import { databasePod } from './pod.ts';

/** What decides about a Deployment beside the MySQL. */
export interface ServerOptions {
  readonly replicas: 0 | 1;
  /** The last image whose server answered. */
  readonly servedImage: string | undefined;
  /** uid of the MySQL that the data began with. */
  readonly dataUid: string;
  /** uid and revision of the Secret: when it changes, the pod has to start anew. */
  readonly password: string;
}

const defaultResources = { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } };

export const deployment = (mysql: StoredMySQL, options: ServerOptions): Deployment => {
  const { replicas, servedImage, dataUid, password } = options;
  const { name, namespace = '' } = mysql.metadata;
  const names = namesOf({ namespace, name });
  const probe = { exec: { command: ['sh', '-c', probeServer] }, timeoutSeconds: 5 };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { ...ownLabels(mysql), ...serverSelector(mysql) },
      ...(servedImage === undefined ? {} : { annotations: { [annotations.served]: servedImage } }),
      ownerReferences: [ownerOf(mysql)],
    },
    spec: {
      replicas,
      revisionHistoryLimit: 2,
      // Never two servers on one volume.
      strategy: { type: 'Recreate' },
      selector: { matchLabels: serverSelector(mysql) },
      template: {
        metadata: {
          labels: { ...lastingLabels(mysql), ...serverSelector(mysql) },
          annotations: { [annotations.password]: password },
        },
        spec: {
          ...databasePod(mysql, {
            mountPath: '/var/lib/mysql',
            volumeName: `${name}-pv`,
            claimName: names.dataClaim,
            // The file with the first statements is there; it has the password, and stays in memory.
            volumes: [{ name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } }],
            container: {
              name,
              image: mysql.spec.image,
              command: ['sh', '-c', startServer],
              env: [
                { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: names.secret, key: 'password' } } },
                { name: 'MYSQL_DATABASE', value: mysql.spec.database },
                { name: 'DATA_UID', value: dataUid },
              ],
              ports: [{ name: 'mysql', containerPort: 3306, protocol: 'TCP' }],
              // A first start makes the system tables, one after a crash repairs: half an hour.
              startupProbe: { ...probe, periodSeconds: 2, failureThreshold: 900 },
              readinessProbe: { ...probe, periodSeconds: 5 },
              livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
              resources: mysql.spec.resources ?? defaultResources,
              volumeMounts: [{ name: 'run', mountPath: '/run/mysqld' }],
            },
          }),
          // A server writes its buffers to the disk before it ends.
          terminationGracePeriodSeconds: 120,
        },
      },
    },
  };
};
