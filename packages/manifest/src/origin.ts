import { fileURLToPath, pathToFileURL } from 'node:url';

/** The place in the source that made a manifest. */
export interface Origin {
  /** An absolute path as the runtime knows it; made relative to the repository where it is written down. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Enough to get out of the authoring pieces of this package, which call builders for the author. */
const framesKept = 4;

const stacks = new WeakMap<object, { readonly stack?: string }>();
const origins = new WeakMap<object, Origin>();

/** Says where a manifest comes from that no builder made, such as one read from a file. */
export const setOrigin = (manifest: object, origin: Origin): void => {
  origins.set(manifest, origin);
};

/**
 * Remembers who called `below`, the function that made `manifest`. Only the stack is taken here, since turning it into
 * a place costs more than making the object, and most runs never ask.
 */
export const recordOrigin = (manifest: object, below: (...args: never[]) => unknown): void => {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = framesKept;
  Error.captureStackTrace(holder, below);
  Error.stackTraceLimit = limit;
  stacks.set(manifest, holder);
};

const here = new URL('.', import.meta.url).href;

/** The place of one line of a stack, unless that line lies in this package. */
const placeOf = (frame: string): Origin | undefined => {
  const place = /(file:\/\/.+|\/.+):(\d+):\d+\)?$/.exec(frame);
  if (place?.[1] === undefined) return undefined;
  const url = place[1].startsWith('file:') ? place[1] : pathToFileURL(place[1]).href;
  const isOurs = url.startsWith(here) && !url.endsWith('.test.ts');
  return isOurs ? undefined : { file: fileURLToPath(url), line: Number(place[2]) };
};

/** The place that made `manifest`, or undefined when it is a plain literal. */
export const originOf = (manifest: object): Origin | undefined => {
  const known = origins.get(manifest);
  if (known !== undefined) return known;
  for (const frame of stacks.get(manifest)?.stack?.split('\n') ?? []) {
    const place = placeOf(frame);
    if (place !== undefined) return place;
  }
  return undefined;
};
