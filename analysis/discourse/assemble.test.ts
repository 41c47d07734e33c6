import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleThreads } from './assemble.ts';
import type { PostTime, ReadPost, ReadThread } from './types.ts';

const time = (at: string, said = at): PostTime => ({ at, precision: at.length > 10 ? 'minute' : 'day', said });
function post(n: number, over: Partial<ReadPost> = {}): ReadPost {
  return {
    key: `post-${1000 + n}`, region: { page: 'v', selector: `#p${n}`, quote: '', count: 1 }, author: { name: `member ${n % 3}`, profile: null }, time: time(`2015-06-01T10:${String(n).padStart(2, '0')}Z`),
    text: `This is the text of post number ${n}, which is long enough.`, votes: null, attachments: [], replyTo: null, opens: n === 0, ...over,
  };
}
function page(id: string, over: Partial<ReadThread>): ReadThread {
  return { page: id, address: 'http://site.example/topic/12', title: 'Paint', kind: 'forum', part: 1, posts: [], ...over };
}

describe('assembleThreads', () => {
  it('joins pages, and resolves answers across them', () => {
    const [thread, ...more] = assembleThreads([
      page('b', { part: 2, posts: [post(0), post(2, { replyTo: 'post-1001' }), post(3, { replyTo: 1 })] }),
      page('a', { posts: [post(0), post(1, { replyTo: 0 })] }),
    ]);
    expect(more).toEqual([]);
    expect(thread?.pages).toEqual(['a', 'b']);
    expect(thread?.posts.map((p) => [p.key, p.replyTo, p.opens])).toEqual([['post-1000', null, true], ['post-1001', 0, false], ['post-1002', 1, false], ['post-1003', 2, false]]);
  });

  it('takes guests for nobody, not for one member', () => {
    const [thread] = assembleThreads([page('a', { posts: [post(0), post(1, { author: { name: 'Guest', profile: null } }), post(2, { author: { name: 'Anonym', profile: null } })] })]);
    expect(thread?.posts.map((p) => p.author?.name ?? null)).toEqual(['member 0', null, null]);
  });

  it('counts a post once on a permalink page, in a printable version and in a list of what is new', () => {
    const threads = assembleThreads([
      page('a', { posts: [post(0), post(1), post(2)] }),
      page('other', { address: 'http://site.example/topic/13', posts: [post(10, { opens: true }), post(11)] }),
      page('link', { address: 'http://site.example/post/1001', posts: [post(1, { key: null, opens: true })] }),
      page('print', { address: 'http://site.example/print.php?t=12', posts: [post(0, { key: null }), post(1, { key: null }), post(2, { key: null })] }),
      page('new', { address: 'http://site.example/new', posts: [post(2, { key: null }), post(11, { key: null }), post(10, { key: null })] }),
    ]);
    expect(threads.map((t) => [t.address.slice(-3), t.posts.length])).toEqual([['/12', 3], ['/13', 2]]);
  });

  it('does not take two posts for one because their numbers start anew on each page', () => {
    const own = (n: number, key: string): ReadPost => post(n, { key });
    const [thread] = assembleThreads([page('a', { posts: [own(0, 'c1'), own(1, 'c2')] }), page('b', { part: 2, posts: [own(2, 'c1'), own(3, 'c2')] })]);
    expect(thread?.posts).toHaveLength(4);
  });

  it('reads numeric dates as the site proves them, or as they follow each other', () => {
    const dated = (n: number, said: string, at: string): ReadPost => post(n, { time: time(at, said) });
    const proved = assembleThreads([page('a', { posts: [dated(0, '03/04/2015', '2015-03-04')] }), page('b', { address: 'http://site.example/topic/14', posts: [dated(1, '13/04/2015', '2015-04-13')] })]);
    expect(proved.find((t) => t.address.endsWith('12'))?.posts[0]?.time?.at).toBe('2015-04-03');
    const ordered = assembleThreads([page('a', { posts: [dated(0, '03/04/2015', '2015-03-04'), dated(1, '04/04/2015', '2015-04-04'), dated(2, '01/05/2015', '2015-01-05')] })]);
    expect(ordered[0]?.posts.map((p) => p.time?.at)).toEqual(['2015-04-03', '2015-04-04', '2015-05-01']);
  });

  it('joins messages by what they answer and by subject', () => {
    const mail = (n: number, title: string, replyTo: string | null): ReadThread => page(`m${n}`, { address: `http://lists.example/walls/2015-June/${n}.html`, kind: 'mailing-list', title, posts: [post(n, { key: `http://lists.example/walls/2015-June/${n}.html`, replyTo, opens: n === 1 })] });
    const threads = assembleThreads([mail(3, 'Glue instead', 'http://lists.example/walls/2015-June/2.html'), mail(1, '[walls] Paint', null), mail(2, '[walls] Re: Paint', null), mail(4, 'Brushes', null)]);
    expect(threads.map((t) => t.posts.length)).toEqual([3, 1]);
    expect(threads[0]?.posts.map((p) => p.replyTo)).toEqual([null, null, 1]);
  });

  it('depends on no order, and holds every post once', () => {
    const parts = fc.array(fc.record({ address: fc.constantFrom('http://s.example/t/1', 'http://s.example/t/2'), part: fc.integer({ min: 1, max: 3 }), from: fc.integer({ min: 0, max: 12 }), count: fc.integer({ min: 1, max: 5 }) }), { maxLength: 6 });
    fc.assert(fc.property(parts, fc.integer(), (list, seed) => {
      const pages = list.map((p, i) => page(`v${i}`, { address: p.address, part: p.part, posts: Array.from({ length: p.count }, (_, k) => post((p.address.endsWith('1') ? 0 : 30) + p.from + k)) }));
      const threads = assembleThreads(pages);
      const turned = assembleThreads([...pages].sort((a, b) => ((a.page.charCodeAt(1) * 7 + seed) % 5) - ((b.page.charCodeAt(1) * 7 + seed) % 5)));
      expect(turned).toEqual(threads);
      expect(threads.flatMap((t) => t.posts).length).toBe(new Set(pages.flatMap((p) => p.posts.map((x) => x.key))).size);
      for (const t of threads) t.posts.forEach((p, i) => expect(p.replyTo === null || (p.replyTo >= 0 && p.replyTo < t.posts.length && p.replyTo !== i)).toBe(true));
    }), { numRuns: 60 });
  });
});
