import { describe, expect, it } from 'vitest';
import { compare, type FoundPost } from './compare.ts';
import type { TrueThread } from './software.ts';

const at = '2026-01-01T00:00:00Z';
const truth: TrueThread[] = [
  { address: '/1', title: 'One', posts: [
    { id: '1', author: 'Ann', at, text: 'What about chalk?', replyTo: null },
    { id: '2', author: 'Ben', at, text: 'Chalk works well.', replyTo: null },
    { id: '3', author: 'Ann', at, text: 'It does indeed.', replyTo: '2' },
  ] },
];
const threads = [{ id: 't', title: 'One' }];
const read: FoundPost[] = [
  { id: 'a', thread: 't', author: 'p1', replyTo: null, text: 'What about  chalk?' },
  { id: 'b', thread: 't', author: 'p2', replyTo: 'a', text: 'Chalk works well' },
  { id: 'c', thread: 't', author: 'p1', replyTo: 'b', text: 'It does indeed.' },
];

describe('what was read against what is stored', () => {
  it('finds all that is there', () => {
    expect(compare(truth, threads, read)).toEqual({
      threads: { found: 1, true: 1, extra: 0 },
      posts: { found: 3, true: 3, extra: 0 },
      authors: { found: 3, true: 3 },
      replies: { found: 1, true: 1, wrong: 0 },
      misses: [],
    });
  });

  it('counts what is doubled or invented', () => {
    const more = [...read, { id: 'd', thread: 't', author: null, replyTo: null, text: 'It does indeed.' }, { id: 'e', thread: 'u', author: null, replyTo: null, text: 'Log in to reply' }];
    const { threads: t, posts: p } = compare(truth, [...threads, { id: 'u', title: '' }], more);
    expect([t.extra, p.extra, p.found]).toEqual([1, 2, 3]);
  });

  it('does not count a post that holds more than itself', () => {
    const swollen = read.map((p) => (p.id === 'b' ? { ...p, text: `${p.text} Reply Quote Report this post` } : p));
    expect(compare(truth, threads, swollen).posts).toEqual({ found: 2, true: 3, extra: 1 });
  });

  it('wants one pseudonym for an author, and one author for a pseudonym', () => {
    const merged = read.map((p) => ({ ...p, author: 'p1' }));
    expect(compare(truth, threads, merged).authors.found).toBe(2);
    const split = read.map((p, i) => ({ ...p, author: `p${i}` }));
    expect(compare(truth, threads, split).authors.found).toBe(2);
  });

  it('counts replies to the wrong post', () => {
    const wrong = read.map((p) => (p.id === 'c' ? { ...p, replyTo: 'a' } : p));
    expect(compare(truth, threads, wrong).replies).toEqual({ found: 0, true: 1, wrong: 1 });
  });
});
