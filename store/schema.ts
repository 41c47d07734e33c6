import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { NetnoError, reasonOf } from '../core/errors.ts';
import type { Store } from './open.ts';
import { all } from './sql.ts';

const descriptionsSchema = z.strictObject({
  columns: z.record(z.string(), z.string()),
  tables: z.record(z.string(), z.strictObject({ about: z.string(), columns: z.record(z.string(), z.string()) })),
});

export interface TableDescription {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly about: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly about: string }[];
}

/** Every table and view of a store with the descriptions of store/descriptions.yaml; missing ones are empty. */
export function describeSchema(db: Store): TableDescription[] {
  const descriptions = descriptionsSchema.parse(parse(readFileSync(new URL('descriptions.yaml', import.meta.url), 'utf8')));
  const tables = all<{ name: string; kind: 'table' | 'view' }>(
    db,
    `SELECT name, type AS kind FROM sqlite_master WHERE type IN ('table','view') AND name NOT LIKE 'sqlite_%' ORDER BY type, rowid`,
  );
  return tables.map(({ name, kind }) => {
    const own = descriptions.tables[name];
    return {
      name, kind, about: own?.about ?? '',
      columns: all<{ name: string; type: string }>(db, `SELECT name, type FROM pragma_table_info(?)`, name).map((c) => ({
        ...c, about: own?.columns[c.name] ?? descriptions.columns[c.name] ?? '',
      })),
    };
  });
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | bigint | null | Buffer)[])[];
}

/** One SELECT on a store opened for reading. */
export function query(db: Store, sql: string): QueryResult {
  try {
    const statement = db.prepare(sql);
    if (!statement.reader) throw new NetnoError('netno query reads only: write a SELECT (the store itself is opened read-only).');
    return { columns: statement.columns().map((c) => c.name), rows: statement.raw().all() as QueryResult['rows'] };
  } catch (error) {
    if (error instanceof NetnoError) throw error;
    throw new NetnoError(`The query does not work: ${reasonOf(error)}. "netno query --schema" lists tables and columns.`, 2, { cause: error });
  }
}
