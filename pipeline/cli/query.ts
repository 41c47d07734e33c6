import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { describeSchema, query } from '../../store/schema.ts';
import { openForReading } from '../study.ts';
import { command } from './command.ts';
import { csvTable, jsonRows, textTable } from './output.ts';

export const queryCommand = command({
  name: 'query',
  title: 'Ask the store with SQL, reading only',
  about: 'Runs one SELECT and prints a table, CSV or JSON. The store is opened read-only. With --schema it lists tables, views and columns with their meaning.',
  options: z.object({
    sql: z.string().optional().meta({ description: 'one SELECT', positional: true }),
    format: z.enum(['table', 'csv', 'json']).default('table').meta({ description: 'how to print the rows' }),
    schema: z.boolean().optional().meta({ description: 'list tables, views and columns' }),
  }),
  run: (io, options) => {
    const db = openForReading(io.dir);
    try {
      if (options.schema) {
        const tables = describeSchema(db);
        io.print(io.json ? JSON.stringify(tables) : tables.map((t) => `${t.name} (${t.kind}): ${t.about}\n${t.columns.map((c) => `    ${c.name}  ${c.about}`).join('\n')}`).join('\n'));
        return Promise.resolve(0);
      }
      if (options.sql === undefined) throw new NetnoError('netno query needs a SELECT, for example: netno query "SELECT * FROM funnel".');
      const { columns, rows } = query(db, options.sql);
      io.print(io.json || options.format === 'json' ? jsonRows(columns, rows) : options.format === 'csv' ? csvTable(columns, rows) : textTable(columns, rows));
      return Promise.resolve(0);
    } finally {
      db.close();
    }
  },
});
