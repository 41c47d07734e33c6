/**
 * The six criteria by which a netnographer chooses a site (Kozinets 2010, p. 89), each in one or more
 * numbers that a person weighs: the choice stays the person's. Every number leads back to the posts or
 * threads behind it.
 */
import { matcher } from './kwic.ts';
import { DAY, momentOf } from './moment.ts';
import { groupBy, median } from './post.ts';
import type { DiscoursePost } from '../../core/types.ts';
import { wordsOf } from './words.ts';

export const CRITERIA = ['relevant', 'active', 'interactive', 'substantial', 'heterogeneous', 'data-rich'] as const;
export type Criterion = (typeof CRITERIA)[number];

export interface SiteCriterion {
  readonly criterion: Criterion;
  /** Name of the number, unique over all criteria: `posts-per-week`. */
  readonly measure: string;
  /** The number by which the criterion is shown where there is room for one. */
  readonly headline: boolean;
  /** Null: it cannot be told, which is not zero. */
  readonly value: number | null;
  readonly unit: string;
  /** Whether more or less of it speaks for the site; `neither` where that depends on the study. */
  readonly better: 'higher' | 'lower' | 'neither';
  readonly definition: string;
  /** Why it cannot be told; of a number that was told, what it leaves out; null when there is nothing to say. */
  readonly reason: string | null;
  /** Ids behind the number: those that were counted. */
  readonly rows: readonly string[];
  readonly rowsAre: 'posts' | 'threads';
}

export interface SiteInput {
  /** Posts of one platform, as read for one wave. */
  readonly posts: readonly DiscoursePost[];
  /** Words and phrases of the research question, in the languages of the platforms. */
  readonly relevanceTerms: readonly string[];
  /** The moment the wave speaks of, ISO 8601; for the past not the moment of fetching. */
  readonly moment: string;
  /** Files and pictures attached, by post id, posts without any left out; not given when attachments were not read. */
  readonly attachments?: ReadonlyMap<string, number>;
}

/** What a definition fixes; the rest is counted. */
type Definition = Omit<SiteCriterion, 'value' | 'reason' | 'rows'>;
type Count = Pick<SiteCriterion, 'value' | 'rows'> & { readonly reason?: string | null };

/** What several measures need, found when first asked for. */
interface Read extends SiteInput {
  readonly relevant: () => readonly DiscoursePost[] | null;
  /** Of each post, in their order. */
  readonly words: () => readonly number[];
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => (found ??= { value: find() }).value;
}

const WINDOW_DAYS = 90;
const LONG_POST = 50;
const NO_POSTS = 'No post of this platform was read; that is unknown, not zero.';

/** The numbers, in the order of the criteria, headlines first; the same ones whatever the input. */
export function siteCriteria(input: SiteInput): SiteCriterion[] {
  const seen = input.posts.length > 0;
  const read: Read = { ...input, relevant: once(() => relevantPosts(input)), words: once(() => input.posts.map(words)) };
  return MEASURES.map(({ count, ...definition }) => {
    const { value, rows, reason } = seen ? count(read) : { value: null, rows: [], reason: NO_POSTS };
    return { ...definition, value, reason: reason ?? null, rows };
  });
}

