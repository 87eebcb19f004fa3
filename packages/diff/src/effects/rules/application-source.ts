import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, recordsOf, sameData, textOf } from '../reading/fields.ts';

/** An Application deploys from somewhere else, to somewhere else, or by the rules of another project. */
export const applicationSource: Rule = {
  name: 'application-source',
  check: (context) => changedOfKind(context, 'argoproj.io', 'Application').flatMap(judge),
};

/** What a change of a single value means. */
type Moved = readonly [path: readonly string[], severity: Severity, message: (before: string, after: string) => string];

const moves: readonly Moved[] = [
  [
    ['spec', 'destination', 'server'],
    'danger',
    (before, after) =>
      `everything is made anew in the cluster ${after}; what is in ${before} stays there and belongs to nobody`,
  ],
  [
    ['spec', 'destination', 'name'],
    'danger',
    (before, after) =>
      `everything is made anew in the cluster ${after}; what is in ${before} stays there and belongs to nobody`,
  ],
  [
    ['spec', 'destination', 'namespace'],
    'danger',
    (before, after) => `objects without a namespace of their own are made anew in ${after} and pruned in ${before}`,
  ],
  [
    ['spec', 'project'],
    'warning',
    (before, after) =>
      `the rules of the project ${after} apply and no longer those of ${before}: who may sync it, from where and to where`,
  ],
  [
    ['spec', 'source', 'repoURL'],
    'warning',
    (before, after) => `it deploys from ${after} and no longer from ${before}`,
  ],
  [
    ['spec', 'source', 'path'],
    'notice',
    (before, after) => `it deploys the directory ${after} and no longer ${before}`,
  ],
  [['spec', 'source', 'chart'], 'notice', (before, after) => `it deploys the chart ${after} and no longer ${before}`],
  [
    ['spec', 'source', 'targetRevision'],
    'notice',
    (before, after) => `it deploys the revision ${after} and no longer ${before}; what that holds is not compared here`,
  ],
];

const judge = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const single = moves.flatMap(([path, severity, message]): readonly RuleEffect[] => {
    const [before, after] = [base, head].map(({ manifest }) => textOf(at(manifest, ...path)));
    if (before === undefined || after === undefined || before === '' || after === '' || before === after) return [];
    const advice =
      severity === 'danger'
        ? 'make a second Application for the new place and remove this one when that runs'
        : undefined;
    return [
      {
        severity,
        object: head.identity,
        field: path,
        message: message(before, after),
        ...(advice === undefined ? {} : { advice }),
      },
    ];
  });
  const [before, after] = [base, head].map(({ manifest }) => recordsOf(at(manifest, 'spec', 'sources')));
  return sameData(before, after)
    ? single
    : [
        ...single,
        {
          severity: 'notice',
          object: head.identity,
          field: ['spec', 'sources'],
          message: 'it deploys from other sources',
        },
      ];
};
