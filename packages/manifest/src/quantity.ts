/** Decimal suffixes as powers of ten, binary ones as powers of 1024 (k8s.io/apimachinery, `resource.Quantity`). */
const decimal = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const binary = new Map([
  ['Ki', 1],
  ['Mi', 2],
  ['Gi', 3],
  ['Ti', 4],
  ['Pi', 5],
  ['Ei', 6],
]);

const shape = /^([+-]?)([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?[0-9]{1,3}))?$/;

type Format = 'decimal' | 'binary' | 'exponent';

interface Parsed {
  /** The amount in billionths, the finest unit that Kubernetes keeps; finer amounts are rounded away from zero. */
  readonly nano: bigint;
  readonly format: Format;
}

const pow10 = (exponent: number): bigint => 10n ** BigInt(exponent);

const divideUp = (dividend: bigint, divisor: bigint): bigint =>
  dividend % divisor === 0n ? dividend / divisor : dividend / divisor + (dividend < 0n ? -1n : 1n);

/** Few quantities occur, each many times. Bounded, so that a long run does not grow for ever. */
const parsed = new Map<string, Parsed | undefined>();
const parsedLimit = 10_000;

const parse = (text: string): Parsed | undefined => {
  if (!parsed.has(text)) {
    if (parsed.size >= parsedLimit) parsed.clear();
    parsed.set(text, parseAnew(text));
  }
  return parsed.get(text);
};

const parseAnew = (text: string): Parsed | undefined => {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, sign, number = '', suffix = '', exponent] = match;
  const [whole = '', fraction = ''] = number.split('.');
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = binary.get(suffix);
  const scaled = power === undefined ? digits : digits * 1024n ** BigInt(power);
  const tens = 9 - fraction.length + (exponent === undefined ? (decimal.get(suffix) ?? 0) : Number(exponent));
  const nano = tens >= 0 ? scaled * pow10(tens) : divideUp(scaled, pow10(-tens));
  return { nano, format: power !== undefined ? 'binary' : exponent !== undefined ? 'exponent' : 'decimal' };
};

const decimalText = (nano: bigint, exponentForm: boolean): string => {
  if (nano === 0n) return '0';
  let exponent = -9;
  let amount = nano;
  while (exponent < 18 && amount % 1000n === 0n) {
    amount /= 1000n;
    exponent += 3;
  }
  if (exponentForm) return exponent === 0 ? `${amount}` : `${amount}e${exponent}`;
  const suffix = [...decimal].find(([, power]) => power === exponent)?.[0] ?? '';
  return `${amount}${suffix}`;
};

const binaryText = (nano: bigint): string => {
  const billion = pow10(9);
  if (nano > -1024n * billion && nano < 1024n * billion) return decimalText(nano, false);
  let amount = divideUp(nano, billion);
  let power = 0;
  while (power < 6 && amount % 1024n === 0n) {
    amount /= 1024n;
    power++;
  }
  return `${amount}${[...binary].find(([, step]) => step === power)?.[0] ?? ''}`;
};

/**
 * The form in which the API server keeps a quantity: `1000m` is `1`, `0.5` is `500m`, `3072Mi` is `3Gi`. Undefined when
 * the text is no quantity.
 */
export const canonicalQuantity = (text: string): string | undefined => {
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  return parsed.format === 'binary' ? binaryText(parsed.nano) : decimalText(parsed.nano, parsed.format === 'exponent');
};

/** Orders two quantities by amount; negative when `a` is less. Throws a RangeError for text that is no quantity. */
export const compareQuantities = (a: string, b: string): number => {
  const [x, y] = [parse(a), parse(b)];
  if (x === undefined || y === undefined) throw new RangeError(`${x === undefined ? a : b} is no quantity`);
  return x.nano < y.nano ? -1 : x.nano > y.nano ? 1 : 0;
};
