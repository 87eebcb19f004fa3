import { comparedQuantities } from '../reading/amounts.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';
import { type ImmutableFields, ofKind } from './immutable-fields.ts';

const sizeOf = (manifest: unknown): unknown => at(manifest, 'spec', 'resources', 'requests', 'storage');

/** A claim only grows, and what Git says of it tells nothing about whether it is bound or its class lets it grow. */
const shrinks = ({ base, head }: ChangedObject): boolean =>
  (comparedQuantities(sizeOf(head.manifest), sizeOf(base.manifest)) ?? -1) < 0;

const was =
  (path: readonly string[]) =>
  ({ base }: ChangedObject): boolean =>
    at(base.manifest, ...path) !== undefined;

/** Fields of a PersistentVolume that may change; what is left is mostly the source of the volume. */
const volumeSettings = [
  'spec.capacity',
  'spec.accessModes',
  'spec.claimRef',
  'spec.mountOptions',
  'spec.nodeAffinity',
  'spec.persistentVolumeReclaimPolicy',
  'spec.storageClassName',
  'spec.volumeAttributesClassName',
];

/** Kinds that keep data. Source: pkg/apis/{core,storage}/validation of Kubernetes, checked against its API server. */
export const immutableStorage: readonly ImmutableFields[] = [
  ...ofKind(
    '',
    'PersistentVolumeClaim',
    {
      fields: ['spec'],
      except: [
        'spec.resources.requests.storage',
        'spec.volumeAttributesClassName',
        'spec.volumeName',
        'spec.storageClassName',
      ],
    },
    { fields: ['spec.resources.requests.storage'], when: shrinks },
    { fields: ['spec.volumeName'], when: ({ base }) => textOf(at(base.manifest, 'spec', 'volumeName')) !== '' },
    { fields: ['spec.storageClassName'], when: was(['spec', 'storageClassName']) },
  ),
  ...ofKind(
    '',
    'PersistentVolume',
    { fields: ['spec'], except: volumeSettings },
    { fields: ['spec.nodeAffinity'], when: was(['spec', 'nodeAffinity']) },
    {
      fields: ['spec.volumeAttributesClassName'],
      when: ({ base, head }) =>
        was(['spec', 'volumeAttributesClassName'])({ base, head, fields: [] }) &&
        at(head.manifest, 'spec', 'volumeAttributesClassName') === undefined,
    },
  ),
  ...ofKind('storage.k8s.io', 'StorageClass', {
    fields: ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'],
  }),
  ...ofKind('storage.k8s.io', 'VolumeAttributesClass', { fields: ['driverName', 'parameters'] }),
  ...ofKind('storage.k8s.io', 'CSIDriver', { fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'] }),
  ...ofKind('storage.k8s.io', 'VolumeAttachment', { fields: ['spec'] }),
  ...ofKind('snapshot.storage.k8s.io', 'VolumeSnapshot', { fields: ['spec.source'] }),
  ...ofKind('snapshot.storage.k8s.io', 'VolumeSnapshotContent', { fields: ['spec.source', 'spec.sourceVolumeMode'] }),
];
