import type { NativeImage } from './native-fields.ts';
import { isList, isMap, mapOf, type Plain, type PlainMap, valueAt } from './plain-value.ts';
import { updateAt } from './update-at.ts';

/** An image as Kustomize changes it. It reads the name as a regular expression: a dot in it stands for any character. */
const changedImage = (image: string, { name, newName, newTag, digest }: NativeImage): string => {
  const [, old = '', oldTag = '', oldDigest = ''] =
    new RegExp(`^(${name})(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`).exec(image) ?? [];
  if (old === '') return image;
  const isReplaced = newTag !== undefined || digest !== undefined;
  const tag = isReplaced ? (newTag === undefined ? '' : `:${newTag}`) : oldTag;
  const end = isReplaced ? (digest === undefined ? '' : `@${digest}`) : oldDigest;
  return `${newName ?? old}${tag}${end}`;
};

const containerLists = new Set(['containers', 'initContainers']);

/** Kustomize looks for lists of these names anywhere in an object, be it of a custom kind. */
const inContainers = (value: Plain, change: (image: Plain) => Plain): Plain => {
  if (isList(value)) return value.map((item) => inContainers(item, change));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Plain] => {
    const inner = inContainers(item, change);
    return [key, containerLists.has(key) && isList(inner) ? updateAt(inner, ['image'], change) : inner];
  });
  return mapOf(entries);
};

const volumePaths = [
  ['spec', 'volumes', 'image', 'reference'],
  ['spec', 'template', 'spec', 'volumes', 'image', 'reference'],
];

/** The object with the images changed, one entry after the other. */
export const withImages = (object: PlainMap, images: readonly NativeImage[]): PlainMap => {
  if (valueAt(object, 'kind') === 'CustomResourceDefinition') return object;
  return images.reduce((current, entry) => {
    const change = (image: Plain): Plain => (typeof image === 'string' ? changedImage(image, entry) : image);
    const changed = inContainers(current, change);
    return volumePaths.reduce((value, path) => updateAt(value, path, change), changed) as PlainMap;
  }, object);
};
