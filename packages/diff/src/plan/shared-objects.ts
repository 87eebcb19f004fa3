import { identityKey } from '@wildermesser/manifest';
import type { SideFinding } from '../model/plan.ts';
import type { Side, SideObject } from '../model/side.ts';

/**
 * Objects that two Applications of one cluster deploy: Argo CD lets each take it from the other at every sync. Only those
 * of which at least one Application differs are seen.
 */
export const sharedObjects = ({ applications }: Side): readonly SideFinding[] => {
  const clusters = new Map(applications.map(({ name, cluster = '' }) => [name, cluster]));
  const keyOf = ({ application, identity }: SideObject): string =>
    `${clusters.get(application) ?? ''}\n${identityKey(identity)}`;
  const objects = applications.flatMap((application) => application.objects);
  return [...Map.groupBy(objects, keyOf).values()].flatMap((all): readonly SideFinding[] => {
    const [first] = all;
    if (first === undefined || all.length < 2) return [];
    const names = all.map(({ application }) => application).sort();
    return [
      {
        side: 'head',
        severity: 'warning',
        code: 'shared-object',
        message: `the Applications ${names.join(' and ')} both deploy it, and take it from each other at every sync`,
        advice: 'leave it to one of them',
        object: first.identity,
        ...(first.source ?? first.generated),
      },
    ];
  });
};
