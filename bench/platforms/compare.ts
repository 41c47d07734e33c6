/** What was read from a platform against what its software stores. */
import type { TruePost, TrueThread } from './software.ts';

export interface FoundThread {
  readonly id: string;
  readonly title: string;
}

export interface FoundPost {
  readonly id: string;
  readonly thread: string;
  /** A pseudonym. */
  readonly author: string | null;
  readonly replyTo: string | null;
  readonly text: string;
}

export interface Figures {
  readonly found: number;
  readonly true: number;
}

export interface Comparison {
  /** Extra: stored, but not in the software: invented, doubled, or a piece of a thread that was torn apart. */
  readonly threads: Figures & { readonly extra: number };
  readonly posts: Figures & { readonly extra: number };
  /** Posts whose pseudonym stands for their author, and for nobody else. */
  readonly authors: Figures;
  /** Of the posts for which the software stores what they answer; wrong: an answer to another post than that is stored. */
  readonly replies: Figures & { readonly wrong: number };
  /** Posts that were not found and ones that are extra, by their first words. */
  readonly misses: readonly string[];
}

interface Pair {
  readonly post: TruePost;
  readonly opening: TruePost | undefined;
  readonly found: FoundPost;
}

export function compare(software: readonly TrueThread[], threads: readonly FoundThread[], stored: readonly FoundPost[]): Comparison {
  const { truth, posts } = withoutNames(software, stored);
  const matches = matchThreads(truth, posts);
  const pairs = truth.flatMap((thread, i) => {
    const id = matches.get(i);
    if (id === undefined) return [];
    return matchPosts(thread.posts, posts.filter((p) => p.thread === id)).map(([post, found]): Pair => ({ post, opening: thread.posts[0], found }));
  });
  const all = truth.flatMap((t) => t.posts);
  const paired = new Set(pairs.map((p) => p.found));
  const seen = new Set(pairs.map((p) => p.post));
  const missed = all.filter((p) => !seen.has(p)).map((p) => `missed: ${p.author}: ${p.text.slice(0, 60)}`);
  const extra = posts.filter((p) => !paired.has(p));
  return {
    threads: { found: matches.size, true: truth.length, extra: threads.length - matches.size },
    posts: { found: pairs.length, true: all.length, extra: extra.length },
    authors: { found: rightAuthors(pairs), true: all.length },
    replies: compareReplies(all, pairs),
    misses: [...missed, ...extra.map((p) => `extra: ${p.text.slice(0, 60)}`)],
  };
}

/** Names in texts are stored as pseudonyms, which is as it should be: both sides are compared without them. */
function withoutNames(software: readonly TrueThread[], stored: readonly FoundPost[]): { truth: TrueThread[]; posts: FoundPost[] } {
  const names = [...new Set(software.flatMap((t) => t.posts.map((p) => p.author)))].flatMap((name) => [name, ...(name.match(/\p{L}{3,}/gu) ?? [])]).sort((a, b) => b.length - a.length);
  const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map((n) => n.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')).join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'giu');
  const bare = (text: string): string => text.replace(named, '');
  return {
    truth: software.map((t) => ({ ...t, posts: t.posts.map((p) => ({ ...p, text: bare(p.text) })) })),
    posts: stored.map((p) => ({ ...p, text: bare(p.text.replace(/m-[0-9a-f]{12}|\[member\]|\[e-mail\]/gu, '')) })),
  };
}

/** A stored thread stands for the true thread most of whose posts it holds; each for one. @returns by index of the true thread the id of the stored one */
function matchThreads(truth: readonly TrueThread[], posts: readonly FoundPost[]): Map<number, string> {
  const byThread = new Map<string, FoundPost[]>();
  for (const post of posts) byThread.set(post.thread, [...(byThread.get(post.thread) ?? []), post]);
  const shared = truth.flatMap((thread, index) => [...byThread].map(([id, found]) => ({ index, id, posts: matchPosts(thread.posts, found).length, of: thread.posts.length })));
  const taken = new Set<string>();
  const matches = new Map<number, string>();
  for (const { index, id, posts: count, of } of shared.sort((a, b) => b.posts - a.posts)) {
    if (count * 2 < of || matches.has(index) || taken.has(id)) continue;
    matches.set(index, id);
    taken.add(id);
  }
  return matches;
}

/** Each true post with the first stored one, not taken yet, that has its text. */
function matchPosts(truth: readonly TruePost[], found: readonly FoundPost[]): (readonly [TruePost, FoundPost])[] {
  const left = new Set(found);
  const pairs: (readonly [TruePost, FoundPost])[] = [];
  for (const same of [equalTexts, similarTexts]) {
    for (const post of truth) {
      if (pairs.some(([matched]) => matched === post)) continue;
      const match = [...left].find((candidate) => same(letters(post.text), letters(candidate.text)));
      if (match === undefined) continue;
      left.delete(match);
      pairs.push([post, match]);
    }
  }
  return pairs;
}

function equalTexts(a: string, b: string): boolean {
  return a === b;
}

/** One holds the other, which is at least 95 % of it. */
function similarTexts(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.includes(short) && short.length >= 0.95 * long.length;
}

function letters(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function rightAuthors(pairs: readonly Pair[]): number {
  const pseudonymOf = most(pairs.map(({ post, found }) => [post.author, found.author]));
  const authorOf = most(pairs.map(({ post, found }) => [found.author, post.author]));
  return pairs.filter(({ post, found }) => found.author !== null && pseudonymOf.get(post.author) === found.author && authorOf.get(found.author) === post.author).length;
}

/** By first: the second that stands beside it most often. */
function most<A, B>(rows: readonly (readonly [A, B])[]): Map<A, B> {
  const counts = new Map<A, Map<B, number>>();
  for (const [a, b] of rows) {
    const of = counts.get(a) ?? new Map<B, number>();
    counts.set(a, of.set(b, (of.get(b) ?? 0) + 1));
  }
  const winners = new Map<A, B>();
  for (const [a, of] of counts) {
    const first = [...of].sort((x, y) => y[1] - x[1])[0];
    if (first !== undefined) winners.set(a, first[0]);
  }
  return winners;
}

/** A post that answers none in the software may be stored as an answer to the opening post, which it is. */
function compareReplies(all: readonly TruePost[], pairs: readonly Pair[]): Comparison['replies'] {
  const found = new Map(pairs.map((p) => [p.post.id, p.found.id]));
  const right = pairs.filter(({ post, found: stored }) => post.replyTo !== null && stored.replyTo !== null && stored.replyTo === found.get(post.replyTo));
  const wrong = pairs.filter(({ post, opening, found: stored }) => {
    if (stored.replyTo === null) return false;
    const allowed = post.replyTo ?? opening?.id;
    return allowed === undefined || stored.replyTo !== found.get(allowed);
  });
  return { found: right.length, true: all.filter((p) => p.replyTo !== null).length, wrong: wrong.length };
}
