import { type Finding, identityKey } from '@wildermesser/manifest';

/** Orders findings by file, line, object, code, field and message, so that the same input prints the same text. */
export const compareFindings = (left: Finding, right: Finding): number =>
  compare(left.file ?? '', right.file ?? '') ||
  (left.line ?? 0) - (right.line ?? 0) ||
  compare(objectKey(left), objectKey(right)) ||
  compare(left.code, right.code) ||
  compare(left.field ?? '', right.field ?? '') ||
  compare(left.message, right.message);

const objectKey = ({ object }: Finding): string => (object === undefined ? '' : identityKey(object));

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
