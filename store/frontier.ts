/**
 * The frontier of one site visit: a small SQLite file in the visit's folder, so that a visit can stop, move and go on
 * anywhere. Its shape is what scrapers/frontier.ts declares; the two rooms do not know each other, pipeline joins them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { NetnoError, reasonOf } from '../core/errors.ts';

export const FRONTIER_FILE = 'frontier.sqlite';

type UrlState = 'queued' | 'done' | 'failed' | 'refused';

interface NewUrl {
  readonly key: string;
  readonly url: string;
  readonly priority: number;
  readonly depth: number;
  readonly referrer: string | null;
  readonly secondary: boolean;
  readonly pattern: string;
}

interface Settlement {
  readonly key: string;
  readonly state: UrlState;
  readonly reason?: string;
  readonly kind?: string;
  readonly alsoDone?: readonly string[];
  readonly found?: readonly NewUrl[];
  readonly pages?: readonly string[];
}

interface Failure {
  readonly url: string;
  readonly state: 'failed' | 'refused';
  readonly kind: string;
  readonly reason: string;
}

/** A page that was seen, as the visit wrote it down. */
export interface SeenPage {
  /** Running number within the visit, from 1. */
  readonly seq: number;
  /** JSON. */
  readonly data: string;
}

export interface FrontierFile {
  add(urls: readonly NewUrl[]): void;
  next(secondary: boolean): NewUrl | null;
  take(key: string): NewUrl | null;
  letGo(): void;
  settle(settlement: Settlement): void;
  commit(notes: Readonly<Record<string, string>>): void;
  has(key: string): boolean;
  stateOf(key: string): UrlState | null;
  counts(secondary: boolean): Readonly<Record<UrlState, number>>;
  patterns(): ReadonlyMap<string, number>;
  failures(): Failure[];
  note(name: string): string | null;
  setNote(name: string, value: string): void;
  /** Pages seen after the one with that number, in order; those not committed yet included. */
  pagesAfter(seq: number, limit?: number): SeenPage[];
  close(): void;
}

/** Version 2. A frontier lives as long as its visit, so there are no migrations: an older one is refused. */
const VERSION = 2;
const SCHEMA = `
  CREATE TABLE url (
    ordinal INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued','done','failed','refused')),
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    referrer TEXT,
    secondary INTEGER NOT NULL DEFAULT 0,
    pattern TEXT NOT NULL,
    kind TEXT,
    reason TEXT
  ) STRICT;
  CREATE INDEX url_queue ON url(secondary, priority DESC, depth, ordinal) WHERE state = 'queued';
  CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE page (seq INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};
`;

interface Row {
  readonly key: string;
  readonly url: string;
  readonly priority: number;
  readonly depth: number;
  readonly referrer: string | null;
  readonly secondary: number;
  readonly pattern: string;
}

const COLUMNS = 'key, url, priority, depth, referrer, secondary, pattern';

/**
 * Opens or begins the frontier of a visit. One program at a time has it open; the system frees it when that program dies.
 * @param folder the visit's folder; `:memory:` for one that is not kept
 */
