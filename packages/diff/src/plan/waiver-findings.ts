import { type Identity, identityKey } from '@wildermesser/manifest';
import type { Effect } from '../model/effect.ts';
import type { SideFinding } from '../model/plan.ts';
import type { RuleContext } from '../model/rule.ts';
import { waiverPrefix, waiversOf } from './waivers.ts';

const ruleAdvice = 'take the name that the report shows with the effect; docs/diff-effects.md has them all';
const advice = 'write "until <year>-<month>-<day>: <reason>"';

/** What is wrong with the waivers of the changed objects: unreadable, of a rule that does not exist, expired. */
export const waiverFindings = (
  { changes }: RuleContext,
  rules: ReadonlySet<string>,
  effects: readonly Effect[],
  date: string,
): readonly SideFinding[] => {
  const found = new Set(effects.map(({ rule, object }) => `${rule}\n${identityKey(object)}`));
  return changes.flatMap(({ head, identity }) =>
    head === undefined
      ? []
      : [...waiversOf(head, date)].flatMap(([rule, { value, waiver }]): readonly SideFinding[] => {
          const finding = report(identity, head.application, `metadata.annotations["${waiverPrefix}${rule}"]`);
          const place = head.source ?? head.generated;
          if (!rules.has(rule))
            return [{ ...finding('unknown-waiver', `no rule is named ${rule}`, ruleAdvice), ...place }];
          if (waiver === undefined)
            return [{ ...finding('invalid-waiver', `"${value}" accepts nothing`, advice), ...place }];
          if (!waiver.expired || !found.has(`${rule}\n${identityKey(identity)}`)) return [];
          const message = `the acceptance of ${rule} ended on ${waiver.until}, so that it counts again`;
          return [
            { ...finding('expired-waiver', message, 'mend the cause, or accept it anew with a later day'), ...place },
          ];
        }),
  );
};

const report =
  (object: Identity, application: string, field: string) =>
  (code: string, message: string, what?: string): SideFinding => ({
    severity: 'warning',
    code,
    message,
    object,
    application,
    field,
    side: 'head',
    ...(what === undefined ? {} : { advice: what }),
  });
