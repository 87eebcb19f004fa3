/** What a tag says of its age: its numbers, and whether it comes before a release. */
interface Version {
  readonly numbers: readonly number[];
  readonly isBefore: boolean;
  /** `alpha`, `beta`, `rc`: their order is that of the alphabet. */
  readonly stage: string;
  /** What is not a number: `alpine`, `RELEASE`. Tags of different flavours cannot be ordered. */
  readonly flavour: string;
}

const semantic = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:-((?:alpha|beta|rc|pre|dev)[\w.]*))?(?:[-+](.*))?$/i;
const dated = /\d{4}-?\d{2}-?\d{2}/;

const versionOf = (tag: string): Version | undefined => {
  const match = semantic.exec(tag);
  if (match !== null) {
    const [, major, minor, patch, before = '', rest = ''] = match;
    const numbers = [major, minor, patch ?? '0', ...(before.match(/\d+/g) ?? [])].map(Number);
    const stage = /^[a-z]*/i.exec(before)?.[0].toLowerCase() ?? '';
    return { numbers, isBefore: before !== '', stage, flavour: rest.replace(/\d+/g, '#') };
  }
  return dated.test(tag)
    ? { numbers: (tag.match(/\d+/g) ?? []).map(Number), isBefore: false, stage: '', flavour: tag.replace(/\d+/g, '#') }
    : undefined;
};

/** Negative when `a` is the older of two tags, undefined when they do not tell. */
export const compareTags = (a: string, b: string): number | undefined => {
  const [x, y] = [versionOf(a), versionOf(b)];
  if (x === undefined || y === undefined || x.flavour !== y.flavour) return undefined;
  for (let index = 0; index < 3; index++) {
    const difference = (x.numbers[index] ?? 0) - (y.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (x.isBefore !== y.isBefore) return x.isBefore ? -1 : 1;
  if (x.stage !== y.stage) return x.stage < y.stage ? -1 : 1;
  for (let index = 3; index < Math.max(x.numbers.length, y.numbers.length); index++) {
    const difference = (x.numbers[index] ?? 0) - (y.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The first number of a semantic version, undefined for other tags. */
export const majorOf = (tag: string): number | undefined => {
  const major = semantic.exec(tag)?.[1];
  return major === undefined ? undefined : Number(major);
};

/** Whether a tag is one that is moved to other content as a matter of course. */
export const isMoving = (tag: string): boolean =>
  tag === '' || /^(?:latest|stable|edge|nightly|canary|dev|develop|main|master|head|snapshot|testing)$/i.test(tag);