export function openFrontier(folder: string): FrontierFile {
  const file = folder === ':memory:' ? folder : path.join(folder, FRONTIER_FILE);
  let db: Database.Database;
  try {
    if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
    db = new Database(file, { timeout: 2000 });
    // A holder that has lost its lease and wakes up again cannot write beside the one that took over.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // A killed program loses nothing; only a power cut could lose the last pages, which are then fetched again.
    db.pragma('synchronous = NORMAL');
    const version = db.pragma('user_version', { simple: true });
    if (version === 0) db.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    else if (version !== VERSION) throw new NetnoError(`it is of version ${String(version)}, this program knows version ${VERSION}`);
    // The lock is taken with the first write.
    db.exec('BEGIN IMMEDIATE; COMMIT;');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      throw new NetnoError(`The visit in ${folder} is being worked on by another program. Wait until it has ended, or end it, and run the same command again.`, 2, { cause: error });
    }
    throw new NetnoError(`The frontier ${file} cannot be opened: ${reasonOf(error)}. Delete it to begin the visit anew.`, 2, { cause: error });
  }
  const insert = db.prepare<[string, string, number, number, string | null, number, string]>(
    `INSERT INTO url (key, url, priority, depth, referrer, secondary, pattern) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
  );
  const best = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM url WHERE state = 'queued' AND secondary = ? ORDER BY priority DESC, depth, ordinal`);
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM url WHERE state = 'queued' AND key = ?`);
  const end = db.prepare<[string, string | null, string | null, string]>(`UPDATE url SET state = ?, kind = ?, reason = ? WHERE key = ?`);
  const alsoDone = db.prepare<[string, string]>(
    `INSERT INTO url (key, url, state, priority, depth, referrer, secondary, pattern) SELECT ?, url, 'done', priority, depth, referrer, secondary, '' FROM url WHERE key = ?
     ON CONFLICT (key) DO UPDATE SET state = 'done', kind = NULL, reason = NULL`,
  );
  const known = db.prepare<[string], { state: UrlState }>(`SELECT state FROM url WHERE key = ?`);
  const putNote = db.prepare<[string, string]>(`INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
  const getNote = db.prepare<[string], { value: string }>(`SELECT value FROM note WHERE name = ?`);
  const putPage = db.prepare<[string]>(`INSERT INTO page (data) VALUES (?)`);
  const pages = db.prepare<[number, number], SeenPage>(`SELECT seq, data FROM page WHERE seq > ? ORDER BY seq LIMIT ?`);
  const tally = db.prepare<[number], { state: UrlState; number: number }>(`SELECT state, count(*) AS number FROM url WHERE secondary = ? GROUP BY state`);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const inHand = new Set<string>();

  const writing = (): void => {
    if (!db.inTransaction) begin.run();
  };
  const put = (urls: readonly NewUrl[]): void => {
    for (const one of urls) insert.run(one.key, one.url, Math.round(one.priority), one.depth, one.referrer, one.secondary ? 1 : 0, one.pattern);
  };
  const taken = (row: Row): NewUrl => {
    inHand.add(row.key);
    return { ...row, secondary: row.secondary === 1 };
  };

  return {
    add(urls) {
      writing();
      put(urls);
    },
    next(secondary) {
      for (const row of best.iterate(secondary ? 1 : 0)) if (!inHand.has(row.key)) return taken(row);
      return null;
    },
    take(key) {
      const row = one.get(key);
      return row ? taken(row) : null;
    },
    letGo: () => inHand.clear(),
    settle(settlement) {
      writing();
      inHand.delete(settlement.key);
      end.run(settlement.state, settlement.kind ?? null, settlement.reason ?? null, settlement.key);
      for (const key of settlement.alsoDone ?? []) alsoDone.run(key, settlement.key);
      if (settlement.found) put(settlement.found);
      for (const data of settlement.pages ?? []) putPage.run(data);
    },
    commit(notes) {
      writing();
      for (const [name, value] of Object.entries(notes)) putNote.run(name, value);
      commit.run();
    },
    has: (key) => known.get(key) !== undefined,
    stateOf: (key) => known.get(key)?.state ?? null,
    counts(secondary) {
      const counts = { queued: 0, done: 0, failed: 0, refused: 0 };
      for (const { state, number } of tally.all(secondary ? 1 : 0)) counts[state] = number;
      return counts;
    },
    patterns: () => new Map(db.prepare<[], { pattern: string; number: number }>(`SELECT pattern, count(*) AS number FROM url WHERE pattern <> '' GROUP BY pattern`).all().map((row) => [row.pattern, row.number])),
    failures: () => db.prepare<[], Failure>(`SELECT url, state, coalesce(kind, '') AS kind, coalesce(reason, '') AS reason FROM url WHERE state IN ('failed','refused') ORDER BY ordinal`).all(),
    note: (name) => getNote.get(name)?.value ?? null,
    setNote(name, value) {
      writing();
      putNote.run(name, value);
    },
    pagesAfter: (seq, limit = -1) => pages.all(seq, limit),
    close() {
      if (db.inTransaction) db.exec('ROLLBACK');
      db.close();
    },
  };
}
