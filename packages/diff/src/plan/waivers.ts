import type { Effect, RuleEffect } from '../model/effect.ts';
import type { SideObject } from '../model/side.ts';
import type { Waiver } from '../model/waiver.ts';

/** Annotations that accept an effect: `wildermesser.dev/accept.<rule>: "until 2027-01-31: reason"`. */
export const waiverPrefix = 'wildermesser.dev/accept.';

const shape = /^until (\d{4}-\d{2}-\d{2}):\s*(\S[\s\S]*)$/;

const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** Reads the value of a waiver for a day; undefined when it does not have the shape, a day that exists and a reason. */
export const readWaiver = (value: string, date: string): Waiver | undefined => {
  const [, until = '', reason = ''] = shape.exec(value.trim()) ?? [];
  return reason === '' || !isDay(until) ? undefined : { until, reason: reason.trim(), expired: until < date };
};

/** The waivers written on an object, by the name of the rule; undefined stands for one that cannot be read. */
export const waiversOf = (
  { manifest }: SideObject,
  date: string,
): ReadonlyMap<string, { readonly value: string; readonly waiver: Waiver | undefined }> =>
  new Map(
    Object.entries(manifest.metadata.annotations ?? {})
      .filter(([key]) => key.startsWith(waiverPrefix))
      .map(([key, value]) => [key.slice(waiverPrefix.length), { value, waiver: readWaiver(String(value), date) }]),
  );

/**
 * The waiver for an effect. It is read from the head, where the change is made; of an object that is gone from the base,
 * so that an acceptance has to be merged before the removal that it accepts.
 */
export const waiverFor = (
  rule: string,
  { base, head }: { readonly base?: SideObject | undefined; readonly head?: SideObject | undefined },
  date: string,
): Waiver | undefined => {
  const object = head ?? base;
  return object === undefined ? undefined : waiversOf(object, date).get(rule)?.waiver;
};

/** Whether an effect counts for severities and gates. */
export const counts = ({ waiver }: Pick<Effect, 'waiver'> & Partial<RuleEffect>): boolean =>
  waiver === undefined || waiver.expired;
