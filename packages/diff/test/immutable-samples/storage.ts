import { clusterObject, object, type Sample, samplesOf } from './sample.ts';

const named = (name: string, allowVolumeExpansion: boolean) => ({
  ...clusterObject('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/disk', allowVolumeExpansion }),
  metadata: { name },
});
const classes = [named('growing', true), named('fixed', false)];
const claimOf = (fields: object) =>
  object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } }, ...fields },
  });
const sized = (storage: string) => ({ spec: { resources: { requests: { storage } } } });
const bound = { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' } };

const boundClaim = samplesOf(claimOf({ storageClassName: 'growing', volumeName: 'disk-1' }), {
  needs: classes,
  status: bound,
  refused: {
    'shrinks while bound': ['spec.resources.requests.storage', sized('1Gi')],
    accessModes: ['spec.accessModes', { spec: { accessModes: ['ReadWriteMany'] } }],
    storageClassName: ['spec.storageClassName', { spec: { storageClassName: 'fixed' } }],
    'storageClassName removed': ['spec.storageClassName', { spec: { storageClassName: null } }],
    volumeName: ['spec.volumeName', { spec: { volumeName: 'disk-2' } }],
    volumeMode: ['spec.volumeMode', { spec: { volumeMode: 'Block' } }],
    selector: ['spec.selector', { spec: { selector: { matchLabels: { disk: 'fast' } } } }],
    'resources.limits': ['spec.resources.limits', { spec: { resources: { limits: { storage: '5Gi' } } } }],
    dataSource: [
      'spec.dataSource',
      { spec: { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'old' } } },
    ],
  },
  taken: {
    'grows while bound': sized('3Gi'),
    'same size in another unit': sized('2048Mi'),
    labels: { metadata: { labels: { app: 'sample' } } },
  },
});

const fixedClaim = samplesOf(claimOf({ storageClassName: 'fixed', volumeName: 'disk-1' }), {
  needs: classes,
  status: bound,
  unknowable: 'the StorageClass is another object; the rule claim-growth looks at it',
  refused: { 'grows where the class forbids it': ['spec.resources.requests.storage', sized('3Gi')] },
});

const unboundClaim = samplesOf(claimOf({ storageClassName: 'growing' }), {
  needs: classes,
  unknowable: 'only the cluster knows that it is not bound',
  refused: { 'grows before it is bound': ['spec.resources.requests.storage', sized('3Gi')] },
});

const pendingClaim = samplesOf(claimOf({ storageClassName: 'growing' }), {
  needs: classes,
  taken: { 'volumeName set once': { spec: { volumeName: 'disk-1' } } },
});

const claimWithoutClass = samplesOf(claimOf({}), {
  needs: classes,
  taken: { 'storageClassName set once': { spec: { storageClassName: 'growing' } } },
});

const csi = { driver: 'example.com', volumeHandle: 'disk-1' };
const onZone = (zone: string) => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: [zone] }] }] },
});
const volumeOf = (fields: object) =>
  clusterObject('v1', 'PersistentVolume', {
    spec: { capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'], csi, ...fields },
  });

const volume = samplesOf(volumeOf({ nodeAffinity: onZone('a') }), {
  refused: {
    'volume source': ['spec.csi', { spec: { csi: { volumeHandle: 'disk-2' } } }],
    'kind of volume source': ['spec.csi', { spec: { csi: null, nfs: { server: 'files.example', path: '/' } } }],
    volumeMode: ['spec.volumeMode', { spec: { volumeMode: 'Block' } }],
    nodeAffinity: ['spec.nodeAffinity', { spec: { nodeAffinity: onZone('b') } }],
    'nodeAffinity removed': ['spec.nodeAffinity', { spec: { nodeAffinity: null } }],
  },
  taken: {
    capacity: { spec: { capacity: { storage: '3Gi' } } },
    accessModes: { spec: { accessModes: ['ReadWriteMany'] } },
    persistentVolumeReclaimPolicy: { spec: { persistentVolumeReclaimPolicy: 'Delete' } },
    mountOptions: { spec: { mountOptions: ['noatime'] } },
    storageClassName: { spec: { storageClassName: 'other' } },
  },
});

const volumeAnywhere = samplesOf(volumeOf({}), {
  taken: { 'nodeAffinity set once': { spec: { nodeAffinity: onZone('a') } } },
});

const storageClass = samplesOf(
  clusterObject('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/disk', parameters: { type: 'slow' } }),
  {
    refused: {
      parameters: ['parameters', { parameters: { type: 'fast' } }],
      provisioner: ['provisioner', { provisioner: 'example.com/other' }],
      reclaimPolicy: ['reclaimPolicy', { reclaimPolicy: 'Retain' }],
      volumeBindingMode: ['volumeBindingMode', { volumeBindingMode: 'WaitForFirstConsumer' }],
    },
    taken: {
      allowVolumeExpansion: { allowVolumeExpansion: true },
      mountOptions: { mountOptions: ['noatime'] },
      allowedTopologies: { allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a'] }] }] },
      'default class': { metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } } },
    },
  },
);

const csiDriver = samplesOf(clusterObject('storage.k8s.io/v1', 'CSIDriver', { spec: { attachRequired: true } }), {
  refused: {
    attachRequired: ['spec.attachRequired', { spec: { attachRequired: false } }],
    volumeLifecycleModes: ['spec.volumeLifecycleModes', { spec: { volumeLifecycleModes: ['Ephemeral'] } }],
  },
  taken: {
    podInfoOnMount: { spec: { podInfoOnMount: true } },
    fsGroupPolicy: { spec: { fsGroupPolicy: 'File' } },
    storageCapacity: { spec: { storageCapacity: true } },
    requiresRepublish: { spec: { requiresRepublish: true } },
    tokenRequests: { spec: { tokenRequests: [{ audience: 'disks' }] } },
  },
});

const attachment = samplesOf(
  clusterObject('storage.k8s.io/v1', 'VolumeAttachment', {
    spec: { attacher: 'example.com', nodeName: 'one', source: { persistentVolumeName: 'disk-1' } },
  }),
  { refused: { nodeName: ['spec.nodeName', { spec: { nodeName: 'two' } }] } },
);

const attributesClass = samplesOf(
  clusterObject('storage.k8s.io/v1', 'VolumeAttributesClass', {
    driverName: 'example.com',
    parameters: { iops: '1000' },
  }),
  {
    refused: {
      driverName: ['driverName', { driverName: 'other.example.com' }],
      parameters: ['parameters', { parameters: { iops: '2000' } }],
    },
  },
);

/** Kinds that keep data. */
export const storageSamples: readonly Sample[] = [
  ...boundClaim,
  ...fixedClaim,
  ...unboundClaim,
  ...pendingClaim,
  ...claimWithoutClass,
  ...volume,
  ...volumeAnywhere,
  ...storageClass,
  ...csiDriver,
  ...attachment,
  ...attributesClass,
];
