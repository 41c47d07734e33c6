/**
 * Talk pages from MediaWiki's database. Each of their revisions adds one post: its author and time are
 * the revision's, its text is the lines that are new. What it answers is stored as its indentation alone.
 */
import Database from 'better-sqlite3';
import type { TruePost, TrueThread } from './software.ts';

interface Revision {
  readonly id: number;
  readonly page: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
}

/** Namespace 1 is that of the talk pages of articles. */
const revisions = `
  SELECT revision.rev_id AS id, page.page_title AS page, actor.actor_name AS author, revision.rev_timestamp AS at, CAST(text.old_text AS TEXT) AS text
  FROM revision
  JOIN page ON page.page_id = revision.rev_page
  JOIN actor ON actor.actor_id = revision.rev_actor
  JOIN slots ON slots.slot_revision_id = revision.rev_id
  JOIN content ON content.content_id = slots.slot_content_id
  JOIN text ON 'tt:' || text.old_id = content.content_address
  WHERE page.page_namespace = 1
  ORDER BY revision.rev_id`;

export function readTalk(file: string, address: string): TrueThread[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare(revisions).all() as Revision[];
  db.close();
  const threads = new Map<string, { address: string; title: string; posts: TruePost[] }>();
  const before = new Map<string, readonly string[]>();
  /** By its line: which post that is. */
  const postOf = new Map<string, string>();
  for (const row of rows) {
    const old = new Set(before.get(row.page));
    const lines = row.text.split('\n');
    before.set(row.page, lines);
    const added = lines.filter((line) => line !== '' && !old.has(line) && !isHeading(line));
    const place = lines.indexOf(added[0] ?? '');
    const title = lines.slice(0, place).filter(isHeading).at(-1)?.replaceAll('==', '').trim() ?? '';
    const anchor = title.replaceAll(' ', '_');
    const thread = threads.get(`${row.page}#${title}`) ?? { address: `${address}/index.php/Talk:${row.page}#${anchor}`, title, posts: [] };
    threads.set(`${row.page}#${title}`, thread);
    for (const line of added) postOf.set(line, String(row.id));
    const depth = depthOf(added[0] ?? '');
    const parent = depth === 0 ? undefined : lines.slice(0, place).findLast((line) => line !== '' && !isHeading(line) && depthOf(line) < depth);
    thread.posts.push({
      id: String(row.id),
      author: row.author,
      at: `${row.at.slice(0, 4)}-${row.at.slice(4, 6)}-${row.at.slice(6, 8)}T${row.at.slice(8, 10)}:${row.at.slice(10, 12)}:${row.at.slice(12, 14)}Z`,
      text: added.map(withoutSignature).join('\n\n'),
      replyTo: parent === undefined ? null : (postOf.get(parent) ?? null),
    });
  }
  return [...threads.values()];
}

function isHeading(line: string): boolean {
  return /^==[^=].*==$/.test(line);
}

function depthOf(line: string): number {
  return /^:*/.exec(line)?.[0].length ?? 0;
}

function withoutSignature(line: string): string {
  return line.replace(/^:+/, '').replace(/ \[\[User:[^\]]*\]\] \(\[\[User talk:[^\]]*\]\]\) [^)]*\(UTC\)$/, '');
}
