import type { FieldPath } from '../../model/field-path.ts';
import type { RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { type Container, containerField, containersOf, podTemplateOf } from '../pods/pod-template.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { textOf } from '../reading/fields.ts';
import { type ImageReference, imageReference } from './image-reference.ts';

/** A container whose image is another one, or that is new. */
export interface ChangedImage {
  readonly object: SideObject;
  readonly container: Container;
  readonly field: FieldPath;
  /** Undefined for a container that is new. */
  readonly before: ImageReference | undefined;
  readonly after: ImageReference;
}

/** Containers that run another image than before, and new ones. */
export const changedImages = (context: RuleContext): readonly ChangedImage[] =>
  touchedObjects(context).flatMap(({ base, head }) => {
    const template = podTemplateOf(head.manifest);
    if (template === undefined) return [];
    const old = containersOf((base === undefined ? undefined : podTemplateOf(base.manifest))?.spec ?? {});
    return containersOf(template.spec).flatMap((container): readonly ChangedImage[] => {
      const image = textOf(container.fields.image);
      const before = old.find(({ name, list }) => name === container.name && list === container.list);
      const oldImage = textOf(before?.fields.image);
      if (image === '' || image === oldImage) return [];
      return [
        {
          object: head,
          container,
          field: containerField(template, container, 'image'),
          before: oldImage === '' ? undefined : imageReference(oldImage),
          after: imageReference(image),
        },
      ];
    });
  });
