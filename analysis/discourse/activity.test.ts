import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activity } from './activity.ts';
import { momentOf } from './moment.ts';
import type { DiscoursePost } from '../../core/types.ts';

let next = 0;
const post = (postedAt: string | null, more: Partial<DiscoursePost> = {}): DiscoursePost => ({ id: `p${String((next += 1)).padStart(5, '0')}`, thread: 't', platform: 'x', author: 'm1', postedAt, text: '', language: null, replyTo: null, opens: false, votes: null, ...more });

describe('momentOf', () => {
  it('is as wide as what it may mean', () => {
    expect(momentOf('2012-02')).toEqual({ from: Date.UTC(2012, 1), to: Date.UTC(2012, 2), precision: 'month' });
    expect(momentOf('2012-11-15T10:20+02:00')?.from).toBe(Date.UTC(2012, 10, 15, 8, 20));
    expect(momentOf('2012-11-15T10:20:30.5Z')?.precision).toBe('second');
  });

  it.each(['', 'yesterday', '2012-13', '2012-02-30', '2012-00-10', '2012-01-00', '2012-01-01T10', '2012-01-01T10:75'])('takes "%s" for no time', (at) => {
    expect(momentOf(at)).toBeNull();
  });
});

describe('activity', () => {
  it('counts by month without a gap, and says what it could not place', () => {
    const found = activity([post('2012-11', { opens: true }), post('2012-11-15', { author: 'm2' }), post('2013-01-02T10:00Z', { author: null }), post('2012'), post(null)], 'month');
    expect(found).toMatchObject({ unit: 'month', counted: 3, tooCoarse: 1, undated: 1, last: '2013-01-02T10:00Z' });
    expect(found.periods).toEqual([
      { period: '2012-11', posts: 2, threadsBegun: 1, authors: 2 },
      { period: '2012-12', posts: 0, threadsBegun: 0, authors: 0 },
      { period: '2013-01', posts: 1, threadsBegun: 0, authors: 0 },
    ]);
  });

  it('chooses the unit by the span and by what the times can bear', () => {
    expect(activity([post('2012-11-01'), post('2012-11-30')]).unit).toBe('day');
    expect(activity([post('2012-11'), post('2012-12')]).unit).toBe('month');
    expect(activity([post('2012-11-01'), post('2014-11-30')]).unit).toBe('month');
    expect(activity([post('1985-11-01'), post('2014-11-30')]).unit).toBe('year');
    expect(activity([post('2011'), post('2012')])).toMatchObject({ unit: 'year', counted: 2 });
  });

  it('says nothing of no posts', () => {
    expect(activity([])).toMatchObject({ periods: [], counted: 0, last: null, lastPost: null, firstReply: { medianHours: null, precision: null, threads: 0, unanswered: 0, untold: 0 } });
  });

  it('measures the first answer by somebody else', () => {
    const thread = (name: string, ...times: [string, string | null][]): DiscoursePost[] => times.map(([at, author], i) => post(at, { thread: name, author, opens: i === 0 }));
    const posts = [
      ...thread('a', ['2012-11-15T10:00Z', 'm1'], ['2012-11-15T10:30Z', 'm1'], ['2012-11-15T12:00Z', 'm2']),
      ...thread('b', ['2012-11-15T10:00Z', 'm1'], ['2012-11-15T14:00Z', 'm3'], ['2012-11-15T11:00Z', 'm2']),
      ...thread('unanswered', ['2012-11-15T10:00Z', 'm1'], ['2012-11-16T10:00Z', 'm1']),
      ...thread('by whom', ['2012-11-15T10:00Z', 'm1'], ['2012-11-16T10:00Z', null]),
    ];
    expect(activity(posts).firstReply).toEqual({ medianHours: 1.5, precision: 'minute', threads: 2, unanswered: 1, untold: 1 });
    expect(activity(posts.map((p) => ({ ...p, postedAt: p.postedAt?.slice(0, 10) ?? null }))).firstReply).toMatchObject({ medianHours: 0, precision: 'day' });
  });

  it('places every post once, whatever the order', () => {
    const time = fc.date({ min: new Date('2009-01-01'), max: new Date('2013-01-01'), noInvalidDate: true }).chain((d) => fc.constantFrom(4, 7, 10, 24).map((n) => d.toISOString().slice(0, n)));
    fc.assert(
      fc.property(fc.array(fc.option(time), { maxLength: 30 }), fc.constantFrom('day' as const, 'month' as const, 'year' as const, 'auto' as const), (times, unit) => {
        const posts = times.map((at) => post(at));
        const found = activity(posts, unit);
        expect(found.counted + found.undated + found.tooCoarse).toBe(posts.length);
        expect(found.periods.reduce((sum, p) => sum + p.posts, 0)).toBe(found.counted);
        expect(activity([...posts].reverse(), unit)).toEqual(found);
      }),
    );
  });
});