const MEASURES: readonly (Definition & { readonly count: (input: Read) => Count })[] = [
  {
    criterion: 'relevant', measure: 'relevant-share', headline: true, unit: 'share of posts, 0–1', better: 'higher', rowsAre: 'posts',
    definition: 'Posts that contain at least one of the study\'s relevance terms, in any inflection, among all posts read.',
    count: (input) => relevant(input, (posts) => posts.length / input.posts.length),
  },
  {
    criterion: 'relevant', measure: 'relevant-posts', headline: false, unit: 'posts', better: 'higher', rowsAre: 'posts',
    definition: 'Number of posts that contain at least one of the study\'s relevance terms, in any inflection.',
    count: (input) => relevant(input, (posts) => posts.length),
  },
  {
    criterion: 'active', measure: 'posts-per-week', headline: true, unit: 'posts per week', better: 'higher', rowsAre: 'posts',
    definition: `Posts of the ${WINDOW_DAYS} days up to the wave's moment, divided by ${WINDOW_DAYS}/7 weeks. A lower bound where not all pages were read.`,
    count: recentPosts,
  },
  {
    criterion: 'active', measure: 'days-since-last-post', headline: false, unit: 'days', better: 'lower', rowsAre: 'posts',
    definition: 'Days from the last post to the wave\'s moment, from the first instant that the post\'s time may mean.',
    count: lastPost,
  },
  {
    criterion: 'interactive', measure: 'replies-per-thread', headline: true, unit: 'posts per thread', better: 'higher', rowsAre: 'posts',
    definition: 'Mean number of posts in a thread by members other than the one who opened it, over the threads whose opener is known.',
    count: (input) => ofThreads(input, (threads, replies) => ({ value: replies.length / threads.length, rows: replies })),
  },
  {
    criterion: 'interactive', measure: 'answered-threads-share', headline: false, unit: 'share of threads, 0–1', better: 'higher', rowsAre: 'threads',
    definition: 'Threads with at least one post by a member other than the opener, among the threads whose opener is known.',
    count: (input) =>
      ofThreads(input, (threads) => {
        const answered = threads.filter(({ replies }) => replies.length > 0).map(({ thread }) => thread);
        return { value: answered.length / threads.length, rows: answered };
      }),
  },
  {
    criterion: 'interactive', measure: 'answered-posts-share', headline: false, unit: 'share of posts, 0–1', better: 'higher', rowsAre: 'posts',
    definition: 'Posts that a post of another member answers by the reply structure shown, among all posts by known authors.',
    count: (input) => byStructure(input, ({ answered }) => answered),
  },
  {
    criterion: 'interactive', measure: 'answering-posts-share', headline: false, unit: 'share of posts, 0–1', better: 'higher', rowsAre: 'posts',
    definition: 'Posts that answer a post of another member by the reply structure shown, among all posts by known authors.',
    count: (input) => byStructure(input, ({ answer }) => answer),
  },
  {
    criterion: 'substantial', measure: 'authors', headline: true, unit: 'authors', better: 'higher', rowsAre: 'posts',
    definition: 'Different members who posted: the critical mass of communicators. Rows are the first post of each.',
    count: (input) => {
      const first = new Map<string, string>();
      for (const { id, author } of input.posts) if (author !== null && !first.has(author)) first.set(author, id);
      return first.size === 0 ? untold('No post read names its author.') : { value: first.size, rows: [...first.values()], reason: anonymous(input) };
    },
  },
  {
    criterion: 'substantial', measure: 'posts', headline: false, unit: 'posts', better: 'higher', rowsAre: 'posts',
    definition: 'Posts read. A lower bound where not all pages were read.',
    count: ({ posts }) => ({ value: posts.length, rows: ids(posts) }),
  },
  {
    criterion: 'substantial', measure: 'threads', headline: false, unit: 'threads', better: 'higher', rowsAre: 'threads',
    definition: 'Threads with at least one post read.',
    count: ({ posts }) => {
      const threads = [...new Set(posts.map(({ thread }) => thread))];
      return { value: threads.length, rows: threads };
    },
  },
  {
    criterion: 'heterogeneous', measure: 'effective-authors', headline: true, unit: 'authors', better: 'higher', rowsAre: 'posts',
    definition: 'Effective number of authors, exp of the Shannon entropy of posts over authors (Hill number of order 1; Jost 2006): as many equally active authors would be as diverse. From 1 to the number of authors.',
    count: (input) => diverse(input, (post) => post.author, 'No post read names its author.', anonymous(input), ({ effective }) => effective),
  },
  {
    criterion: 'heterogeneous', measure: 'author-evenness', headline: false, unit: 'share, 0–1', better: 'neither', rowsAre: 'posts',
    definition: 'Shannon entropy of posts over authors divided by its maximum, the logarithm of the number of authors (Pielou 1966): 1 when all post equally much.',
    count: (input) =>
      diverse(input, (post) => post.author, 'No post read names its author.', anonymous(input), ({ entropy, kinds }) => (kinds < 2 ? 'Evenness takes two authors; one alone posted.' : Math.min(1, entropy / Math.log(kinds)))),
  },
  {
    criterion: 'heterogeneous', measure: 'effective-languages', headline: false, unit: 'languages', better: 'neither', rowsAre: 'posts',
    definition: 'Effective number of languages, exp of the Shannon entropy of posts over languages (Jost 2006). From 1 to the number of languages.',
    count: (input) => {
      const unsure = input.posts.filter(({ language }) => language === null).length;
      return diverse(input, (post) => post.language, 'The language of no post could be told.', unsure === 0 ? null : `${posts(unsure)} in a language that cannot be told ${are(unsure)} left out.`, ({ effective }) => effective);
    },
  },
  {
    criterion: 'data-rich', measure: 'words-per-post', headline: true, unit: 'words', better: 'higher', rowsAre: 'posts',
    definition: 'Median number of words of a post, addresses and numbers not counted. Rows are all posts.',
    count: ({ posts, words }) => ({ value: median(words()), rows: ids(posts) }),
  },
  {
    criterion: 'data-rich', measure: 'long-posts-share', headline: false, unit: 'share of posts, 0–1', better: 'higher', rowsAre: 'posts',
    definition: `Posts of ${LONG_POST} words or more among all posts read.`,
    count: ({ posts, words }) => shareOf(posts, posts.filter((_, i) => (words()[i] ?? 0) >= LONG_POST)),
  },
  {
    criterion: 'data-rich', measure: 'attachments-share', headline: false, unit: 'share of posts, 0–1', better: 'higher', rowsAre: 'posts',
    definition: 'Posts with at least one file or picture attached among all posts read.',
    count: ({ posts, attachments }) => (attachments === undefined ? untold('Attachments were not read.') : shareOf(posts, posts.filter(({ id }) => (attachments.get(id) ?? 0) > 0))),
  },
];

