/**
 * What a plain (unquoted) YAML scalar means to the readers that matter. Three readers that disagree:
 * go-yaml v2 behind `sigs.k8s.io/yaml` (kubectl, helm, Argo CD), YAML 1.1 and the YAML 1.2 core schema.
 */
export type Scalar = string | number | boolean | null;

const goWords: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const goInteger = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
/** Its second try at base 2 takes what follows the prefix with a sign of its own. */
const goSignedBinary = /^0b([-+][01]+)$/;
const goFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const goIntegerValue = (digits: string): number | undefined => {
  const signed = goSignedBinary.exec(digits)?.[1];
  if (signed !== undefined) return Number.parseInt(signed, 2) || 0;
  const integer = goInteger.exec(digits);
  if (!integer) return undefined;
  const [, sign, hex, binary, octal, decimal] = integer;
  const [text, base] =
    (
      [
        [hex, 16],
        [binary, 2],
        [octal, 8],
        [decimal, 10],
      ] as const
    ).find(([part]) => part !== undefined) ?? [];
  // Number, unlike parseInt, rounds long decimals correctly.
  const value = base === 10 ? Number(text) : Number.parseInt(text ?? '', base);
  // Beyond 64 bits it is no integer: a decimal is read as a fraction then, and everything else stays a string.
  if (value >= 2 ** (sign === '-' ? 63 : 64)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
};

/** The value that Kubernetes' own tools give a plain scalar. */
export const resolvePlainScalar = (text: string): Scalar => {
  const word = goWords.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  // Underscores are dropped; behind a leading point only those between digits.
  const digits = text.replaceAll(text.startsWith('.') ? /(?<=[0-9])_(?=[0-9])/g : '_', '');
  const integer = goIntegerValue(digits);
  if (integer !== undefined) return integer;
  const float = goFloat.test(digits) ? Number(digits) : Number.NaN;
  // What is beyond the largest double stays a string.
  return Number.isFinite(float) ? float : text;
};

const words11 = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))$/i;
/** Numbers of YAML 1.1: underscores anywhere, base 2, 8, 16 and 60, and the comma that Ruby's reader allows. */
const numbers11 =
  /^[-+]?(?:0[box].*|[0-9][0-9_,]*|(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9_]*)?|(?:[0-9][0-9_]*)?e[-+]?[0-9_]+|[0-9][0-9_]*(?::[0-9_]+)+(?:\.[0-9_]*)?)$/i;
const timestamps11 = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt \t])/;

/** Whether a YAML 1.1 reader (PyYAML, Ruby, older tools) takes the plain scalar for a string. */
export const isString11 = (text: string): boolean =>
  text !== '' && !words11.test(text) && !numbers11.test(text) && !timestamps11.test(text);

const nonStrings12 =
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether a reader of the YAML 1.2 core schema takes the plain scalar for a string. */
export const isString12 = (text: string): boolean => !nonStrings12.test(text);
