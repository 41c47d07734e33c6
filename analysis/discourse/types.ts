/**
 * The textual discourse of a platform as it was read from its pages: threads, their posts, and what
 * is known of each post. Names are the members' own here; the pipeline replaces them by pseudonyms
 * before anything is stored.
 */
import type { Region } from '../../core/types.ts';

/** What the thread is a thread of. `comments`: under content of another kind than a blog post. */
export type DiscourseKind = 'forum' | 'question' | 'idea' | 'blog' | 'wiki-talk' | 'mailing-list' | 'contest' | 'comments';

export type TimePrecision = 'second' | 'minute' | 'day' | 'month' | 'year';

export interface PostTime {
  /** ISO 8601; as long as it is precise: `2012-11`, `2012-11-15`, `2012-11-15T10:20Z`. Without a zone on the page it counts as UTC. */
  readonly at: string;
  /** "3 hours ago" is precise to the day, weeks to the month: what is said of them is rounded. */
  readonly precision: TimePrecision;
  /** As it stands on the page: "3 hours ago". */
  readonly said: string;
}

export interface PostAuthor {
  /** As shown, white space folded. */
  readonly name: string;
  /** Address of the member's own page; null when the name leads nowhere. */
  readonly profile: string | null;
}

/** One post as one page shows it. */
export interface ReadPost {
  /** What names it on every page that shows it: the id of its element, or its permalink's address; null when nothing does. */
  readonly key: string | null;
  readonly region: Region;
  readonly author: PostAuthor | null;
  readonly time: PostTime | null;
  /** What the member wrote, white space folded, without quotations of others, signature and controls. */
  readonly text: string;
  /** Votes, likes or thanks it shows; null when it shows none. */
  readonly votes: number | null;
  /** Addresses of files and pictures attached. */
  readonly attachments: readonly string[];
  /** Index in `posts` of the same page of the post it answers, or the key of one on another page; null when it answers the thread. */
  readonly replyTo: number | string | null;
  /** It opens the thread: the question, idea or article that the others answer. On a wiki's talk page the first of each section. */
  readonly opens: boolean;
}

/** A thread as one page shows it: a page of its pagination. */
export interface ReadThread {
  /** page_visit.id */
  readonly page: string;
  /** Address of the thread without pagination, anchors and sorting: the same on all its pages. */
  readonly address: string;
  readonly title: string;
  readonly kind: DiscourseKind;
  /** From 1; 1 when there is no pagination. */
  readonly part: number;
  readonly posts: readonly ReadPost[];
}

/** A thread over all its pages. */
export interface Thread {
  readonly address: string;
  readonly title: string;
  readonly kind: DiscourseKind;
  /** page_visit.id of each page it was read from, in the order of the pagination. */
  readonly pages: readonly string[];
  /** In the order of the pages and of the page; each post once. */
  readonly posts: readonly ThreadPost[];
}

export interface ThreadPost extends Omit<ReadPost, 'replyTo'> {
  /** Index in the thread's `posts` of the post it answers; null for the opening post and where it cannot be told. */
  readonly replyTo: number | null;
}
