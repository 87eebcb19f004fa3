import type { RuleEffect } from '../../model/effect.ts';
import type { FieldPath } from '../../model/field-path.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { ownSyncOptions, syncOptionsAnnotation } from '../argocd/sync-options.ts';
import { changedObjects } from '../reading/changed-objects.ts';
import { at, textsOf } from '../reading/fields.ts';

/** Argo CD does more by itself than before, or does it more roughly. */
export const syncPolicy: Rule = {
  name: 'sync-policy',
  check: (context) =>
    changedObjects(context).flatMap(({ base, head }) => [...automation(base, head), ...options(context, base, head)]),
};

const automated = ({ manifest }: SideObject, ...path: readonly string[]): unknown =>
  at(manifest, 'spec', 'syncPolicy', 'automated', ...path);

const switches = [
  [
    'prune',
    'warning',
    'objects that nothing declares any more are deleted, those that earlier changes left behind at once',
  ],
  ['selfHeal', 'notice', 'changes that people make in the cluster are taken back within seconds'],
  ['allowEmpty', 'warning', 'an Application that renders to nothing deletes everything it made'],
] as const;

const switchedOff = {
  prune: 'objects that nothing declares any more stay in the cluster until somebody prunes them',
  selfHeal: 'changes that people make in the cluster stay until the next sync',
} as const;

const isApplication = ({ identity }: SideObject): boolean =>
  identity.group === 'argoproj.io' && identity.kind === 'Application';

const automation = (base: SideObject, head: SideObject): readonly RuleEffect[] => {
  if (!isApplication(head)) return [];
  const about = { object: head.identity };
  const field = ['spec', 'syncPolicy', 'automated'];
  const [was, is] = [base, head].map(
    (object) => automated(object) !== undefined && automated(object, 'enabled') !== false,
  );
  const turned: readonly RuleEffect[] =
    was === is
      ? []
      : [
          {
            ...about,
            severity: 'notice',
            field,
            message: is
              ? 'changes are applied without anybody asking for it'
              : 'nothing is applied any more until somebody syncs, this change included',
          },
        ];
  return [
    ...turned,
    ...(['prune', 'selfHeal'] as const).flatMap((name): readonly RuleEffect[] =>
      automated(base, name) === true && automated(head, name) !== true && is === true
        ? [{ ...about, severity: 'info', field: [...field, name], message: switchedOff[name] }]
        : [],
    ),
    ...switches.flatMap(([name, severity, message]): readonly RuleEffect[] =>
      automated(head, name) === true && automated(base, name) !== true
        ? [{ ...about, severity, field: [...field, name], message }]
        : [],
    ),
  ];
};

const rough: readonly (readonly [string, RuleEffect['severity'], string])[] = [
  ['Replace=true', 'warning', 'objects are replaced instead of patched: what others have set on them is lost'],
  ['Force=true', 'warning', 'objects that cannot be patched are deleted and made anew'],
  ['Validate=false', 'notice', 'mistakes in field names are no longer refused'],
  [
    'SkipDryRunOnMissingResource=true',
    'info',
    'kinds that the cluster does not know are found out only half-way through a sync',
  ],
];

const options = (_context: RuleContext, base: SideObject, head: SideObject): readonly RuleEffect[] => {
  const isWhole = isApplication(head);
  const of = (object: SideObject): readonly string[] =>
    isWhole ? textsOf(at(object.manifest, 'spec', 'syncPolicy', 'syncOptions')) : ownSyncOptions(object);
  const before = of(base);
  const field: FieldPath = isWhole
    ? ['spec', 'syncPolicy', 'syncOptions']
    : ['metadata', 'annotations', syncOptionsAnnotation];
  return of(head)
    .filter((option) => !before.includes(option))
    .flatMap((option): readonly RuleEffect[] => {
      const known = rough.find(([name]) => name === option);
      return known === undefined
        ? []
        : [{ severity: known[1], object: head.identity, field, message: `${option}: ${known[2]}` }];
    });
};
