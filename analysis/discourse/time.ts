/** Times as pages write them: absolute in many formats, or relative to the moment the page was taken. */
import type { PostTime, TimePrecision } from './types.ts';
import { anyOf, LANGUAGES, words } from './words/index.ts';
import type { Unit } from './words/index.ts';

/** In which order `03/04/2012` is to be read. */
export type DateOrder = 'dmy' | 'mdy';

export interface FoundTime {
  readonly time: PostTime;
  /** Where in the text it stands. */
  readonly start: number;
  readonly end: number;
  /** A date of numbers that could be read in either order. */
  readonly ambiguous: boolean;
  /** The order that the numbers themselves prove (`15/11/2012`), else null. */
  readonly proves: DateOrder | null;
  /** Day and month without a year, or an hour without a day: such things stand in running text too. */
  readonly weak: boolean;
}

const MONTH_OF = new Map<string, number>();
const WEEKDAY_OF: { readonly re: RegExp; readonly day: number }[] = [];
for (const language of LANGUAGES) {
  language.months.forEach((names, i) => {
    for (const name of names) MONTH_OF.set(name, i + 1);
  });
  language.weekdays.forEach((names, day) => {
    const long = names.filter((n) => n.length > 3);
    if (long.length > 0) WEEKDAY_OF.push({ re: new RegExp(`^${anyOf(long)}$`, 'iu'), day });
  });
}

const MONTH = anyOf([...MONTH_OF.keys()]);
const UNITS: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const unitWords = (unit: Unit): string[] => LANGUAGES.flatMap((l) => [...(l.units[unit] ?? [])]);
const UNIT = anyOf(UNITS.flatMap(unitWords));
const UNIT_OF = UNITS.map((unit) => ({ unit, re: new RegExp(`^${anyOf(unitWords(unit))}$`, 'iu') }));
const COUNT = `(\\d{1,4}|${words('one')})`;
const ROUGHLY = `(?:${words('roughly')}\\s+)?`;
const L = '(?<![\\p{L}\\p{N}])';
const R = '(?![\\p{L}\\p{N}])';

