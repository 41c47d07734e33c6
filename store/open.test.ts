import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backupName, migrations, openStore, openStoreReadOnly, schemaVersion } from './open.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'netno-store-')), 'study.sqlite');

describe('the store', () => {
  it('has only STRICT tables, foreign keys on and write-ahead logging', () => {
    const db = openStore(fresh());
    const loose = db.prepare(`SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`).pluck().all();
    expect(loose).toEqual([]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('every row of every table names the run that wrote it', () => {
    const db = openStore(fresh());
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'run' AND name NOT LIKE 'sqlite_%'`).pluck().all() as string[];
    const without = tables.filter((t) => db.prepare(`SELECT count(*) FROM pragma_table_info(?) WHERE name = 'run_id' AND "notnull" = 1`).pluck().get(t) === 0);
    expect(without).toEqual([]);
    db.close();
  });

  it('refuses a store of a newer version and leaves it alone', () => {
    const file = fresh();
    openStore(file).close();
    const db = new Database(file);
    db.pragma(`user_version = ${schemaVersion() + 1}`);
    db.close();
    expect(() => openStore(file)).toThrow(/newer netnograph/);
    expect(() => openStoreReadOnly(file)).toThrow(/newer netnograph/);
  });

  it('migrates a store of an older version after a backup, rows kept', () => {
    const file = fresh();
    const first = openStore(file);
    first.prepare(`INSERT INTO run (stage, arguments, code_version, config_hash, inputs_hash, started_at) VALUES ('x', '{}', '0', '', '', '')`).run();
    first.close();
    const next = { number: schemaVersion() + 1, sql: `ALTER TABLE run ADD COLUMN host TEXT;` };
    const db = openStore(file, [...migrations(), next]);
    expect(db.prepare(`SELECT stage, host FROM run`).all()).toEqual([{ stage: 'x', host: null }]);
    expect(db.prepare(`SELECT count(*) AS n FROM funnel`).get()).toEqual({ n: 8 });
    db.close();
    const backup = new Database(backupName(file, schemaVersion()), { readonly: true });
    expect(backup.pragma('user_version', { simple: true })).toBe(schemaVersion());
    expect(backup.prepare(`SELECT count(*) FROM run`).pluck().get()).toBe(1);
    backup.close();
  });

  it('does not touch a file that is no store, nor the SQLite file of another program', () => {
    const text = fresh();
    writeFileSync(text, 'this is not a database, only some text that stands in its place');
    expect(() => openStore(text)).toThrow(/not a netnograph store/);
    const other = fresh();
    const db = new Database(other);
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    expect(() => openStore(other)).toThrow(/another program/);
  });

  it('does not make a store where there is none to read', () => {
    const file = fresh();
    expect(() => openStoreReadOnly(file)).toThrow(/no store at/);
    expect(existsSync(file)).toBe(false);
  });
});
