import type { Job } from '@wildermesser/manifest/batch/v1';
import { backup, restore } from '../../database/scripts/index.ts';
import { namesOf, type StoredMySQL } from '../../resource/index.ts';
import { lastingLabels, ownerOf, ownLabels } from './belonging.ts';
import { databasePod } from './pod.ts';

/** `restore` goes with the MySQL; `backup` stays, as the proof of what was saved. */
export type Task = 'backup' | 'restore';

/** The Job of a task. Jobs never change: another attempt is another Job. */
export const taskJob = (mysql: StoredMySQL, task: Task): Job => {
  const { name, namespace = '', uid } = mysql.metadata;
  const names = namesOf({ namespace, name });
  const jobName = task === 'backup' ? names.backupJob : names.restoreJob;
  const volumeName = `backup-${name}-pv`;
  const mountPath = `/${volumeName}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName,
      namespace,
      labels: { ...ownLabels(mysql), usage: jobName },
      ...(task === 'restore' ? { ownerReferences: [ownerOf(mysql)] } : {}),
    },
    spec: {
      backoffLimit: 2,
      template: {
        metadata: { labels: { ...lastingLabels(mysql), usage: jobName } },
        spec: {
          ...databasePod(mysql, {
            mountPath,
            volumeName,
            claimName: names.backupClaim,
            volumes: [{ name: 'credentials', secret: { secretName: names.secret, defaultMode: 0o440 } }],
            container: {
              name: task,
              image: mysql.spec.image,
              command: ['sh', '-c', task === 'backup' ? backup : restore],
              env: [
                { name: 'HOST', value: names.service },
                { name: 'MYSQL_DATABASE', value: mysql.spec.database },
                { name: 'DIRECTORY', value: mountPath },
                { name: 'DUMP', value: names.dump },
                { name: 'INSTANCE', value: uid },
                { name: 'NAME', value: `${namespace}/${name}` },
                ...(task === 'backup'
                  ? [
                      { name: 'KEEP', value: `${mysql.spec.backup_retention ?? 3}` },
                      { name: 'FINAL', value: 'yes' },
                    ]
                  : []),
              ],
              resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '256Mi' } },
              volumeMounts: [{ name: 'credentials', mountPath: '/credentials', readOnly: true }],
            },
          }),
          // Each attempt keeps its pod, and so its words.
          restartPolicy: 'Never',
        },
      },
    },
  };
};
