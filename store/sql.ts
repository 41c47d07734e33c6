import type { Statement } from 'better-sqlite3';
import type { Store } from './open.ts';

export type Cell = string | number | bigint | null | Uint8Array;
export type Row = Record<string, Cell>;

const prepared = new WeakMap<Store, Map<string, Statement>>();

/** A statement prepared once per connection. */
export function prepare(db: Store, sql: string): Statement {
  let statements = prepared.get(db);
  if (!statements) {
    statements = new Map<string, Statement>();
    prepared.set(db, statements);
  }
  let statement = statements.get(sql);
  if (!statement) statements.set(sql, (statement = db.prepare(sql)));
  return statement;
}

/** Rows as `T`; the caller's type states what the SQL selects. */
export function all<T>(db: Store, sql: string, ...params: unknown[]): T[] {
  return prepare(db, sql).all(...params) as T[];
}

export function get<T>(db: Store, sql: string, ...params: unknown[]): T | undefined {
  return prepare(db, sql).get(...params) as T | undefined;
}

export function run(db: Store, sql: string, ...params: unknown[]): number {
  return prepare(db, sql).run(...params).changes;
}

/** First column of the first row. */
export function value<T>(db: Store, sql: string, ...params: unknown[]): T {
  return Object.values(prepare(db, sql).get(...params) as Record<string, T>)[0] as T;
}

/**
 * Inserts a row, or updates it where the primary key is taken. Column names come from code, never from input.
 * `keep` names columns that an update leaves alone.
 */
export function upsert(db: Store, table: string, key: readonly string[], row: Record<string, Cell>, keep: readonly string[] = []): void {
  const columns = Object.keys(row);
  const updates = columns.filter((c) => !key.includes(c) && !keep.includes(c)).map((c) => `${c} = excluded.${c}`);
  prepare(
    db,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})
     ON CONFLICT (${key.join(', ')}) DO ${updates.length > 0 ? `UPDATE SET ${updates.join(', ')}` : 'NOTHING'}`,
  ).run(row);
}

export function insert(db: Store, table: string, row: Record<string, Cell>, or = ''): number {
  const columns = Object.keys(row);
  return prepare(db, `INSERT ${or} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`).run(row).changes;
}
