/** When a platform was active: posts, threads begun and authors by time, how fast it answers, when it spoke last. */
import { DAY, momentOf } from './moment.ts';
import type { Moment } from './moment.ts';
import { byCodeUnit, groupBy, median } from './post.ts';
import type { DiscoursePost } from '../../core/types.ts';

export type ActivityUnit = 'day' | 'month' | 'year';

export interface ActivityPeriod {
  /** `2012`, `2012-11` or `2012-11-15`, UTC. */
  readonly period: string;
  readonly posts: number;
  /** Threads whose opening post is of this period. */
  readonly threadsBegun: number;
  /** Different authors who posted; posts without an author add none. */
  readonly authors: number;
}

export interface Activity {
  readonly unit: ActivityUnit;
  /** From the first period with a post to the last without a gap; empty when no post has a time precise enough. */
  readonly periods: readonly ActivityPeriod[];
  /** Posts counted in `periods`. */
  readonly counted: number;
  /** Posts without a time. */
  readonly undated: number;
  /** Posts whose time is too coarse for the unit. */
  readonly tooCoarse: number;
  readonly firstReply: FirstReply;
  /** Time of the last post as it is known, by the first instant it may mean; null when none has a time. */
  readonly last: string | null;
  /** Id of that post. */
  readonly lastPost: string | null;
}

export interface FirstReply {
  /** Median hours from a thread's opening to the first post by somebody else, over the threads that have one; null when it cannot be told. Threads nobody answered are not in it. */
  readonly medianHours: number | null;
  /** How exact the hours are: to the minute, or whole days; null without a median. */
  readonly precision: 'minute' | 'day' | null;
  /** Threads the median is of. */
  readonly threads: number;
  /** Threads with an opening post by a known author and no post by anybody else. */
  readonly unanswered: number;
  /** Threads of which it cannot be told: opening post, its author or a time precise enough is missing. */
  readonly untold: number;
}

const LENGTH: Readonly<Record<ActivityUnit, number>> = { year: 4, month: 7, day: 10 };
const FINENESS = ['year', 'month', 'day', 'minute', 'second'] as const;

/** More periods than this make a column nobody reads. */
const MOST_DAYS = 92;
const MOST_MONTHS = 240;

/**
 * @param unit `auto`: days up to a quarter, months up to twenty years, else years
 * @returns for no posts: no periods, nothing counted, everything that cannot be told null
 */
export function activity(posts: readonly DiscoursePost[], unit: ActivityUnit | 'auto' = 'auto'): Activity {
  const timed = posts.flatMap((post) => {
    const moment = momentOf(post.postedAt);
    return moment === null ? [] : [{ post, moment }];
  });
  const chosen = unit === 'auto' ? fitting(timed.map(({ moment }) => moment)) : unit;
  const precise = timed.filter(({ moment }) => FINENESS.indexOf(moment.precision) >= FINENESS.indexOf(chosen));
  const bins = new Map<string, { posts: number; threads: Set<string>; authors: Set<string> }>();
  for (const { post, moment } of precise) {
    const period = periodOf(moment.from, chosen);
    const bin = bins.get(period) ?? { posts: 0, threads: new Set<string>(), authors: new Set<string>() };
    bin.posts += 1;
    if (post.opens) bin.threads.add(post.thread);
    if (post.author !== null) bin.authors.add(post.author);
    bins.set(period, bin);
  }
  const last = timed.reduce<(typeof timed)[number] | null>((best, one) => (best === null || compare(one, best) > 0 ? one : best), null);
  return {
    unit: chosen,
    periods: between(precise.map(({ moment }) => moment.from), chosen).map((period) => {
      const bin = bins.get(period);
      return { period, posts: bin?.posts ?? 0, threadsBegun: bin?.threads.size ?? 0, authors: bin?.authors.size ?? 0 };
    }),
    counted: precise.length,
    undated: posts.length - timed.length,
    tooCoarse: timed.length - precise.length,
    firstReply: firstReply(posts),
    last: last?.post.postedAt ?? null,
    lastPost: last?.post.id ?? null,
  };
}

/** By first instant, then the more precise, then the id that comes first. */
function compare(one: { post: DiscoursePost; moment: Moment }, other: { post: DiscoursePost; moment: Moment }): number {
  return one.moment.from - other.moment.from || other.moment.to - one.moment.to || byCodeUnit(other.post.id, one.post.id);
}

function fitting(moments: readonly Moment[]): ActivityUnit {
  const span = extent(moments.filter((m) => m.precision !== 'year' && m.precision !== 'month').map((m) => m.from));
  const coarse = extent(moments.filter((m) => m.precision !== 'year').map((m) => m.from));
  // Days only where all but a few have one; else the coarser posts would be lost.
  const daily = moments.filter((m) => m.precision !== 'year' && m.precision !== 'month').length >= 0.9 * moments.length;
  if (span !== null && daily && span <= MOST_DAYS * DAY) return 'day';
  return coarse === null || coarse > (MOST_MONTHS / 12) * 366 * DAY ? 'year' : 'month';
}

function extent(times: readonly number[]): number | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b));
}

function periodOf(time: number, unit: ActivityUnit): string {
  return new Date(time).toISOString().slice(0, LENGTH[unit]);
}

function between(times: readonly number[], unit: ActivityUnit): string[] {
  if (times.length === 0) return [];
  const end = periodOf(times.reduce((a, b) => Math.max(a, b)), unit);
  const first = new Date(times.reduce((a, b) => Math.min(a, b)));
  const periods: string[] = [];
  for (let i = 0; ; i += 1) {
    const start =
      unit === 'day' ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate() + i)
      : unit === 'month' ? Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i)
      : Date.UTC(first.getUTCFullYear() + i, 0);
    periods.push(periodOf(start, unit));
    if (periods.at(-1) === end) return periods;
  }
}

/** Of threads whose opening and answers have minutes; if those are less than half of what days would give, of days. */
function firstReply(posts: readonly DiscoursePost[]): FirstReply {
  const exact: number[] = [];
  const daily: number[] = [];
  let unanswered = 0;
  let answerable = 0;
  const threads = groupBy(posts, (post) => post.thread);
  for (const thread of threads.values()) {
    const opening = thread.find((post) => post.opens);
    if (opening?.author == null) continue;
    const others = thread.filter((post) => post !== opening && post.author !== opening.author && post.author !== null);
    if (others.length === 0) {
      // A post by nobody known may be somebody else's.
      if (thread.every((post) => post.author !== null)) unanswered += 1;
      continue;
    }
    const opened = momentOf(opening.postedAt);
    const answers = others.map((post) => momentOf(post.postedAt));
    // An answer without a time may be the first.
    if (opened === null || answers.some((answer) => answer === null)) continue;
    const times = [opened, ...answers.filter((answer) => answer !== null)];
    const first = Math.min(...times.slice(1).map((time) => time.from));
    if (times.every((time) => time.precision === 'minute' || time.precision === 'second')) {
      if (first >= opened.from) exact.push((first - opened.from) / 3_600_000);
    }
    if (times.every((time) => time.precision !== 'year' && time.precision !== 'month')) {
      const days = Math.floor(first / DAY) - Math.floor(opened.from / DAY);
      if (days >= 0) {
        daily.push(days * 24);
        answerable += 1;
      }
    }
  }
  const precision = exact.length > 0 && exact.length * 2 >= answerable ? 'minute' : daily.length > 0 ? 'day' : null;
  const used = precision === 'minute' ? exact : daily;
  return { medianHours: median(used), precision, threads: used.length, unanswered, untold: threads.size - unanswered - used.length };
}
