/** From pages to threads: over pagination, permalinks, printable and sorted versions; each post once. */
import { seriesOf } from '../features/site-kinds.ts';
import { joinMessages } from './messages.ts';
import { byCodeUnit } from './post.ts';
import { orderProved, reordered } from './time.ts';
import type { DateOrder } from './time.ts';
import type { DiscourseKind, ReadPost, ReadThread, Thread, ThreadPost } from './types.ts';
import { isNobody } from './words/index.ts';

/** A text shorter than this two posts may share. */
const TELLING = 40;
/** So much of a thread's posts in another thread, and it is a view of that one. */
const SAME = 0.8;

/**
 * @param parts what was read from the pages of one site, in any order; the result does not depend on it
 */
export function assembleThreads(parts: readonly ReadThread[]): Thread[] {
  const ordered = ofNoMember(parts).filter((p) => p.posts.length > 0).sort((a, b) => a.part - b.part || byCodeUnit(a.address, b.address) || byCodeUnit(a.page, b.page));
  const dated = agreeOnDates(ordered);
  const kinds = agreeOnKinds(dated);
  const groups = new Map<string, ReadThread[]>();
  const joined = joinMessages(dated);
  const permalinked = threadsOfPermalinks(dated);
  dated.forEach((part, i) => {
    const key = joined.get(i) ?? addressKey(permalinked.get(part.address) ?? part.address);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  });
  return mergeViews([...groups.values()]).map((group) => named(merge(group, kinds))).sort((a, b) => byCodeUnit(a.address, b.address));
}

/** "Guest" and "Anonymous" are no member, and not one and the same either. */
function named(thread: Thread): Thread {
  return { ...thread, posts: thread.posts.map((p) => (p.author !== null && p.author.profile === null && isNobody(p.author.name) ? { ...p, author: null } : p)) };
}

/** Pages of a member (the address to which the name leads, or one below it that is a word) gather what they wrote elsewhere. */
function ofNoMember(parts: readonly ReadThread[]): ReadThread[] {
  const profiles = new Set<string>();
  for (const part of parts) for (const { author } of part.posts) if (author?.profile !== null && author?.profile !== undefined && /^https?:\/\/[^/]+\/(?:[^/]+\/[^/]|[^/]*[?=])/u.test(author.profile)) profiles.add(addressKey(author.profile));
  return parts.filter((p) => !profiles.has(addressKey(p.address)) && !profiles.has(addressKey(p.address.replace(/\/[a-z]{3,14}\/?$/u, ''))));
}

/** `/thread/12/name/7` leads to the seventh post of `/thread/12/name`: by address, where another of the name is read too. */
function threadsOfPermalinks(parts: readonly ReadThread[]): ReadonlyMap<string, string> {
  const titles = new Map<string, Set<string>>();
  const above = new Map<string, string>();
  for (const { address, title } of parts) {
    const stem = address.replace(/\/\d{1,6}$/u, '');
    titles.set(address, (titles.get(address) ?? new Set<string>()).add(fold(title)));
    if (stem === address || fold(title) === '' || !/\/[^/]*\p{L}[^/]*$/u.test(stem)) continue;
    above.set(address, stem);
  }
  const below = new Map<string, string[]>();
  for (const [address, stem] of above) below.set(stem, [...(below.get(stem) ?? []), address]);
  const out = new Map<string, string>();
  for (const [stem, addresses] of below) {
    const own = titles.get(stem);
    const named = (a: string): string => [...(titles.get(a) ?? [])].join(' ');
    // Where the thread's own page was not read, a number before the name tells it from a folder of threads.
    const alike = addresses.filter((a) => own === undefined ? /\d\/[^/]*\p{L}[^/]*$/u.test(stem) && addresses.some((b) => b !== a && named(a) === named(b)) : own.has(named(a)));
    for (const address of alike) out.set(address, stem);
  }
  return out;
}

/** With or without "www.", over either protocol, it is the same thread. */
function addressKey(address: string): string {
  return address.replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/\/(?=$|\?)/u, '');
}

function siteOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/]*)/iu.exec(address)?.[1]?.toLowerCase() ?? '';
}

/** Numeric dates that can be read in either order are read in the one that the site's other dates prove. */
function agreeOnDates(parts: readonly ReadThread[]): ReadThread[] {
  const sites = new Map<string, { dmy: number; mdy: number; either: number; kept: number; turned: number }>();
  for (const part of parts) {
    const key = siteOf(part.address);
    let votes = sites.get(key);
    if (votes === undefined) sites.set(key, (votes = { dmy: 0, mdy: 0, either: 0, kept: 0, turned: 0 }));
    let before: { kept: string; turned: string } | null = null;
    for (const post of part.posts) {
      if (post.time === null) continue;
      const proves = orderProved(post.time.said);
      if (proves === 'dmy' || proves === 'mdy') votes[proves] += 1;
      if (proves !== 'either') continue;
      votes.either += 1;
      // Where nothing proves an order, that is right in which posts follow each other in time.
      const other = turn(post.time.at);
      if (before !== null) {
        if (before.kept > post.time.at) votes.kept += 1;
        if (before.turned > other) votes.turned += 1;
      }
      before = { kept: post.time.at, turned: other };
    }
  }
  return parts.map((part) => {
    const votes = sites.get(siteOf(part.address));
    if (votes === undefined || votes.either === 0) return part;
    const order: DateOrder | null = votes.dmy === votes.mdy ? null : votes.dmy > votes.mdy ? 'dmy' : 'mdy';
    if (order === null && votes.turned >= votes.kept) return part;
    return {
      ...part,
      posts: part.posts.map((post) => {
        if (post.time === null || orderProved(post.time.said) !== 'either') return post;
        return { ...post, time: order === null ? turned(post.time) : reordered(post.time, order) };
      }),
    };
  });
}

/** Day and month of an ISO date changed about. */
function turn(at: string): string {
  return at.replace(/^(\d{4})-(\d\d)-(\d\d)/u, '$1-$3-$2');
}

function turned<T extends { readonly at: string }>(time: T): T {
  return Number(time.at.slice(8, 10)) <= 12 ? { ...time, at: turn(time.at) } : time;
}

/** What most pages of a series are threads of, all are. */
function agreeOnKinds(parts: readonly ReadThread[]): ReadonlyMap<string, DiscourseKind> {
  const series = new Map<string, Map<DiscourseKind, number>>();
  for (const part of parts) {
    const key = seriesOf(part.address);
    if (key === null) continue;
    const kinds = series.get(key) ?? new Map<DiscourseKind, number>();
    kinds.set(part.kind, (kinds.get(part.kind) ?? 0) + 1);
    series.set(key, kinds);
  }
  const agreed = new Map<string, DiscourseKind>();
  for (const [key, kinds] of series) {
    const total = [...kinds.values()].reduce((sum, n) => sum + n, 0);
    const [most] = [...kinds].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
    if (most !== undefined && total >= 3 && most[1] * 3 > total * 2) agreed.set(key, most[0]);
  }
  return agreed;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}]+/gu, ' ').trim();
}

/** What is the same wherever the post is shown; null when too little is known of it. */
function marksOf(post: ReadPost): string[] {
  const text = fold(post.text).slice(0, 200);
  const who = post.author?.name.toLowerCase() ?? '';
  const out: string[] = [];
  if (post.time !== null && (post.time.precision === 'minute' || post.time.precision === 'second')) out.push(`${who}|${post.time.at.slice(0, 16)}|${text.slice(0, 60)}`);
  if (text.length >= TELLING) out.push(`${who}||${text}`);
  if (out.length === 0 && post.time !== null) out.push(`${who}|${post.time.at}|${text}`);
  return out;
}