function relevant(input: Read, value: (posts: readonly DiscoursePost[]) => number): Count {
  const found = input.relevant();
  return found === null ? untold('The study names no relevance terms.') : { value: value(found), rows: ids(found) };
}

/** Null when there is nothing to look for. */
function relevantPosts(input: SiteInput): DiscoursePost[] | null {
  const finders = input.relevanceTerms.filter((term) => wordsOf(term).length > 0).map((term) => matcher(term));
  if (finders.length === 0) return null;
  return input.posts.filter(({ text, language }) => {
    const said = wordsOf(text);
    return finders.some((find) => find(text, language, said).length > 0);
  });
}

function recentPosts(input: SiteInput): Count {
  const end = momentOf(input.moment);
  if (end === null) return untold(`The wave's moment, "${input.moment}", is no ISO 8601 time.`);
  const since = end.to - WINDOW_DAYS * DAY;
  const recent: DiscoursePost[] = [];
  let [dated, unsure] = [0, 0];
  for (const post of input.posts) {
    const at = momentOf(post.postedAt);
    if (at === null) continue;
    // Of a time that may lie in the window or not, nothing is said.
    if (at.from < end.to && at.to > since && (at.from < since || at.to > end.to) && at.precision !== 'minute' && at.precision !== 'second' && at.precision !== 'day') unsure += 1;
    else {
      dated += 1;
      if (at.from >= since && at.from < end.to) recent.push(post);
    }
  }
  if (dated === 0) return untold('No post read has a time precise enough.');
  const left = input.posts.length - dated;
  const reason = left === 0 ? null : `${posts(left)} ${are(left)} left out: ${left - unsure} without a time, ${unsure} with one too coarse to tell.`;
  return { value: recent.length / (WINDOW_DAYS / 7), rows: ids(recent), reason };
}

