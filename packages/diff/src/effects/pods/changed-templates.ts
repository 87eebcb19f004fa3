import type { FieldChange } from '../../model/field-change.ts';
import type { RuleContext } from '../../model/rule.ts';
import { isWithin } from '../reading/changed-fields.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';
import { podTemplateOf } from './pod-template.ts';

/** A controller whose Pods are made from another template than before. */
export interface ChangedTemplate extends ChangedObject {
  /** The first change in the template that is worth naming. */
  readonly cause: FieldChange;
}

/** Objects whose Pod template differs. Everything in it counts: its labels, its annotations, the order of variables. */
export const changedTemplates = (context: RuleContext): readonly ChangedTemplate[] =>
  changedObjects(context).flatMap((object) => {
    const template = podTemplateOf(object.head.manifest);
    if (template === undefined || template.path.length === 0) return [];
    const inside = object.fields.filter((field) => isWithin(field, template.path));
    const cause = inside.find(({ noise }) => noise === undefined) ?? inside[0];
    return cause === undefined ? [] : [{ ...object, cause }];
  });
