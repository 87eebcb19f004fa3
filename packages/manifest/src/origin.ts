import { fileURLToPath, pathToFileURL } from 'node:url';

/** The place in the source that made a manifest. */
export interface Origin {
  /** An absolute path as the runtime knows it; made relative to the repository where it is written down. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** The caller, or what calls it where that is a method of the language: `names.map(configMap)`. Each costs a microsecond. */
const framesKept = 2;

/** Who called, until somebody asks for the place. */
class Callers {
  declare readonly stack?: unknown;
}

/** One map for both: the collector of garbage looks at every entry of a weak map each time. */
const origins = new WeakMap<object, Origin | Callers>();

/** Says where a manifest comes from that no builder made, such as one read from a file. */
export const setOrigin = (manifest: object, origin: Origin): void => {
  origins.set(manifest, origin);
};

/**
 * Remembers who called `below`, the function that made `manifest`. Only the stack is taken here, since turning it into
 * a place costs more than making the object, and most runs never ask.
 */
export const recordOrigin = (manifest: object, below: (...args: never[]) => unknown): void => {
  const callers = new Callers();
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = framesKept;
  Error.captureStackTrace(callers, below);
  Error.stackTraceLimit = limit;
  origins.set(manifest, callers);
};

const here = new URL('.', import.meta.url).href;

/** The path of a source by its URL, undefined for the sources of this package and what is no file. */
const paths = new Map<string, string | undefined>();

const pathOf = (file: string): string | undefined => {
  if (!paths.has(file)) {
    const url = file.startsWith('/') ? pathToFileURL(file).href : file;
    const isOurs = url.startsWith(here) && !url.endsWith('.test.ts');
    paths.set(file, isOurs || !url.startsWith('file:') ? undefined : fileURLToPath(url));
  }
  return paths.get(file);
};

/** The frames of a stack as objects, which costs a third of its text. */
const framesOf = (callers: Callers): readonly NodeJS.CallSite[] => {
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, frames) => frames;
  const { stack } = callers;
  Error.prepareStackTrace = prepare;
  return Array.isArray(stack) ? stack : [];
};

/** The place that made `manifest`, or undefined when it is a plain literal. */
export const originOf = (manifest: object): Origin | undefined => {
  const known = origins.get(manifest);
  if (!(known instanceof Callers)) return known;
  for (const frame of framesOf(known)) {
    const file = pathOf(frame.getFileName() ?? '');
    if (file === undefined) continue;
    const origin = { file, line: frame.getLineNumber() ?? 1 };
    origins.set(manifest, origin);
    return origin;
  }
  origins.delete(manifest);
  return undefined;
};
