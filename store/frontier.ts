/**
 * The frontier of one site visit: a small SQLite file in the visit's folder, so that a visit can stop, move and go on
 * anywhere. Its shape is what scrapers/frontier.ts declares; the two rooms do not know each other, pipeline joins them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { NetnoError, reasonOf } from '../core/errors.ts';

export const FRONTIER_FILE = 'frontier.sqlite';

type UrlState = 'queued' | 'fetching' | 'done' | 'failed' | 'refused';

interface NewUrl {
  readonly key: string;
  readonly url: string;
  readonly priority: number;
  readonly depth: number;
  readonly referrer: string | null;
  readonly secondary: boolean;
  readonly pattern: string;
}

interface FrontierUrl extends NewUrl {
  readonly attempts: number;
  readonly notBefore: number;
}

interface Settlement {
  readonly key: string;
  readonly state: Exclude<UrlState, 'fetching'>;
  readonly reason?: string;
  readonly kind?: string;
  readonly notBefore?: number;
  readonly alsoDone?: readonly string[];
  readonly found?: readonly NewUrl[];
  readonly notes?: Readonly<Record<string, string>>;
}

interface Failure {
  readonly url: string;
  readonly state: 'failed' | 'refused';
  readonly kind: string;
  readonly reason: string;
}

export interface FrontierFile {
  add(urls: readonly NewUrl[]): void;
  next(secondary: boolean): FrontierUrl | null;
  settle(settlement: Settlement): void;
  has(key: string): boolean;
  stateOf(key: string): UrlState | null;
  counts(secondary: boolean): Readonly<Record<UrlState, number>>;
  patterns(): ReadonlyMap<string, number>;
  failures(): Failure[];
  note(name: string): string | null;
  setNote(name: string, value: string): void;
  close(): void;
}

/** Version 1. A frontier lives as long as its visit, so there are no migrations: an older one is refused. */
const SCHEMA = `
  CREATE TABLE url (
    ordinal INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','fetching','done','failed','refused')),
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    referrer TEXT,
    secondary INTEGER NOT NULL DEFAULT 0,
    pattern TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    kind TEXT,
    reason TEXT
  ) STRICT;
  CREATE INDEX url_queue ON url(secondary, priority DESC, depth, ordinal) WHERE state = 'queued';
  CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = 1;
`;

interface Row {
  readonly key: string;
  readonly url: string;
  readonly priority: number;
  readonly depth: number;
  readonly referrer: string | null;
  readonly secondary: number;
  readonly pattern: string;
  readonly attempts: number;
  readonly not_before: number;
}

/**
 * Opens or begins the frontier of a visit.
 * @param folder the visit's folder; `:memory:` for one that is not kept
 */
export function openFrontier(folder: string): FrontierFile {
  const file = folder === ':memory:' ? folder : path.join(folder, FRONTIER_FILE);
  let db: Database.Database;
  try {
    if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
    db = new Database(file);
    db.pragma('journal_mode = WAL');
    // A killed program loses nothing; only a power cut could lose the last pages, which are then fetched again.
    db.pragma('synchronous = NORMAL');
    const version = db.pragma('user_version', { simple: true });
    if (version === 0) db.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    else if (version !== 1) throw new NetnoError(`it is of version ${String(version)}, this program knows version 1`);
  } catch (error) {
    throw new NetnoError(`The frontier ${file} cannot be opened: ${reasonOf(error)}. Delete it to begin the visit anew.`, 2, { cause: error });
  }
  const insert = db.prepare<[string, string, number, number, string | null, number, string]>(
    `INSERT INTO url (key, url, priority, depth, referrer, secondary, pattern) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  const best = db.prepare<[number], Row>(
    `SELECT key, url, priority, depth, referrer, secondary, pattern, attempts, not_before FROM url
     WHERE state = 'queued' AND secondary = ? ORDER BY priority DESC, depth, ordinal LIMIT 1`,
  );
  const begin = db.prepare<[string]>(`UPDATE url SET state = 'fetching', attempts = attempts + 1 WHERE key = ?`);
  const end = db.prepare<[string, string | null, string | null, number, string]>(`UPDATE url SET state = ?, kind = ?, reason = ?, not_before = ? WHERE key = ?`);
  const alsoDone = db.prepare<[string, string]>(
    `INSERT INTO url (key, url, state, priority, depth, referrer, secondary, pattern) SELECT ?, url, 'done', priority, depth, referrer, secondary, '' FROM url WHERE key = ?
     ON CONFLICT (key) DO UPDATE SET state = 'done', kind = NULL, reason = NULL`,
  );
  const known = db.prepare<[string], { state: UrlState }>(`SELECT state FROM url WHERE key = ?`);
  const putNote = db.prepare<[string, string]>(`INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
  const getNote = db.prepare<[string], { value: string }>(`SELECT value FROM note WHERE name = ?`);
  const tally = db.prepare<[number], { state: UrlState; number: number }>(`SELECT state, count(*) AS number FROM url WHERE secondary = ? GROUP BY state`);

  const put = (urls: readonly NewUrl[]): void => {
    for (const one of urls) insert.run(one.key, one.url, Math.round(one.priority), one.depth, one.referrer, one.secondary ? 1 : 0, one.pattern);
  };
  /** Within the transaction of the URL being worked on, if there is one; else in one of its own. */
  const together = (work: () => void): void => {
    if (db.inTransaction) return work();
    db.exec('BEGIN IMMEDIATE');
    work();
    db.exec('COMMIT');
  };

  return {
    add: (urls) => together(() => put(urls)),
    next(secondary) {
      const row = best.get(secondary ? 1 : 0);
      if (!row) return null;
      // One transaction from taking a URL to settling it: a program that is killed has taken nothing.
      if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
      begin.run(row.key);
      return {
        key: row.key,
        url: row.url,
        priority: row.priority,
        depth: row.depth,
        referrer: row.referrer,
        secondary: row.secondary === 1,
        pattern: row.pattern,
        attempts: row.attempts + 1,
        notBefore: row.not_before,
      };
    },
    settle(settlement) {
      if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
      end.run(settlement.state, settlement.kind ?? null, settlement.reason ?? null, settlement.notBefore ?? 0, settlement.key);
      for (const key of settlement.alsoDone ?? []) alsoDone.run(key, settlement.key);
      if (settlement.found) put(settlement.found);
      if (settlement.notes) for (const [name, value] of Object.entries(settlement.notes)) putNote.run(name, value);
      db.exec('COMMIT');
    },
    has: (key) => known.get(key) !== undefined,
    stateOf: (key) => known.get(key)?.state ?? null,
    counts(secondary) {
      const counts = { queued: 0, fetching: 0, done: 0, failed: 0, refused: 0 };
      for (const { state, number } of tally.all(secondary ? 1 : 0)) counts[state] = number;
      return counts;
    },
    patterns: () => new Map(db.prepare<[], { pattern: string; number: number }>(`SELECT pattern, count(*) AS number FROM url WHERE pattern <> '' GROUP BY pattern`).all().map((row) => [row.pattern, row.number])),
    failures: () => db.prepare<[], Failure>(`SELECT url, state, coalesce(kind, '') AS kind, coalesce(reason, '') AS reason FROM url WHERE state IN ('failed','refused') ORDER BY ordinal`).all(),
    note: (name) => getNote.get(name)?.value ?? null,
    setNote: (name, value) => together(() => void putNote.run(name, value)),
    close() {
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
}
