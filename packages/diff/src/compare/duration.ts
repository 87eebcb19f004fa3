const unit: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
  ['y', 31_536_000_000],
]);

const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w|y)/g;
const whole = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+$/;

/** Milliseconds of a duration as Go or Prometheus write it (`90s`, `1h30m`, `2d`); undefined for another text. */
const durationOf = (text: string): number | undefined =>
  whole.test(text)
    ? [...text.matchAll(part)].reduce((sum, [, amount, name = '']) => sum + Number(amount) * (unit.get(name) ?? 0), 0)
    : undefined;

/** Whether two texts are the same time: `8760h` and `8760h0m0s`. Bare numbers are none. */
export const isSameDuration = (a: string, b: string): boolean => {
  const time = durationOf(a);
  return time !== undefined && time === durationOf(b);
};
