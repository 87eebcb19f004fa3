/** How a glob reads: `separator` is what `*` and `?` do not cross; without one they cross everything. */
export interface GlobOptions {
  readonly separator?: '/';
}

const escapeLiteral = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const inClass = (text: string): string => text.replace(/[\\\]^-]/g, '\\$&');

/** In gobwas/glob a class is one range or a list of characters; both at once are an error there. */
const strictClass = (inside: string): string | undefined => {
  const body = inside.startsWith('!') ? inside.slice(1) : inside;
  const range = /^(.)-(.)$/su.exec(body);
  if (body === '' || (range === null && /^.-/su.test(body))) return undefined;
  const members = range === null ? inClass(body) : `${inClass(range[1] ?? '')}-${inClass(range[2] ?? '')}`;
  return `[${inside.startsWith('!') ? '^' : ''}${members}]`;
};

/** In doublestar, which matches the steps of paths, ranges and characters may be mixed. */
const pathClass = (inside: string): string | undefined => {
  const negated = /^[!^]/.test(inside);
  const body = negated ? inside.slice(1) : inside;
  return body === '' ? undefined : `[${negated ? '^' : ''}${body.replace(/[\\\]^]/g, '\\$&')}]`;
};

/**
 * The glob as a regular expression over the whole text, or undefined when it is not well-formed. Argo CD matches
 * nothing with such a glob.
 */
export const compileGlob = (glob: string, { separator }: GlobOptions = {}): RegExp | undefined => {
  const one = separator === undefined ? '[^]' : `[^${separator}]`;
  let source = '';
  let depth = 0;
  for (let index = 0; index < glob.length; index += 1) {
    const character = glob.charAt(index);
    if (character === '\\') {
      index += 1;
      if (index === glob.length) return undefined;
      source += escapeLiteral(glob.charAt(index));
    } else if (character === '*') {
      const double = glob.charAt(index + 1) === '*';
      if (double) index += 1;
      source += double ? '[^]*' : `${one}*`;
    } else if (character === '?') source += one;
    else if (character === '[') {
      const end = glob.indexOf(']', index + 2);
      const members =
        end === -1 ? undefined : (separator === undefined ? strictClass : pathClass)(glob.slice(index + 1, end));
      if (members === undefined) return undefined;
      source += members;
      index = end;
    } else if (character === '{') {
      depth += 1;
      source += '(?:';
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (character === ',' && depth > 0) source += '|';
    else source += escapeLiteral(character);
  }
  if (depth > 0) return undefined;
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    return undefined;
  }
};

const compiled = new Map<string, RegExp | undefined>();

/** Whether the glob matches the whole text; one that is not well-formed matches nothing. */
export const matchesGlob = (glob: string, text: string, options: GlobOptions = {}): boolean => {
  // A glob of an Application is asked of every file of its directory.
  const key = `${options.separator ?? ''} ${glob}`;
  const pattern = compiled.has(key) ? compiled.get(key) : compileGlob(glob, options);
  compiled.set(key, pattern);
  return pattern?.test(text) ?? false;
};
