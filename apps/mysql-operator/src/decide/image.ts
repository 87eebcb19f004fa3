/** Which image is used, and why not the wanted one. */
export interface ImageVerdict {
  readonly use: string;
  readonly refused?: 'DowngradeRefused' | 'EngineChangeRefused';
}

interface Parsed {
  readonly engine: 'mysql' | 'mariadb' | undefined;
  /** Major and minor; undefined when the tag tells none. */
  readonly series: readonly [number, number] | undefined;
}

const parse = (image: string): Parsed => {
  const name = (image.split('@')[0] ?? '').split('/').at(-1) ?? '';
  const [repository = '', tag = ''] = name.split(':');
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return {
    engine: /maria/i.test(repository) ? 'mariadb' : /mysql|percona/i.test(repository) ? 'mysql' : undefined,
    series: major === undefined ? undefined : [Number(major), Number(minor ?? 0)],
  };
};

/**
 * Whether a running image may be replaced by another: data goes to newer series of its own engine only. Names and tags tell
 * where they can; what they leave open, the start of the server asks the server itself.
 */
export const judgeImage = (running: string | undefined, wanted: string): ImageVerdict => {
  if (running === undefined || running === wanted) return { use: wanted };
  const [before, after] = [parse(running), parse(wanted)];
  if (before.engine !== undefined && after.engine !== undefined && before.engine !== after.engine)
    return { use: running, refused: 'EngineChangeRefused' };
  if (before.engine === after.engine && before.series !== undefined && after.series !== undefined) {
    const [major, minor] = [after.series[0] - before.series[0], after.series[1] - before.series[1]];
    if (major < 0 || (major === 0 && minor < 0)) return { use: running, refused: 'DowngradeRefused' };
  }
  return { use: wanted };
};
