/** Times of posts, which are as long as they are precise. */
import type { TimePrecision } from './types.ts';

export interface Moment {
  /** Milliseconds of the first instant it may mean. */
  readonly from: number;
  /** Milliseconds of the instant after the last it may mean. */
  readonly to: number;
  readonly precision: TimePrecision;
}

export const DAY = 86_400_000;
const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/u;

/** What an ISO 8601 time may mean; without a zone it is UTC. Null when it is none, or no day of the calendar. */
export function momentOf(at: string | null): Moment | null {
  const match = at === null ? null : SHAPE.exec(at.trim());
  if (match === null) return null;
  const [, year = '', month, day, hour, minute, second, zone] = match;
  const y = Number(year);
  // Date.UTC takes two digits for years of the last century.
  if (y < 100) return null;
  if (month === undefined) return { from: Date.UTC(y, 0), to: Date.UTC(y + 1, 0), precision: 'year' };
  const m = Number(month) - 1;
  if (m < 0 || m > 11) return null;
  if (day === undefined) return { from: Date.UTC(y, m), to: Date.UTC(y, m + 1), precision: 'month' };
  const midnight = Date.UTC(y, m, Number(day));
  if (new Date(midnight).getUTCMonth() !== m || day === '00') return null;
  if (hour === undefined || minute === undefined) return { from: midnight, to: midnight + DAY, precision: 'day' };
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const shift = zone === undefined || zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const from = midnight + (Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0) - shift * 60) * 1000;
  return second === undefined ? { from, to: from + 60_000, precision: 'minute' } : { from, to: from + 1000, precision: 'second' };
}
