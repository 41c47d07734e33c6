import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRows } from './csv-rows.ts';

it('gives the rows of csv-parse on any well-formed table', () => {
  const cell = fc.stringMatching(/^[a-z",;\n 1é]{0,12}$/).filter((text) => text.trim() === text);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })), fc.constantFrom(',', ';', '\t'), (table, delimiter) => {
      const text = stringify(table, { delimiter, quoted: true });
      const expected: string[][] = parse(text, { delimiter });
      expect([...readRows(text, delimiter, table[0]?.length ?? null)].map(({ cells }) => cells)).toEqual(expected);
    }),
  );
});

it('stays fast on a file of nothing but open quotes', () => {
  const rows = [...readRows('"x\n'.repeat(300_000), ',', 3)];
  expect(rows.length).toBeGreaterThan(0);
});