function lastPost(input: SiteInput): Count {
  const end = momentOf(input.moment);
  if (end === null) return untold(`The wave's moment, "${input.moment}", is no ISO 8601 time.`);
  const known = input.posts.flatMap((post) => {
    const at = momentOf(post.postedAt);
    return at === null || at.from >= end.to ? [] : [{ post, at }];
  });
  const [first] = known;
  if (first === undefined) return untold('No post read has a time up to the wave\'s moment.');
  const { post, at } = known.reduce((best, one) => (one.at.from > best.at.from ? one : best), first);
  const coarse = at.precision === 'month' || at.precision === 'year' ? `Only the ${at.precision} of the last post is known: it may be up to ${Math.round((at.to - at.from) / DAY)} days later.` : null;
  // A post of the same day, of which only the day is known, is no day old.
  return { value: Math.max(0, end.from - at.from) / DAY, rows: [post.id], reason: coarse };
}

interface ThreadReplies {
  readonly thread: string;
  /** Post ids. */
  readonly replies: readonly string[];
}

function ofThreads(input: SiteInput, count: (threads: readonly ThreadReplies[], replies: readonly string[]) => Count): Count {
  const all = groupBy(input.posts, (post) => post.thread);
  const threads: ThreadReplies[] = [];
  for (const [thread, posts] of all) {
    const opener = posts.find((post) => post.opens)?.author ?? null;
    if (opener !== null) threads.push({ thread, replies: ids(posts.filter((post) => post.author !== null && post.author !== opener)) });
  }
  if (threads.length === 0) return untold('No thread read shows who opened it.');
  const left = all.size - threads.length;
  return { reason: left === 0 ? anonymous(input) : `${left} of ${all.size} threads do not show who opened them and are left out.`, ...count(threads, threads.flatMap(({ replies }) => replies)) };
}

function byStructure(input: SiteInput, which: (pair: { readonly answer: DiscoursePost; readonly answered: DiscoursePost }) => DiscoursePost): Count {
  const byId = new Map(input.posts.map((post) => [post.id, post]));
  const authored = input.posts.filter(({ author }) => author !== null);
  const linked = input.posts.filter(({ replyTo }) => replyTo !== null);
  if (linked.length === 0) return untold('No page read shows which post answers which.');
  if (authored.length === 0) return untold('No post read names its author.');
  const found = new Set<DiscoursePost>();
  for (const answer of linked) {
    const answered = byId.get(answer.replyTo ?? '');
    if (answered?.author != null && answer.author !== null && answered.author !== answer.author) found.add(which({ answer, answered }));
  }
  return { ...shareOf(authored, authored.filter((post) => found.has(post))), reason: anonymous(input) };
}

function diverse(
  input: SiteInput,
  kindOf: (post: DiscoursePost) => string | null,
  none: string,
  note: string | null,
  value: (of: { readonly effective: number; readonly entropy: number; readonly kinds: number }) => number | string,
): Count {
  const known = input.posts.filter((post) => kindOf(post) !== null);
  if (known.length === 0) return untold(none);
  const counts = [...groupBy(known, kindOf).values()].map((group) => group.length);
  const entropy = shannon(counts);
  const result = value({ effective: Math.min(counts.length, Math.exp(entropy)), entropy, kinds: counts.length });
  return typeof result === 'string' ? untold(result) : { value: result, rows: ids(known), reason: note };
}

/** Shannon entropy of counts in nats; ≥ 0, 0 for one kind. */
export function shannon(counts: readonly number[]): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return Math.max(0, -counts.reduce((sum, n) => (n === 0 ? sum : sum + (n / total) * Math.log(n / total)), 0));
}

function shareOf(all: readonly DiscoursePost[], some: readonly DiscoursePost[]): { value: number; rows: string[] } {
  return { value: some.length / all.length, rows: ids(some) };
}

function words(post: DiscoursePost): number {
  return wordsOf(post.text).filter(({ kind }) => kind === 'word').length;
}

function anonymous({ posts: all }: SiteInput): string | null {
  const n = all.filter(({ author }) => author === null).length;
  return n === 0 ? null : `${posts(n)} without a known author ${are(n)} left out.`;
}

const untold = (reason: string): Count => ({ value: null, rows: [], reason });
const ids = (posts: readonly DiscoursePost[]): string[] => posts.map(({ id }) => id);
const posts = (n: number): string => (n === 1 ? '1 post' : `${n} posts`);
const are = (n: number): string => (n === 1 ? 'is' : 'are');
