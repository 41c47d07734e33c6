import { copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { NetnoError, reasonOf } from '../core/errors.ts';

export type Store = Database.Database;

const here = new URL('.', import.meta.url);

export interface Migration {
  readonly number: number;
  readonly sql: string;
}

function sqlFiles(folder: string): { name: string; sql: string }[] {
  const dir = new URL(`${folder}/`, here);
  return readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(new URL(name, dir), 'utf8') }));
}

export function migrations(): readonly Migration[] {
  return sqlFiles('migrations').map(({ name, sql }) => ({ number: Number.parseInt(name, 10), sql }));
}

/** The schema version that this code writes. */
export function schemaVersion(): number {
  return Math.max(...migrations().map((m) => m.number));
}

/**
 * Opens a study's store for reading and writing, bringing it to the present schema.
 * A store of an older version is copied to `NAME.before-vN` first; of a newer version refused.
 */
export function openStore(file: string, known: readonly Migration[] = migrations()): Store {
  const db = connect(file, {});
  try {
    migrate(db, file, known);
    refreshViews(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** Opens a store for reading only: no write can get through, whatever the SQL says. */
export function openStoreReadOnly(file: string): Store {
  const db = connect(file, { readonly: true, fileMustExist: true });
  refuseNewer(versionOf(db, file), file, migrations());
  return db;
}

function connect(file: string, options: Database.Options): Store {
  if (options.fileMustExist === true && !existsSync(file)) {
    throw new NetnoError(`There is no store at ${file}. Run "netno init" to make a study, or name its folder with --study DIR.`);
  }
  let db: Store;
  try {
    db = new Database(file, { timeout: 10_000, ...options });
  } catch (error) {
    throw new NetnoError(`${file} cannot be opened (${reasonOf(error)}). Does the folder exist, and may you write in it?`);
  }
  db.pragma('foreign_keys = ON');
  return db;
}

function versionOf(db: Store, file: string): number {
  try {
    return db.pragma('user_version', { simple: true }) as number;
  } catch (error) {
    db.close();
    throw new NetnoError(`${file} is not a netnograph store (${reasonOf(error)}). Put the study.sqlite of your study there, or restore it from a copy.`);
  }
}

function refuseNewer(version: number, file: string, known: readonly Migration[]): void {
  const own = Math.max(...known.map((m) => m.number));
  if (version > own) {
    throw new NetnoError(
      `${file} was written by a newer netnograph (store version ${version}; this program knows ${own}). Update netnograph; nothing was changed.`,
    );
  }
}

function migrate(db: Store, file: string, known: readonly Migration[]): void {
  const version = versionOf(db, file);
  refuseNewer(version, file, known);
  const pending = known.filter((m) => m.number > version);
  if (pending.length === 0) {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    return;
  }
  const tables = db.prepare(`SELECT count(*) FROM sqlite_master WHERE type = 'table'`).pluck().get() as number;
  if (version === 0 && tables > 0) {
    throw new NetnoError(`${file} is an SQLite file of another program (it has tables, but no netnograph version). Choose another folder for the study.`);
  }
  if (version > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, backupName(file, version));
  }
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  for (const { number, sql } of pending) {
    db.transaction(() => {
      dropViews(db);
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    })();
  }
}

/** Where the copy of an older store goes before it is migrated. */
export function backupName(file: string, version: number): string {
  return `${dirname(file)}/${basename(file)}.before-v${version + 1}`;
}

function dropViews(db: Store): void {
  const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'view'`).pluck().all() as string[];
  for (const name of names) db.exec(`DROP VIEW "${name}"`);
}

/** Views belong to the code, not to the data: they are made anew when their text differs. */
function refreshViews(db: Store): void {
  const wanted = sqlFiles('views').map((f) => f.sql).join('\n');
  const stored = (db.prepare(`SELECT sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid`).pluck().all() as string[]).join('\n');
  const fold = (sql: string): string => sql.replace(/--[^\n]*/g, '').replace(/[\s;]+/g, ' ').trim();
  if (fold(wanted) === fold(stored)) return;
  db.transaction(() => {
    dropViews(db);
    db.exec(wanted);
  })();
}
