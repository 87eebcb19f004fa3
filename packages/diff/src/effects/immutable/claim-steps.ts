import { comparedQuantities, quantityText } from '../reading/amounts.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, numberOf, recordsOf, textOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';
import type { Refusal } from './refusals.ts';
import type { WayOut } from './way-out.ts';

/** Above this many claims the commands would be longer than anybody pastes. */
const mostClaims = 20;

/**
 * How to change a StatefulSet where it cannot be changed: its Pods stay while it is made anew, and claims that its
 * template would make larger are grown one by one, since a template only counts for claims that do not exist yet.
 */
export const claimSteps = ({ base, head }: ChangedObject, { change }: Refusal): WayOut => {
  const { identity } = head;
  const orphan = kubectl(identity, 'delete', resourceName(identity), '--cascade=orphan');
  if (change.path[1] !== 'volumeClaimTemplates')
    return { advice: 'delete it and leave its Pods running, then sync', commands: [orphan] };
  const grown = grownClaims(base.manifest, head.manifest);
  if (grown.length === 0)
    return {
      advice:
        'delete it and leave its Pods running, then sync; claims that exist already stay as they are, and Pods get new ones once they are replaced',
      commands: [orphan],
    };
  const start = numberOf(at(base.manifest, 'spec', 'ordinals', 'start'), 0);
  const replicas = Math.min(numberOf(at(base.manifest, 'spec', 'replicas'), 1), mostClaims);
  const patches = grown.flatMap(({ claim, storage }) =>
    Array.from({ length: replicas }, (_, index) =>
      kubectl(
        identity,
        'patch',
        `persistentvolumeclaim/${claim}-${identity.name}-${start + index}`,
        '--type=merge',
        `--patch=${JSON.stringify({ spec: { resources: { requests: { storage } } } })}`,
      ),
    ),
  );
  return {
    advice:
      'grow the claims first (their StorageClass must allow it), then delete the StatefulSet and leave its Pods running, then sync',
    commands: [...patches, orphan],
  };
};

const grownClaims = (base: unknown, head: unknown): readonly { claim: string; storage: string }[] => {
  const before = new Map(
    recordsOf(at(base, 'spec', 'volumeClaimTemplates')).map((claim) => [textOf(at(claim, 'metadata', 'name')), claim]),
  );
  return recordsOf(at(head, 'spec', 'volumeClaimTemplates')).flatMap((template) => {
    const claim = textOf(at(template, 'metadata', 'name'));
    const [old, size] = [before.get(claim), template].map((one) => at(one, 'spec', 'resources', 'requests', 'storage'));
    const storage = quantityText(size);
    return storage !== undefined && (comparedQuantities(size, old) ?? 0) > 0 ? [{ claim, storage }] : [];
  });
};
