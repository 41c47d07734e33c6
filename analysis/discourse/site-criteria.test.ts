import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiscoursePost } from '../../core/types.ts';
import { CRITERIA, shannon, siteCriteria } from './site-criteria.ts';
import type { SiteCriterion, SiteInput } from './site-criteria.ts';

let next = 0;
const post = (more: Partial<DiscoursePost> = {}): DiscoursePost => ({ id: `p${(next += 1)}`, thread: 't', platform: 'x', author: 'm1', postedAt: null, text: 'word', language: 'en', replyTo: null, opens: false, votes: null, ...more });
const measured = (posts: readonly DiscoursePost[], more: Partial<SiteInput> = {}): Map<string, SiteCriterion> =>
  new Map(siteCriteria({ posts, relevanceTerms: ['supplier', 'open innovation'], moment: '2012-12-01', ...more }).map((c) => [c.measure, c]));

describe('siteCriteria', () => {
  it('gives every criterion one headline, and every number its words', () => {
    const all = siteCriteria({ posts: [], relevanceTerms: [], moment: '2012-12-01' });
    for (const criterion of CRITERIA) expect(all.filter((c) => c.criterion === criterion && c.headline)).toHaveLength(1);
    expect(new Set(all.map((c) => c.measure)).size).toBe(all.length);
    expect(all.every((c) => c.definition.endsWith('.') && c.unit !== '')).toBe(true);
  });

  it('does not take unknown for zero', () => {
    for (const c of measured([]).values()) expect(c).toMatchObject({ value: null, rows: [], reason: expect.stringContaining('unknown, not zero') });
    const bare = measured([post({ author: null, language: null })], { relevanceTerms: ['?'], moment: 'soon' });
    for (const [measure, { value, reason }] of bare) {
      if (['posts', 'threads', 'words-per-post', 'long-posts-share'].includes(measure)) expect(value, measure).not.toBeNull();
      else expect([value, reason === null], measure).toEqual([null, false]);
    }
  });

  it('tells what is relevant by words and phrases in any inflection', () => {
    const posts = [post({ text: 'Suppliers wanted' }), post({ text: 'Open innovations in rail' }), post({ text: 'open the innovation' }), post()];
    expect(measured(posts).get('relevant-share')).toMatchObject({ value: 0.5, rows: posts.slice(0, 2).map((p) => p.id) });
    expect(measured(posts).get('relevant-posts')?.value).toBe(2);
  });

  it('measures activity up to the moment of the wave', () => {
    const posts = ['2012-11-30T23:00Z', '2012-11', '2012-09-05', '2012-09', '2012-08-01', '2013-01-01', null].map((postedAt) => post({ postedAt }));
    const found = measured(posts);
    // 90 days up to the end of 1 December begin on 3 September, inside the September of which no day is known.
    expect(found.get('posts-per-week')).toMatchObject({ value: (3 * 7) / 90, rows: posts.slice(0, 3).map((p) => p.id), reason: '2 posts are left out: 1 without a time, 1 with one too coarse to tell.' });
    expect(found.get('days-since-last-post')).toMatchObject({ value: 1 / 24, rows: [posts[0]?.id] });
  });

  it('measures interaction with others than oneself', () => {
    const open = post({ opens: true });
    const self = post({ replyTo: open.id });
    const other = post({ author: 'm2', replyTo: open.id });
    const alone = post({ thread: 'u', author: 'm2', opens: true });
    const stray = post({ thread: 'v' });
    const found = measured([open, self, other, alone, stray]);
    expect(found.get('replies-per-thread')).toMatchObject({ value: 0.5, rows: [other.id], reason: '1 of 3 threads do not show who opened them and are left out.' });
    expect(found.get('answered-threads-share')).toMatchObject({ value: 0.5, rows: ['t'], rowsAre: 'threads' });
    expect(found.get('answered-posts-share')).toMatchObject({ value: 0.2, rows: [open.id] });
    expect(found.get('answering-posts-share')).toMatchObject({ value: 0.2, rows: [other.id] });
  });

  it('measures substance and heterogeneity', () => {
    // scipy.stats.entropy([50, 30, 15, 5])
    const posts = [50, 30, 15, 5].flatMap((n, i) => Array.from({ length: n }, () => post({ author: `m${i}`, language: i === 3 ? null : 'en' })));
    const found = measured([...posts, post({ author: null })]);
    expect(found.get('authors')).toMatchObject({ value: 4, reason: '1 post without a known author is left out.' });
    expect(found.get('authors')?.rows).toHaveLength(4);
    expect(found.get('effective-authors')?.value).toBeCloseTo(3.1334042802620585, 10);
    expect(found.get('author-evenness')?.value).toBeCloseTo(0.8238654610595805, 10);
    expect(found.get('effective-languages')).toMatchObject({ value: 1, reason: '5 posts in a language that cannot be told are left out.' });
  });

  it('measures how much there is to read', () => {
    const posts = [post({ text: 'one two https://x.test 3' }), post({ text: 'word '.repeat(50) }), post({ text: 'a b c d' })];
    const found = measured(posts, { attachments: new Map([[posts[2]?.id ?? '', 2]]) });
    expect(found.get('words-per-post')?.value).toBe(4);
    expect(found.get('long-posts-share')).toMatchObject({ value: 1 / 3, rows: [posts[1]?.id] });
    expect(found.get('attachments-share')).toMatchObject({ value: 1 / 3, rows: [posts[2]?.id] });
    expect(measured(posts).get('attachments-share')).toMatchObject({ value: null, reason: 'Attachments were not read.' });
  });

  it('has between one effective author and as many as there are (Jost 2006)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 30 }), (counts) => {
        expect(Math.exp(shannon(counts))).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(Math.exp(shannon(counts))).toBeLessThanOrEqual(counts.length + 1e-9);
        expect(Math.exp(shannon(counts.map(() => 7)))).toBeCloseTo(counts.length, 9);
      }),
    );
  });
});
