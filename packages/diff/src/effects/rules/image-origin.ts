import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { type ChangedImage, changedImages } from '../images/changed-images.ts';

/** The image of a container comes from somewhere else. */
export const imageOrigin: Rule = {
  name: 'image-origin',
  check: (context) => changedImages(context).flatMap(judge),
};

const judge = ({ object, container, field, before, after }: ChangedImage): readonly RuleEffect[] => {
  if (before === undefined) return [];
  const about = { object: object.identity, field };
  if (before.registry !== after.registry)
    return [
      {
        ...about,
        severity: 'warning',
        message: `the image of ${container.name} comes from ${after.registry} and no longer from ${before.registry}`,
        advice: 'make sure that the registry is trusted and that the nodes can pull from it',
      },
    ];
  return before.repository === after.repository
    ? []
    : [
        {
          ...about,
          severity: 'notice',
          message: `${container.name} runs another image: ${after.repository} instead of ${before.repository}`,
        },
      ];
};