/** Threads whose posts are all in another are views of it; those whose posts are in several list what is new, and are none. */
function mergeViews(groups: readonly (readonly ReadThread[])[]): ReadThread[][] {
  const owner = new Map<string, Set<number>>();
  const marks = groups.map((group) => {
    const posts = new Map<string, string[]>();
    for (const part of group) for (const post of part.posts) {
      const own = marksOf(post);
      if (own[0] !== undefined) posts.set(own[0], own);
    }
    return [...posts.values()];
  });
  marks.forEach((list, i) => {
    for (const own of list) for (const mark of own) owner.set(mark, (owner.get(mark) ?? new Set<number>()).add(i));
  });
  const sharing = (i: number, of: (k: number) => boolean): { shared: Map<number, number>; covered: number } => {
    const shared = new Map<number, number>();
    let covered = 0;
    for (const own of marks[i] ?? []) {
      const others = new Set<number>();
      for (const mark of own) for (const k of owner.get(mark) ?? []) if (k !== i && of(k) && siteOf(addressOf(groups, k)) === siteOf(addressOf(groups, i))) others.add(k);
      if (others.size > 0) covered += 1;
      for (const k of others) shared.set(k, (shared.get(k) ?? 0) + 1);
    }
    return { shared, covered };
  };
  const size = (i: number): number => marks[i]?.length ?? 0;
  const titleOf = (i: number): string => fold(groups[i]?.[0]?.title ?? '');
  const into = new Map<number, number | null>();
  // What is new on the site: posts of several threads, of which it has only some or which are called otherwise.
  groups.forEach((_, i) => {
    const { shared, covered } = sharing(i, () => true);
    if (size(i) < 2 || covered < SAME * size(i) || shared.size < 2 || Math.max(...shared.values()) >= SAME * size(i)) return;
    const beyond = [...shared].some(([k, n]) => size(k) > n);
    const titles = new Set([...shared.keys()].map(titleOf));
    if (beyond || (titles.size > 1 && !titles.has(titleOf(i)))) into.set(i, null);
  });
  const bySize = marks.map((list, i) => ({ i, n: list.length })).filter(({ i }) => !into.has(i))
    .sort((a, b) => a.n - b.n || plainness(addressOf(groups, b.i), addressOf(groups, a.i)));
  const rank = new Map(bySize.map(({ i }, at) => [i, at]));
  for (const { i, n } of bySize) {
    if (n === 0) continue;
    const { shared } = sharing(i, (k) => (rank.get(k) ?? -1) > (rank.get(i) ?? 0));
    const [most] = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (most !== undefined && most[1] >= SAME * n) into.set(i, most[0]);
  }
  const out = new Map<number, ReadThread[]>();
  groups.forEach((group, i) => {
    let at: number | null = i;
    while (at !== null && into.has(at)) at = into.get(at) ?? null;
    if (at !== null) out.set(at, [...(at === i ? group : []), ...(out.get(at) ?? []), ...(at === i ? [] : group)]);
  });
  return [...out.values()];
}

/** Of addresses of one thread the first is neither for printing nor longer than it need be. */
function plainness(a: string, b: string): number {
  return Number(/print/iu.test(a)) - Number(/print/iu.test(b)) || a.length - b.length || byCodeUnit(a, b);
}

function addressOf(groups: readonly (readonly ReadThread[])[], i: number): string {
  return groups[i]?.[0]?.address ?? '';
}

interface Merged {
  post: ReadPost;
  reply: { readonly page: readonly number[]; readonly to: number | string | null };
}

/** Messages on a page each have no pages to order them: they are told in the order of time. */
function inTime(group: readonly ReadThread[]): readonly ReadThread[] {
  if (!group.every((p) => p.kind === 'mailing-list')) return group;
  const first = (p: ReadThread): string => p.posts.map((post) => post.time?.at ?? '').filter((at) => at !== '').sort()[0] ?? '';
  return [...group].sort((a, b) => byCodeUnit(first(a), first(b)));
}