const ISO = new RegExp(`${L}(\\d{4})-(\\d{2})-(\\d{2})(?:[T ,]{1,2}(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?:\\s?(Z|[+-]\\d{2}:?\\d{2}))?)?(?!\\d)`, 'u');
const SQUEEZED = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})Z?$/u;
const DAY_MONTH = new RegExp(`${L}(\\d{1,2})(?:st|nd|rd|th|[.ºª°])?[\\s-]*(?:de\\s+|of\\s+|d['’])?(${MONTH})\\.?(?:,?[\\s-]+|\\s?)(?:de\\s+|of\\s+|at\\s+)?(?:(\\d{4})${R}|['’](\\d{2})${R}|(\\d{2})(?![\\p{L}\\p{N}:])|${R})`, 'iu');
const MONTH_DAY = new RegExp(`${L}(${MONTH})\\.?[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?${R}(?:(?:,\\s*|[\\s-]+|\\s+)(?:(\\d{4})${R}|['’](\\d{2})${R})|\\s+\\d{1,2}:\\d{2}(?::\\d{2})?\\s+(?:[A-Z]{1,5}\\s+|[+-]\\d{4}\\s+)?(\\d{4})${R})?`, 'iu');
const YEAR_MONTH_DAY = /(?<![\p{L}\p{N}])(\d{4})[./\s年-]\s?(\d{1,2})[./\s月-]\s?(\d{1,2})日?(?!\d)/u;
const NUMBERS = /(?<![\p{L}\p{N}./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\p{L}\p{N}]|[./-]\d)/u;
const MONTH_YEAR = new RegExp(`${L}(${MONTH})\\.?,?\\s+(?:de\\s+)?(\\d{4})${R}`, 'iu');
const AGO = new RegExp([
  ...(LANGUAGES.some((l) => l.agoBefore.length > 0) ? [`${L}${words('agoBefore')}\\s+${ROUGHLY}${COUNT}\\s*(${UNIT})${R}`] : []),
  `${L}${ROUGHLY}${COUNT}\\s*(${UNIT})(?:,?\\s+(?:and\\s+)?\\d{1,2}\\s*${UNIT})?\\s+${words('agoAfter')}${R}`,
].join('|'), 'iu');
/** "3h", "5d ago", "2mo": only where nothing else stands. */
const SHORT_AGO = /^(\d{1,3})\s?(s|sec|m|min|mins|h|hr|hrs|d|w|wk|mo|y|yr|yrs|std|t)\.?(?:\s+ago)?$/iu;
const SHORT_UNIT: Readonly<Record<string, Unit>> = { s: 'second', sec: 'second', m: 'minute', min: 'minute', mins: 'minute', h: 'hour', hr: 'hour', hrs: 'hour', std: 'hour', d: 'day', t: 'day', w: 'week', wk: 'week', mo: 'month', y: 'year', yr: 'year', yrs: 'year' };
const NOW = new RegExp(`${L}${words('now')}${R}`, 'iu');
const TODAY = new RegExp(`${L}${words('today')}${R}`, 'iu');
const YESTERDAY = new RegExp(`${L}${words('yesterday')}${R}`, 'iu');
const HOUR = /(?<![\d:.])(\d{1,2})(?::|\.(?=\d{2}\s*(?:uhr|h\b))|h(?=\d{2}))(\d{2})(?::(\d{2}))?(?!\d)(?:\s*([ap])\.?\s?m\b\.?)?/iu;
const ZONE = /^\s*\(?(?:(UTC|GMT|Z)?([+-]\d{1,2}:?(?:\d{2})?)|(UTC|GMT|Z|CET|CEST|MEZ|MESZ|WET|WEST|BST|EET|EEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BRT|BRST|IST|JST|AEST|AEDT|MSK))(?![\p{L}\p{N}])/u;
/** Minutes ahead of UTC. Of names with several meanings the one most pages mean. */
const ZONES: Readonly<Record<string, number>> = { UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, MEZ: 60, CEST: 120, MESZ: 120, EET: 120, EEST: 180, MSK: 180, EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, BRT: -180, BRST: -120, IST: 330, JST: 540, AEST: 600, AEDT: 660 };
const WORTH = new RegExp(`\\d|${words('now')}|${words('today')}|${words('yesterday')}|${words('agoAfter')}|${anyOf(LANGUAGES.flatMap((l) => [...l.agoBefore]))}\\s`, 'iu');

/** Whether it is worth to look for a time in the text at all. */
export function mayHoldTime(text: string): boolean {
  return /\d/u.test(text) || (text.length < 60 && WORTH.test(text));
}

const DAY_MS = 86_400_000;
const EARLIEST_YEAR = 1980;

interface Day {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

/**
 * The first time in a short text.
 * @param moment ISO 8601, when the page was taken: what relative times count from, and what no post is later than
 * @param order in which numeric dates are read where they do not tell
 */
export function findTime(text: string, moment: string, order: DateOrder = 'dmy'): FoundTime | null {
  const said = text.slice(0, 400);
  const now = Date.parse(moment);
  if (Number.isNaN(now)) return null;
  return absolute(said, now, order) ?? relative(said, now);
}

/** Seconds or milliseconds since 1970, as data attributes hold them. */
export function timeOfEpoch(value: string, moment: string): PostTime | null {
  if (!/^\d{9,10}(?:\d{3})?(?:\.\d+)?$/u.test(value)) return null;
  const number = Number(value);
  const ms = number > 1e11 ? number : number * 1000;
  if (ms > Date.parse(moment) + 2 * DAY_MS || ms < Date.UTC(EARLIEST_YEAR)) return null;
  return { at: `${new Date(ms).toISOString().slice(0, 19)}Z`, precision: 'second', said: value };
}

function absolute(said: string, now: number, order: DateOrder): FoundTime | null {
  const squeezed = SQUEEZED.exec(said);
  if (squeezed !== null) {
    const [, y, m, d, hh, mm, ss] = squeezed;
    return finish(said, now, { y: Number(y), m: Number(m), d: Number(d) }, 0, said.length, { hh: Number(hh), mm: Number(mm), ss: Number(ss) }, 0, false, null, false);
  }
  const iso = ISO.exec(said);
  if (iso !== null) {
    const [all, y, m, d, hh, mm, ss, zone] = iso;
    const day = { y: Number(y), m: Number(m), d: Number(d) };
    const end = iso.index + all.length;
    if (hh !== undefined) return finish(said, now, day, iso.index, end, { hh: Number(hh), mm: Number(mm), ss: ss === undefined ? null : Number(ss) }, zone === undefined ? zoneAt(said, end) : offsetOf(zone), false, null, false);
    return withHour(said, now, day, iso.index, end, false, null, false);
  }
  let best: FoundTime | null = null;
  const take = (found: FoundTime | null): void => {
    if (found !== null && (best === null || (best.weak && !found.weak) || (best.weak === found.weak && found.start < best.start))) best = found;
  };
  const dayMonth = DAY_MONTH.exec(said);
  if (dayMonth !== null) {
    const [all, d, month, y4, y2, y2b] = dayMonth;
    // "15 Nov 10:20": the hour is no year.
    const y = y4 ?? short(y2 ?? y2b);
    take(named(said, now, Number(d), month, y, dayMonth.index, all.trimEnd().length));
  }
  const monthDay = MONTH_DAY.exec(said);
  if (monthDay !== null) {
    const [all, month, d, y4, y2, yEnd] = monthDay;
    take(named(said, now, Number(d), month, y4 ?? short(y2) ?? yEnd, monthDay.index, all.length));
  }
  const ymd = YEAR_MONTH_DAY.exec(said);
  if (ymd !== null) take(withHour(said, now, { y: Number(ymd[1]), m: Number(ymd[2]), d: Number(ymd[3]) }, ymd.index, ymd.index + ymd[0].length, false, null, false));
  const numbers = NUMBERS.exec(said);
  if (numbers !== null) take(numeric(said, now, numbers, order));
  if (best !== null) return best;
  const monthYear = dayMonth === null ? MONTH_YEAR.exec(said) : null;
  if (monthYear !== null) {
    const m = MONTH_OF.get((monthYear[1] ?? '').toLowerCase());
    const y = Number(monthYear[2]);
    if (m !== undefined && y >= EARLIEST_YEAR && Date.UTC(y, m - 1) <= now) {
      return { time: { at: `${y}-${two(m)}`, precision: 'month', said: monthYear[0] }, start: monthYear.index, end: monthYear.index + monthYear[0].length, ambiguous: false, proves: null, weak: true };
    }
  }
  return null;
}

function short(year: string | undefined): string | undefined {
  if (year === undefined) return undefined;
  return Number(year) >= 80 ? `19${year}` : `20${year}`;
}

function named(said: string, now: number, d: number, name: string | undefined, year: string | undefined, start: number, length: number): FoundTime | null {
  const m = MONTH_OF.get((name ?? '').toLowerCase());
  if (m === undefined) return null;
  if (year !== undefined) return withHour(said, now, { y: Number(year), m, d }, start, start + length, false, null, false);
  // Without a year it is the last such day.
  const today = new Date(now);
  const y = Date.UTC(today.getUTCFullYear(), m - 1, d) > now + DAY_MS ? today.getUTCFullYear() - 1 : today.getUTCFullYear();
  return withHour(said, now, { y, m, d }, start, start + length, false, null, true);
}

function numeric(said: string, now: number, match: RegExpExecArray, order: DateOrder): FoundTime | null {
  const [all, a, , b, y] = match;
  const one = Number(a);
  const other = Number(b);
  const year = Number((y ?? '').length === 2 ? short(y) : y);
  const proves = one > 12 && other <= 12 ? 'dmy' : other > 12 && one <= 12 ? 'mdy' : null;
  const by = proves ?? order;
  const read = (how: DateOrder): FoundTime | null =>
    withHour(said, now, how === 'dmy' ? { y: year, m: other, d: one } : { y: year, m: one, d: other }, match.index, match.index + all.length, proves === null && one !== other, proves, false);
  return read(by) ?? (proves === null ? read(by === 'dmy' ? 'mdy' : 'dmy') : null);
}

interface Hour {
  readonly hh: number;
  readonly mm: number;
  readonly ss: number | null;
}

interface FoundHour extends Hour {
  readonly start: number;
  readonly end: number;
  readonly zone: number | null;
}

/** How far from the day its hour may stand. */
const NEAR = 22;

function hourNear(said: string, start: number, end: number): FoundHour | null {
  const inside = HOUR.exec(said.slice(start, end));
  const after = inside === null ? HOUR.exec(said.slice(end, end + NEAR + 14)) : null;
  const from = Math.max(0, start - NEAR);
  const before = inside === null && (after === null || after.index > NEAR) ? HOUR.exec(said.slice(from, start)) : null;
  const found = inside ?? (after !== null && after.index <= NEAR ? after : before);
  if (found === null) return null;
  const offset = found === inside ? start : found === after ? end : from;
  let hh = Number(found[1]);
  const half = found[4]?.toLowerCase();
  if (half !== undefined && hh > 12) return null;
  if (half === 'p' && hh < 12) hh += 12;
  if (half === 'a' && hh === 12) hh = 0;
  const mm = Number(found[2]);
  const ss = found[3] === undefined ? null : Number(found[3]);
  if (hh > 23 || mm > 59 || (ss ?? 0) > 59) return null;
  const at = offset + found.index;
  const stop = at + found[0].length;
  return { hh, mm, ss, start: at, end: stop, zone: zoneAt(said, stop) ?? (found === before ? zoneAt(said, end) : null) };
}

function zoneAt(said: string, at: number): number | null {
  const zone = ZONE.exec(said.slice(at, at + 14));
  if (zone === null) return null;
  return zone[2] !== undefined ? offsetOf(zone[2]) : ZONES[zone[3] ?? ''] ?? null;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return zone.startsWith('-') ? -minutes : minutes;
}

function withHour(said: string, now: number, day: Day, start: number, end: number, ambiguous: boolean, proves: DateOrder | null, weak: boolean): FoundTime | null {
  const hour = hourNear(said, start, end);
  if (hour === null) return finish(said, now, day, start, end, null, null, ambiguous, proves, weak);
  return finish(said, now, day, Math.min(start, hour.start), Math.max(end, hour.end), hour, hour.zone, ambiguous, proves, weak);
}

function finish(said: string, now: number, day: Day, start: number, end: number, hour: Hour | null, zone: number | null, ambiguous: boolean, proves: DateOrder | null, weak: boolean): FoundTime | null {
  const { y, m, d } = day;
  if (y < EARLIEST_YEAR || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  const ms = Date.UTC(y, m - 1, d, hour?.hh ?? 0, hour?.mm ?? 0, hour?.ss ?? 0) - (zone ?? 0) * 60_000;
  // Clocks and zones differ; nothing was written days after it was seen.
  if (ms > now + 2 * DAY_MS) return null;
  const words = said.slice(start, end);
  return { time: hour === null ? { at: `${y}-${two(m)}-${two(d)}`, precision: 'day', said: words } : stamp(ms, hour.ss === null ? 'minute' : 'second', words), start, end, ambiguous, proves, weak };
}

function relative(said: string, now: number): FoundTime | null {
  const found = (match: RegExpExecArray, ms: number, precision: TimePrecision, end = match.index + match[0].length): FoundTime =>
    ({ time: stamp(ms, precision, said.slice(match.index, end)), start: match.index, end, ambiguous: false, proves: null, weak: false });
  const ago = AGO.exec(said);
  if (ago !== null) {
    const count = ago[1] ?? ago[3] ?? '1';
    const unit = UNIT_OF.find((u) => u.re.test(ago[2] ?? ago[4] ?? ''))?.unit ?? 'day';
    return found(ago, ...back(now, /\d/u.test(count) ? Number(count) : 1, unit));
  }
  const brief = SHORT_AGO.exec(said.trim());
  if (brief !== null) {
    const unit = SHORT_UNIT[(brief[2] ?? '').toLowerCase()] ?? 'day';
    return { ...found(brief, ...back(now, Number(brief[1]), unit)), weak: !/ago/iu.test(said) };
  }
  if (said.length < 80) {
    const just = NOW.exec(said);
    if (just !== null) return found(just, now, 'minute');
  }
  const yesterday = YESTERDAY.exec(said);
  const today = yesterday === null ? TODAY.exec(said) : null;
  const match = yesterday ?? today;
  if (match !== null) return dayWithHour(said, now - (yesterday === null ? 0 : DAY_MS), match.index, match.index + match[0].length);
  const first = /^\P{L}{0,3}(\p{L}{4,})/u.exec(said);
  const weekday = first === null ? undefined : WEEKDAY_OF.find((w) => w.re.test(first[1] ?? ''));
  // "Monday at 10:20 AM": the last one.
  if (weekday !== undefined && said.length < 40 && HOUR.test(said)) {
    const back = (new Date(now).getUTCDay() - weekday.day + 7) % 7 || 7;
    return dayWithHour(said, now - back * DAY_MS, 0, said.search(/\s|$/u));
  }
  return null;
}

function dayWithHour(said: string, ms: number, start: number, end: number): FoundTime | null {
  const date = new Date(ms);
  const hour = hourNear(said, start, end);
  const found = withHour(said, ms, { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }, start, end, false, null, hour === null);
  return found;
}

function back(now: number, count: number, unit: Unit): [number, TimePrecision] {
  const date = new Date(now);
  if (unit === 'year') return [date.setUTCFullYear(date.getUTCFullYear() - count), 'year'];
  if (unit === 'month') return [date.setUTCMonth(date.getUTCMonth() - count, 1), 'month'];
  const ms = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS }[unit];
  // An hour is rounded by up to half of one: only its day is known.
  return [now - count * ms, unit === 'second' ? 'second' : unit === 'minute' ? 'minute' : unit === 'week' ? 'month' : 'day'];
}

function stamp(ms: number, precision: TimePrecision, said: string): PostTime {
  const iso = new Date(ms).toISOString();
  const at = { year: iso.slice(0, 4), month: iso.slice(0, 7), day: iso.slice(0, 10), minute: `${iso.slice(0, 16)}Z`, second: `${iso.slice(0, 19)}Z` }[precision];
  return { at, precision, said };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** The same words read in the other order; the time as it was where that gives none. */
export function reordered(time: PostTime, order: DateOrder): PostTime {
  const found = NUMBERS.test(time.said) ? findTime(time.said, '9999-01-01T00:00:00Z', order) : null;
  return found === null || !found.ambiguous || found.time.precision !== time.precision ? time : { ...found.time, said: time.said };
}

export function orderProved(said: string): DateOrder | 'either' | null {
  const match = NUMBERS.exec(said);
  if (match === null) return null;
  const one = Number(match[1]);
  const other = Number(match[3]);
  return one > 12 ? 'dmy' : other > 12 ? 'mdy' : one === other ? null : 'either';
}
