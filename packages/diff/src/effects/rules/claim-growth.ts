import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { comparedQuantities } from '../reading/amounts.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';
import { kubectl } from '../reading/kubectl.ts';

/** A claim grows: its class must allow it, and it must be bound. */
export const claimGrowth: Rule = {
  name: 'claim-growth',
  needs: [{ changed: ['PersistentVolumeClaim'], reads: ['StorageClass.storage.k8s.io'] }],
  check: (context) => changedOfKind(context, '', 'PersistentVolumeClaim').flatMap((claim) => judge(context, claim)),
};

const judge = ({ head: world }: RuleContext, { base, head, fields }: ChangedObject): readonly RuleEffect[] => {
  const cause = changeOf(fields, 'spec.resources.requests.storage');
  const [before, after] = [base, head].map(({ manifest }) => at(manifest, 'spec', 'resources', 'requests', 'storage'));
  if (cause === undefined || (comparedQuantities(after, before) ?? 0) <= 0) return [];
  const name = textOf(at(head.manifest, 'spec', 'storageClassName'));
  const storageClass = world.find({ group: 'storage.k8s.io', kind: 'StorageClass', namespace: '', name });
  const about = { object: head.identity, field: cause.path };
  if (storageClass !== undefined && at(storageClass.manifest, 'allowVolumeExpansion') !== true)
    return [
      {
        ...about,
        severity: 'danger',
        message: `the API server refuses to grow it: the StorageClass ${name} does not set allowVolumeExpansion`,
        advice: 'set allowVolumeExpansion: true on the StorageClass in the same change, if its provisioner can',
      },
    ];
  return [
    {
      ...about,
      severity: 'info',
      message:
        storageClass === undefined
          ? `the volume grows if ${name === '' ? 'the default StorageClass' : `the StorageClass ${name}`} allows it (allowVolumeExpansion) and the claim is bound; otherwise the sync fails here`
          : 'the volume grows; some drivers grow the file system only when the Pod restarts',
      commands: [
        kubectl(
          { namespace: '' },
          'get',
          'storageclass',
          ...(name === '' ? [] : [name]),
          '--output=jsonpath={.allowVolumeExpansion}',
        ),
      ],
    },
  ];
};
