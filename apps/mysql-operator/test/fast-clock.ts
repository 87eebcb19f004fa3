import { type Clock, systemClock } from '../src/runtime/clock.ts';

/** A clock on which so many seconds pass in one: real waiting and real networking, without the hours. */
export const fastClock = (times: number): Clock => ({
  now: () => systemClock.now() * times,
  date: () => systemClock.date(),
  after: (milliseconds, call) => systemClock.after(milliseconds / times, call),
});
