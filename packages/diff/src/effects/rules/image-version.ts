import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { type ChangedImage, changedImages } from '../images/changed-images.ts';
import { compareTags, majorOf } from '../images/tag-order.ts';

/** The image of a container goes back to an older version, or on to another major one. */
export const imageVersion: Rule = {
  name: 'image-version',
  check: (context) => changedImages(context).flatMap(judge),
};

const judge = ({ object, container, field, before, after }: ChangedImage): readonly RuleEffect[] => {
  if (before === undefined || before.repository !== after.repository) return [];
  const order = compareTags(after.tag, before.tag);
  if (order === undefined || order === 0) return [];
  const about = { object: object.identity, field };
  const versions = `${container.name} runs ${after.tag} instead of ${before.tag}`;
  if (order < 0)
    return [
      {
        ...about,
        severity: 'warning',
        message: `${versions}, which is older: it may not read what the newer one has written`,
        advice: 'make sure that it is meant, and that data and settings fit the older version',
      },
    ];
  const [from, to] = [majorOf(before.tag), majorOf(after.tag)];
  return from === undefined || to === undefined || from === to
    ? []
    : [
        {
          ...about,
          severity: 'notice',
          message: `${versions}: another major version`,
          advice: 'read its release notes for what breaks',
        },
      ];
};
