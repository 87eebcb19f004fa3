import { type FieldChange, sameMeaning } from '../../model/field-change.ts';
import type { MatchedChange } from '../../model/object-change.ts';
import type { RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';

/** An object that stays the same object of the cluster and differs. */
export interface ChangedObject {
  readonly base: SideObject;
  readonly head: SideObject;
  readonly fields: readonly FieldChange[];
}

const isOf = ({ identity }: SideObject, group: string, kind: string): boolean =>
  identity.group === group && identity.kind === kind;

/** What a comparison says of a field that is only written differently. */
const isWrittenOnly = ({ note }: FieldChange): boolean => note === sameMeaning;

/** Objects that are on both sides under one identity and differ, those handed to another Application included. */
export const changedObjects = ({ changes }: RuleContext): readonly ChangedObject[] =>
  changes.flatMap(({ verb, base, head, fields }) =>
    base === undefined || head === undefined || verb === 'rename' || verb === 'none' || fields.every(isWrittenOnly)
      ? []
      : [{ base, head, fields }],
  );

/** Those of one kind. */
export const changedOfKind = (context: RuleContext, group: string, kind: string): readonly ChangedObject[] =>
  changedObjects(context).filter(({ head }) => isOf(head, group, kind));

/** Objects that no longer are: removed, or left behind under their old name. */
export const goneObjects = ({ changes }: RuleContext): readonly SideObject[] =>
  changes.flatMap(({ verb, base }) => (base !== undefined && (verb === 'prune' || verb === 'rename') ? [base] : []));

/** Objects that are made: added, or made under a new name. */
export const newObjects = ({ changes }: RuleContext): readonly SideObject[] =>
  changes.flatMap(({ verb, head }) => (head !== undefined && (verb === 'add' || verb === 'rename') ? [head] : []));

/** Objects of the head that are new or differ, with what they were. */
export const touchedObjects = ({
  changes,
}: RuleContext): readonly (Omit<MatchedChange, 'head'> & { readonly head: SideObject })[] =>
  changes.flatMap((change) =>
    change.head === undefined || change.verb === 'none' ? [] : [{ ...change, head: change.head }],
  );
