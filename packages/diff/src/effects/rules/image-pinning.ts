import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { type ChangedImage, changedImages } from '../images/changed-images.ts';
import { imageReference } from '../images/image-reference.ts';
import { isMoving } from '../images/tag-order.ts';
import { containerField, containersOf, podTemplateOf } from '../pods/pod-template.ts';
import { changedObjects } from '../reading/changed-objects.ts';
import { textOf } from '../reading/fields.ts';

/** It is no longer certain which content runs: a moving tag, a digest lost or another one, a lax pull policy. */
export const imagePinning: Rule = {
  name: 'image-pinning',
  check: (context) => [...changedImages(context).flatMap(judge), ...pullPolicies(context)],
};

const judge = ({ object, container, field, before, after }: ChangedImage): readonly RuleEffect[] => {
  const about = { object: object.identity, field };
  const { name } = container;
  if (after.digest === '' && isMoving(after.tag) && !(before?.digest === '' && isMoving(before.tag)))
    return [
      {
        ...about,
        severity: 'warning',
        message: `${name} runs whatever the tag ${after.tag || 'latest'} means when a Pod starts, which may differ between nodes`,
        advice: 'name a version, best with its digest',
      },
    ];
  if (before === undefined || before.repository !== after.repository || before.registry !== after.registry) return [];
  if (before.digest !== '' && after.digest === '')
    return [
      {
        ...about,
        severity: 'warning',
        message: `the image of ${name} is no longer pinned by its digest: whoever can move the tag decides what runs`,
        advice: 'keep the digest behind the tag',
      },
    ];
  return before.tag === after.tag && before.digest !== '' && after.digest !== before.digest
    ? [
        {
          ...about,
          severity: 'notice',
          message: `${name} runs other content under the same tag ${after.tag || '(none)'}`,
          advice: 'make sure that the tag was rebuilt on purpose',
        },
      ]
    : [];
};

const pullPolicies = (context: RuleContext): readonly RuleEffect[] =>
  changedObjects(context).flatMap(({ base, head }) => {
    const [old, template] = [base, head].map(({ manifest }) => podTemplateOf(manifest));
    if (old === undefined || template === undefined) return [];
    const before = containersOf(old.spec);
    return containersOf(template.spec).flatMap((container): readonly RuleEffect[] => {
      const was = textOf(before.find(({ name }) => name === container.name)?.fields.imagePullPolicy);
      const is = textOf(container.fields.imagePullPolicy);
      const reference = imageReference(textOf(container.fields.image));
      if (was === is || is === '' || is === 'Always') return [];
      const isUncertain = is === 'Never' || (was === 'Always' && reference.digest === '' && isMoving(reference.tag));
      return isUncertain
        ? [
            {
              severity: 'warning',
              object: head.identity,
              field: containerField(template, container, 'imagePullPolicy'),
              message:
                is === 'Never'
                  ? `${container.name} starts only on nodes that have the image already`
                  : `${container.name} runs whatever its node pulled last for a tag that moves`,
              advice: is === 'Never' ? 'use IfNotPresent' : 'name a version, best with its digest',
            },
          ]
        : [];
    });
  });
