/** Threads, posts and what is counted in them, by platform and wave; authors by pseudonym only. */
import { createHash } from 'node:crypto';
import type { DiscoursePost, Region } from '../core/types.ts';
import { putRegion } from './observation.ts';
import type { Store } from './open.ts';
import { all, insert, run } from './sql.ts';

export interface StoredPost {
  /** What names it within its thread, on whatever page it stands. */
  readonly key: string;
  readonly opens: boolean;
  /** Pseudonym. */
  readonly author: string | null;
  /** Index in the thread's posts. */
  readonly replyTo: number | null;
  readonly postedAt: string | null;
  readonly precision: string | null;
  readonly timeSaid: string | null;
  readonly language: string | null;
  readonly text: string;
  readonly votes: number | null;
  readonly attachments: number;
  readonly region: Region;
  readonly terms: ReadonlyMap<string, number>;
}

export interface StoredThread {
  readonly address: string;
  readonly kind: string;
  readonly title: string;
  /** page_visit ids, in the order of the pagination. */
  readonly pages: readonly string[];
  readonly posts: readonly StoredPost[];
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const threadId = (wave: string, platform: string, address: string): string => `${wave}/${platform}/${hash(address)}`;

/** Replaces the discourse of a platform in a wave. */
export function putDiscourse(db: Store, at: { wave: string; platform: string; publishable: boolean }, threads: readonly StoredThread[], runId: number): void {
  run(db, `DELETE FROM thread WHERE wave_id = ? AND platform_id = ?`, at.wave, at.platform);
  for (const t of threads) {
    const id = threadId(at.wave, at.platform, t.address);
    insert(db, 'thread', { id, platform_id: at.platform, wave_id: at.wave, address: t.address, kind: t.kind, title: t.title, run_id: runId });
    t.pages.forEach((page, n) => insert(db, 'thread_page', { thread_id: id, part: n + 1, page_visit_id: page, run_id: runId }));
    const ids = t.posts.map((p) => `${id}/${hash(p.key)}`);
    t.posts.forEach((p, n) => {
      if (p.author !== null) insert(db, 'author', { id: p.author, platform_id: at.platform, run_id: runId }, 'OR IGNORE');
      insert(db, 'post', {
        id: ids[n] ?? '', thread_id: id, ordinal: n + 1, opens: p.opens ? 1 : 0, author_id: p.author, reply_to: null, posted_at: p.postedAt, time_precision: p.precision,
        time_said: p.timeSaid, language: p.language, text: p.text, votes: p.votes, attachments: p.attachments, evidence_id: putRegion(db, p.region, at.publishable, runId), run_id: runId,
      });
      for (const [term, occurrences] of p.terms) insert(db, 'post_term', { post_id: ids[n] ?? '', term, occurrences, run_id: runId });
    });
    // A post may answer one that stands after it.
    t.posts.forEach((p, n) => {
      if (p.replyTo !== null) run(db, `UPDATE post SET reply_to = ? WHERE id = ?`, ids[p.replyTo] ?? null, ids[n]);
    });
  }
  run(db, `DELETE FROM author WHERE platform_id = ? AND NOT EXISTS (SELECT 1 FROM post AS p WHERE p.author_id = author.id)`, at.platform);
}

export interface PostRow extends DiscoursePost {
  readonly attachments: number;
}

/** All posts of a wave, or those of one platform, in the order of threads and posts. */
export function postsOf(db: Store, wave: string, platform: string | null = null): PostRow[] {
  return all<Omit<PostRow, 'opens'> & { opens: number }>(
    db,
    `SELECT p.id, p.thread_id AS thread, t.platform_id AS platform, p.author_id AS author, p.posted_at AS postedAt, p.text, p.language,
            p.reply_to AS replyTo, p.opens, p.votes, p.attachments
     FROM post AS p JOIN thread AS t ON t.id = p.thread_id WHERE t.wave_id = ? AND (? IS NULL OR t.platform_id = ?) ORDER BY t.platform_id, t.address, p.ordinal`,
    wave, platform, platform,
  ).map((p) => ({ ...p, opens: p.opens === 1 }));
}

/** How often each post of a wave has each term. */
export function postTerms(db: Store, wave: string): Map<string, Map<string, number>> {
  const terms = new Map<string, Map<string, number>>();
  for (const row of all<{ post: string; term: string; n: number }>(
    db,
    `SELECT x.post_id AS post, x.term, x.occurrences AS n FROM post_term AS x JOIN post AS p ON p.id = x.post_id JOIN thread AS t ON t.id = p.thread_id WHERE t.wave_id = ? ORDER BY x.post_id, x.term`,
    wave,
  )) {
    const own = terms.get(row.post);
    if (own) own.set(row.term, row.n);
    else terms.set(row.post, new Map([[row.term, row.n]]));
  }
  return terms;
}

export interface MeasureRow {
  readonly measure: string;
  readonly criterion: string | null;
  readonly headline: boolean;
  readonly value: number | null;
  readonly unit: string;
  readonly better: 'higher' | 'lower' | 'neither' | null;
  readonly definition: string;
  readonly reason: string | null;
  /** Ids of the posts or threads behind the number. */
  readonly rows: readonly string[];
  readonly rowsAre: 'posts' | 'threads';
}

export interface TermRow {
  readonly term: string;
  readonly surface: string;
  readonly occurrences: number;
  readonly posts: number;
  readonly tfIdf: number;
  readonly logLikelihood: number | null;
  readonly logRatio: number | null;
}

export interface Counted {
  readonly measures: readonly MeasureRow[];
  readonly terms: readonly TermRow[];
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly posts: number; readonly npmi: number }[];
  readonly activity: readonly { readonly period: string; readonly posts: number; readonly threads: number; readonly authors: number }[];
}

/** Replaces what was counted of a platform in a wave. */
export function putCounted(db: Store, at: { wave: string; platform: string }, counted: Counted, runId: number): void {
  const key = { platform_id: at.platform, wave_id: at.wave };
  for (const table of ['site_measure', 'platform_term', 'term_pair', 'activity']) run(db, `DELETE FROM ${table} WHERE wave_id = ? AND platform_id = ?`, at.wave, at.platform);
  for (const { rows, rowsAre, headline, ...m } of counted.measures) {
    insert(db, 'site_measure', { ...key, ...m, headline: headline ? 1 : 0, run_id: runId });
    for (const row of rows) insert(db, 'site_measure_row', { ...key, measure: m.measure, row_kind: rowsAre === 'posts' ? 'post' : 'thread', row_id: row, run_id: runId }, 'OR IGNORE');
  }
  for (const t of counted.terms) {
    insert(db, 'platform_term', { ...key, term: t.term, surface: t.surface, occurrences: t.occurrences, posts: t.posts, tf_idf: t.tfIdf, log_likelihood: t.logLikelihood, log_ratio: t.logRatio, run_id: runId });
  }
  for (const p of counted.pairs) insert(db, 'term_pair', { ...key, ...p, run_id: runId });
  for (const a of counted.activity) insert(db, 'activity', { ...key, ...a, run_id: runId });
}
