import type { Manifest } from '@wildermesser/manifest';
import type { FieldChange } from '../../model/field-change.ts';
import { isWithin } from '../reading/changed-fields.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, recordsOf, sameData } from '../reading/fields.ts';
import { type ImmutableFields, ofKind } from './immutable-fields.ts';

const isSuspended = (manifest: Manifest): boolean => at(manifest, 'spec', 'suspend') === true;

/** The number of indexed completions may follow parallelism, so that a Job can be made larger or smaller. */
const isElastic = ({ base, head }: ChangedObject): boolean =>
  at(base.manifest, 'spec', 'completionMode') === 'Indexed' &&
  at(head.manifest, 'spec', 'completions') === at(head.manifest, 'spec', 'parallelism');

/** What decides where Pods run can still be changed before the first of them starts. */
const schedulingOfTemplate = [
  'spec.template.metadata.labels',
  'spec.template.metadata.annotations',
  'spec.template.spec.nodeSelector',
  'spec.template.spec.affinity.nodeAffinity',
  'spec.template.spec.tolerations',
  'spec.template.spec.schedulingGates',
];

const onlyAdds = ({ before, after }: FieldChange): boolean => before === undefined && after !== undefined;

const hasGates = (manifest: Manifest): boolean => recordsOf(at(manifest, 'spec', 'schedulingGates')).length > 0;

/** `activeDeadlineSeconds` of a Pod may be set once, and lowered. */
const isLonger = ({ base, head }: ChangedObject): boolean => {
  const [before, after] = [
    at(base.manifest, 'spec', 'activeDeadlineSeconds'),
    at(head.manifest, 'spec', 'activeDeadlineSeconds'),
  ];
  return typeof before === 'number' && (typeof after !== 'number' || after > before);
};

const keepsGates = ({ base, head }: ChangedObject): boolean => {
  const before = recordsOf(at(base.manifest, 'spec', 'schedulingGates'));
  return recordsOf(at(head.manifest, 'spec', 'schedulingGates')).every((gate) =>
    before.some((other) => sameData(gate, other)),
  );
};

/** Kinds that make Pods. Source: pkg/apis/{apps,batch,core}/validation of Kubernetes, checked against its API server. */
export const immutableWorkloads: readonly ImmutableFields[] = [
  ...ofKind('apps', 'Deployment', { fields: ['spec.selector'] }),
  ...ofKind('apps', 'DaemonSet', { fields: ['spec.selector'] }),
  ...ofKind('apps', 'ReplicaSet', { fields: ['spec.selector'] }),
  ...ofKind('apps', 'ControllerRevision', { fields: ['data'] }),
  ...ofKind('apps', 'StatefulSet', {
    fields: ['spec'],
    except: [
      'spec.replicas',
      'spec.ordinals',
      'spec.template',
      'spec.updateStrategy',
      'spec.revisionHistoryLimit',
      'spec.persistentVolumeClaimRetentionPolicy',
      'spec.minReadySeconds',
    ],
  }),
  ...ofKind(
    'batch',
    'Job',
    {
      fields: [
        'spec.selector',
        'spec.completionMode',
        'spec.podFailurePolicy',
        'spec.backoffLimitPerIndex',
        'spec.managedBy',
        'spec.successPolicy',
      ],
    },
    { fields: ['spec.completions'], when: (job) => !isElastic(job) },
    { fields: ['spec.template'], when: ({ base }) => !isSuspended(base.manifest) },
    { fields: ['spec.template'], except: schedulingOfTemplate, when: ({ base }) => isSuspended(base.manifest) },
  ),
  ...ofKind(
    '',
    'Pod',
    {
      fields: ['spec'],
      except: [
        'spec.containers.*.image',
        'spec.initContainers.*.image',
        'spec.activeDeadlineSeconds',
        'spec.tolerations',
        'spec.schedulingGates',
      ],
      when: ({ base }, field) =>
        !(
          hasGates(base.manifest) &&
          (isWithin(field, 'spec.nodeSelector') || isWithin(field, 'spec.affinity')) &&
          onlyAdds(field)
        ),
    },
    { fields: ['spec.activeDeadlineSeconds'], when: isLonger },
    { fields: ['spec.tolerations'], when: (_pod, field) => !onlyAdds(field) },
    { fields: ['spec.schedulingGates'], when: (pod) => !keepsGates(pod) },
  ),
];
