import { describeIdentity, identityKey } from '@wildermesser/manifest';
import type { ObjectChange } from '../model/object-change.ts';
import type { Place } from '../model/place.ts';
import { printableLine } from './printable.ts';

/** `packages/web/src/web.ts:31` */
export const atLine = ({ file, line }: Place): string => printableLine(`${file}:${line}`);

/** Where to look at a change: the line of the source, or of the generated file where no source is known. */
export const placeOf = ({ base, head }: Pick<ObjectChange, 'base' | 'head'>): Place | undefined =>
  head?.source ?? head?.generated ?? base?.source ?? base?.generated;

export const placeText = (change: ObjectChange): string | undefined => {
  const place = placeOf(change);
  return place === undefined ? undefined : atLine(place);
};

/** The Application that an object belongs to; the one it goes to when it moves. */
export const applicationOf = ({ base, head }: Pick<ObjectChange, 'base' | 'head'>): string =>
  head?.application ?? base?.application ?? '';

/** Where an object comes from when it had another name or Application, and how sure that is. */
export const originText = ({ base, head, match, identity }: ObjectChange): string | undefined => {
  if (base === undefined || head === undefined) return undefined;
  const wasNamed = identityKey(base.identity) !== identityKey(identity);
  const hasMoved = base.application !== head.application;
  const share = match?.similarity === undefined ? '' : `, ${Math.round(match.similarity * 100)} % alike`;
  const certainty =
    match?.by === 'similarity'
      ? ` (a guess by content${share})`
      : match?.by === 'suffix'
        ? ' (the same name but for its hash)'
        : '';
  const parts = [
    wasNamed && `was ${describeIdentity(base.identity)}`,
    hasMoved && `comes from the Application ${base.application}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : printableLine(`${parts.join(', ')}${certainty}`);
};
