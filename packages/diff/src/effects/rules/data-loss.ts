import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { isKeptByHelm, type Removal, removalNotes, removalOf } from '../argocd/pruning.ts';
import { losesClaimsWhenScaled, losesClaimsWithIt } from '../pods/claim-retention.ts';
import { replicasOf } from '../pods/replicas.ts';
import { counted } from '../reading/amounts.ts';
import { type ChangedObject, changedOfKind, goneObjects } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/** Something that keeps data is deleted: a claim, a volume, a StatefulSet whose claims go with it, a database. */
export const dataLoss: Rule = {
  name: 'data-loss',
  needs: [
    {
      changed: ['PersistentVolumeClaim'],
      reads: ['StorageClass.storage.k8s.io', 'PersistentVolume'],
    },
  ],
  check: (context) => [
    ...goneObjects(context).flatMap((object) => lossOf(context, object)),
    ...changedOfKind(context, 'apps', 'StatefulSet').flatMap(scaledDown),
  ],
};

/** Claims of Pods that a smaller number of replicas removes; by default they stay. */
const scaledDown = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const lost = (replicasOf(base) ?? 0) - (replicasOf(head) ?? 0);
  return lost > 0 && losesClaimsWhenScaled(head.manifest)
    ? [
        {
          severity: 'danger',
          object: head.identity,
          field: ['spec', 'replicas'],
          message: `the claims of ${counted(lost, 'Pod')} are deleted with their data (persistentVolumeClaimRetentionPolicy.whenScaled: Delete)`,
          advice: 'set whenScaled to Retain in a change before this one',
        },
      ]
    : [];
};

const lossOf = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const lost = whatIsLost(context, object);
  if (lost === undefined) return [];
  const removal = removalOf(context.base, context.head, object);
  if (removal === 'kept' || removal === 'left') return [];
  return [{ ...judge(removal, object, lost), object: object.identity }];
};

/** How the consequence of a deletion is told, and whether it is certain. */
interface Loss {
  readonly severity: 'danger' | 'warning';
  readonly message: string;
}

const judge = (removal: Removal, object: SideObject, { severity, message }: Loss): Omit<RuleEffect, 'object'> => {
  const { identity } = object;
  const helm = isKeptByHelm(object)
    ? '; helm.sh/resource-policy: keep does not help, Argo CD heeds it only when the Application is deleted'
    : '';
  return {
    severity: removal === 'asked' ? 'warning' : severity,
    message: `${message}${helm}${removalNotes[removal]}`,
    advice:
      'to keep it, set argocd.argoproj.io/sync-options: Prune=false on the object in a change before this one; otherwise take a backup first',
    commands: [
      kubectl(
        identity,
        'annotate',
        resourceName(identity),
        'argocd.argoproj.io/sync-options=Prune=false',
        '--overwrite',
      ),
    ],
  };
};

const whatIsLost = (context: RuleContext, object: SideObject): Loss | undefined => {
  const { group, kind } = object.identity;
  switch (`${group}/${kind}`) {
    case '/PersistentVolumeClaim':
      return claimLoss(context, object);
    case '/PersistentVolume':
      return at(object.manifest, 'spec', 'persistentVolumeReclaimPolicy') === 'Delete'
        ? { severity: 'danger', message: 'the volume is deleted, and the data with it (reclaim policy Delete)' }
        : {
            severity: 'warning',
            message:
              'the cluster forgets the volume; the data stays where it is stored, and no claim finds it any more',
          };
    case 'apps/StatefulSet':
      return losesClaimsWithIt(object.manifest)
        ? {
            severity: 'danger',
            message: 'its claims are deleted with it (persistentVolumeClaimRetentionPolicy.whenDeleted: Delete)',
          }
        : undefined;
    case 'otus.homework/MySQL':
      return {
        severity: 'danger',
        message: 'the database is deleted: its operator removes what it made for it, volumes included',
      };
    default:
      return databaseLoss(kind);
  }
};

const claimLoss = ({ base }: RuleContext, { identity, manifest }: SideObject): Loss => {
  const volume = base.find({
    group: '',
    kind: 'PersistentVolume',
    namespace: '',
    name: textOf(at(manifest, 'spec', 'volumeName')),
  });
  const storageClass = base.find({
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    namespace: '',
    name: textOf(at(manifest, 'spec', 'storageClassName')),
  });
  const policy =
    textOf(at(volume?.manifest, 'spec', 'persistentVolumeReclaimPolicy')) ||
    (storageClass === undefined ? '' : textOf(at(storageClass.manifest, 'reclaimPolicy')) || 'Delete');
  const users = base.inNamespace(identity.namespace).length > 0 ? ' as soon as no Pod uses it' : '';
  if (policy === 'Retain')
    return {
      severity: 'warning',
      message: `the claim is deleted${users}; its volume stays (reclaim policy Retain), and no new claim gets it by itself`,
    };
  return {
    severity: 'danger',
    message:
      policy === 'Delete'
        ? `the claim is deleted${users}, and its volume and data with it (reclaim policy Delete)`
        : `the claim is deleted${users}, and its volume and data with it unless the StorageClass says Retain (most say Delete)`,
  };
};

/** Kinds of well-known operators that own the storage of what they run. */
const databases = new Map([
  ['Cluster', undefined],
  ['PerconaXtraDBCluster', 'database'],
  ['PerconaServerMongoDB', 'database'],
  ['InnoDBCluster', 'database'],
  ['MariaDB', 'database'],
  ['postgresql', 'database'],
  ['Tenant', 'object store'],
  ['Elasticsearch', 'index'],
  ['Kafka', 'cluster'],
  ['RabbitmqCluster', 'cluster'],
]);

const databaseLoss = (kind: string): Loss | undefined => {
  const what = databases.get(kind);
  return what === undefined
    ? undefined
    : { severity: 'danger', message: `the ${what} is deleted, and unless its operator keeps them its volumes with it` };
};
