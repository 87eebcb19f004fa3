const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** A quantity as a number, which is exact enough for sums that people read; undefined when the text is none. */
export const amountOf = (text: string | undefined): number | undefined => {
  const [, number, suffix = '', exponent] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(text ?? '') ?? [];
  if (number === undefined) return undefined;
  return exponent === undefined ? Number(number) * (factors[suffix] ?? 1) : Number(`${number}e${exponent}`);
};

/** Bytes as people read them: `1.5 GiB`. */
export const bytesText = (bytes: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(Math.abs(bytes)) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
};

/** Thousandths of a CPU as people read them: `250m`, `1.5`. */
export const cpuText = (thousandths: number): string =>
  Math.abs(thousandths) < 1000 ? `${Math.round(thousandths)}m` : `${Number((thousandths / 1000).toFixed(2))}`;