function merge(parts: readonly ReadThread[], kinds: ReadonlyMap<string, DiscourseKind>): Thread {
  const group = inTime(parts);
  const first = group[0] as ReadThread;
  const posts: Merged[] = [];
  const byMark = new Map<string, number>();
  const byKey = new Map<string, number[]>();
  for (const page of group) {
    const here: number[] = [];
    for (const post of page.posts) {
      const marks = marksOf(post);
      const at = (post.key === null ? [] : byKey.get(post.key) ?? []).find((i) => alike((posts[i] as Merged).post, post)) ?? marks.map((m) => byMark.get(m)).find((i) => i !== undefined && !here.includes(i));
      const reply = { page: here, to: post.replyTo };
      if (at === undefined) {
        const i = posts.length;
        posts.push({ post, reply });
        here.push(i);
        for (const mark of marks) if (!byMark.has(mark)) byMark.set(mark, i);
        if (post.key !== null) byKey.set(post.key, [...(byKey.get(post.key) ?? []), i]);
      } else {
        here.push(at);
        const known = posts[at] as Merged;
        const fuller = post.text.length > known.post.text.length ? post.text : known.post.text;
        known.post = { ...known.post, text: fuller, time: finer(known.post, post), author: known.post.author ?? post.author, votes: known.post.votes ?? post.votes, opens: known.post.opens || post.opens, attachments: [...new Set([...known.post.attachments, ...post.attachments])] };
        if (known.reply.to === null) known.reply = reply;
        if (post.key !== null && !byKey.has(post.key)) byKey.set(post.key, [at]);
      }
    }
  }
  const kind = kinds.get(seriesOf(first.address) ?? '') ?? first.kind;
  const many = kind === 'wiki-talk';
  let opened = false;
  const replies = posts.map(({ reply }, i) => resolve(reply, i, byKey));
  return {
    address: first.address, title: group.find((p) => p.title !== '')?.title ?? '', kind,
    pages: [...new Set(group.map((p) => p.page))],
    posts: posts.map(({ post }, i): ThreadPost => {
      const opens = post.opens && (many || !opened);
      if (opens) opened = true;
      return { ...post, opens, replyTo: opens || loops(replies, i) ? null : replies[i] ?? null };
    }),
  };
}

function alike(a: ReadPost, b: ReadPost): boolean {
  const names = a.author === null || b.author === null || a.author.name.toLowerCase() === b.author.name.toLowerCase();
  if (!names) return false;
  const one = fold(a.text);
  const other = fold(b.text);
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === '' ? a.time?.at === b.time?.at : long.startsWith(short.slice(0, 40)) || long.includes(short);
}

function finer(a: ReadPost, b: ReadPost): ReadPost['time'] {
  if (a.time === null || b.time === null) return a.time ?? b.time;
  return b.time.at.length > a.time.at.length ? b.time : a.time;
}

function resolve(reply: Merged['reply'], self: number, byKey: ReadonlyMap<string, readonly number[]>): number | null {
  const { page, to } = reply;
  if (to === null) return null;
  const found = typeof to === 'number' ? page[to] : byReference(to, byKey);
  return found === undefined || found === self ? null : found;
}

function byReference(to: string, byKey: ReadonlyMap<string, readonly number[]>): number | undefined {
  const exact = byKey.get(to)?.[0] ?? byKey.get(to.split('#').at(-1) ?? '')?.[0] ?? byKey.get(to.split('/').at(-1) ?? '')?.[0];
  if (exact !== undefined) return exact;
  const digits = /(\d{2,})\D*$/u.exec(to)?.[1];
  if (digits === undefined) return undefined;
  for (const [key, list] of byKey) if (key.endsWith(digits) && !/\d/u.test(key.charAt(key.length - digits.length - 1))) return list[0];
  return undefined;
}

function loops(replies: readonly (number | null)[], start: number): boolean {
  let at: number | null = replies[start] ?? null;
  for (let steps = 0; at !== null && steps <= replies.length; steps += 1) {
    if (at === start) return true;
    at = replies[at] ?? null;
  }
  return at !== null;
}
