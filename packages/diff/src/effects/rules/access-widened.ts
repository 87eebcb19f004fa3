import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { type Severity, worstSeverity } from '../../model/severity.ts';
import type { SideObject } from '../../model/side.ts';
import { type Aggregated, aggregatedRoles } from '../access/aggregated.ts';
import { escalationsIn } from '../access/escalations.ts';
import { grantingField } from '../access/granting-field.ts';
import { accessKinds, type Grantee } from '../access/grants.ts';
import { type NewPermissions, newPermissions } from '../access/new-permissions.ts';
import { permissionsText } from '../access/permission-text.ts';
import { listed } from '../reading/amounts.ts';

/** Somebody may do what they could not do before, by whatever role, binding or aggregation. */
export const accessWidened: Rule = {
  name: 'access-widened',
  needs: [{ changed: accessKinds, reads: accessKinds }],
  check: (context) => {
    const changed = new Map(
      context.changes.flatMap(({ head, fields }) => (head === undefined ? [] : [[head, fields]])),
    );
    const gained = newPermissions(context.knowledge, context.base, context.head, (object) => changed.has(object));
    const together = Map.groupBy(gained, (one) =>
      JSON.stringify([causeOf(context, one).identity, one.grant.namespace, one.permissions]),
    );
    return [
      ...[...together.values()].map((group) => effectOf(context, group)),
      ...aggregatedRoles(context).map(aggregatedEffect),
    ];
  },
};

const aggregatedEffect = ({ role, into, permissions }: Aggregated): RuleEffect => {
  const escalations = escalationsIn(permissions, 'somewhere');
  return {
    severity: worstSeverity(['notice', ...escalations.map(({ severity }) => severity)]) as Severity,
    object: role.identity,
    field: ['rules'],
    message: `whoever has the ClusterRole ${into.join(' or ')} anywhere may now ${permissionsText(permissions)}: the rules are aggregated into it${enoughFor(escalations)}`,
  };
};

/** What permissions lead to, as the end of a sentence. */
const enoughFor = (escalations: readonly { readonly text: string }[]): string => {
  const texts = escalations.map(({ text }) => text);
  return texts.length === 0 ? '' : `; that is enough to ${listed(texts, 4)}`;
};

/** The object that differs: the role if it does, and the binding otherwise. */
const causeOf = ({ changes }: RuleContext, { grant }: NewPermissions): SideObject =>
  changes.find(({ head, verb }) => head !== undefined && grant.roles.includes(head) && verb !== 'add')?.head ??
  grant.binding;

const effectOf = (context: RuleContext, group: readonly NewPermissions[]): RuleEffect => {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group has at least one entry');
  const { grant, permissions } = first;
  const object = causeOf(context, first);
  const field = grantingField(context.changes.find(({ head }) => head === object)?.fields ?? []);
  const subjects = group.map(({ grantee }) => grantee);
  const escalations = escalationsIn(permissions, grant.namespace);
  const everybody = subjects.flatMap(everybodyText);
  const scope = grant.namespace === '' ? 'in the whole cluster' : `in ${grant.namespace}`;
  const what =
    grant.roles.length === 0
      ? `everything that the ${grant.roleKind} ${grant.roleName} allows${permissions.length === 0 ? ', which this repository does not declare,' : ''}`
      : permissionsText(permissions);
  const may = grant.roles.length === 0 ? 'gets' : 'may now';
  return {
    severity: worstSeverity([
      permissions.length === 0 && grant.namespace === '' ? 'warning' : 'notice',
      ...escalations.map(({ severity }) => severity),
      ...everybody.map(({ severity }) => severity),
    ]) as Severity,
    object: object.identity,
    ...(field === undefined ? {} : { field }),
    message: `${listed(
      subjects.map(({ text }) => text),
      5,
    )} ${may} ${what} ${scope}${enoughFor(escalations)}${everybody.map(({ text }) => `; ${text}`).join('')}`,
    ...(escalations.length > 0 || everybody.length > 0
      ? { advice: 'name the verbs, the resources and, where possible, the objects that are needed, and no others' }
      : {}),
  };
};

const groups: Readonly<Record<string, string>> = {
  'system:authenticated': 'that is everybody with an account, every Pod included',
  'system:unauthenticated': 'that is everybody who reaches the API server',
  'system:serviceaccounts': 'that is every Pod of the cluster',
};

const everybodyText = ({ subject }: Grantee): readonly { readonly text: string; readonly severity: Severity }[] => {
  if ('group' in subject) {
    const text = groups[subject.group];
    if (text !== undefined) return [{ text, severity: 'danger' }];
    const namespace = /^system:serviceaccounts:(.+)$/.exec(subject.group)?.[1];
    return namespace === undefined ? [] : [{ text: `that is every Pod of ${namespace}`, severity: 'warning' }];
  }
  if ('user' in subject)
    return subject.user === 'system:anonymous'
      ? [{ text: 'that is everybody who reaches the API server', severity: 'danger' }]
      : [];
  const { namespace, name } = subject.serviceAccount;
  return name === 'default'
    ? [{ text: `that is every Pod of ${namespace} without a ServiceAccount of its own`, severity: 'warning' }]
    : [];
};
