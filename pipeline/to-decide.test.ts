import { mkdtempSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openStudy } from './study.ts';
import { anyText, readSheet, sheetFile, takeDecisions, writeSheet, type Sheet } from './to-decide.ts';

const sheet: Sheet = { name: 'colours', columns: ['thing', 'hint', 'colour', 'coder', 'why'], key: ['thing'], decide: { colour: ['red', 'blue'] }, reason: 'why' };

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'netno-sheet-'));
  writeFileSync(join(dir, 'study.yaml'), 'title: T\nresearcher: me\n');
  openStudy(dir).close();
  return dir;
}

const put = (dir: string, text: string | Buffer): void => writeFileSync(sheetFile(dir, sheet), text);

describe('sheets in to-decide/', () => {
  it('come back from a spreadsheet as they were written, whatever stands in a cell', () => {
    const dir = folder();
    const cell = fc.string({ unit: 'grapheme' }).map((s) => s.replace(/[\u0000\uFEFF]/g, '').trim());
    fc.assert(
      fc.property(fc.uniqueArray(cell.filter((s) => s !== ''), { minLength: 1, maxLength: 5 }), cell, (things, hint) => {
        writeSheet(dir, sheet, things.map((thing) => ({ thing, hint })), []);
        expect(readSheet(dir, sheet).map((r) => [r.cells['thing'], r.cells['hint']])).toEqual(things.map((t) => [t, hint]));
      }),
      { numRuns: 60 },
    );
  });

  it('never start a cell as a formula', () => {
    const dir = folder();
    writeSheet(dir, sheet, [{ thing: '=HYPERLINK("http://x")', hint: '@cmd' }], []);
    expect(readFileSync(sheetFile(dir, sheet), 'utf8')).not.toMatch(/(^|[,"\n])[=@+]/);
    expect(readSheet(dir, sheet)[0]?.cells['thing']).toBe('=HYPERLINK("http://x")');
  });

  it.each([
    ['semicolons', Buffer.from('thing;hint;colour;coder;why\r\nä;;Red;;because\r\n')],
    ['tabs in UTF-16, as "Unicode text"', iconv.encode('thing\thint\tcolour\tcoder\twhy\r\nä\t\tred\t\tbecause\r\n', 'utf16le', { addBOM: true })],
    ['Windows-1252', iconv.encode('thing,hint,colour,coder,why\r\nä,,red,,because\r\n', 'win1252')],
    ['columns in another order, and one more', Buffer.from('why,colour,mine,thing\r\nbecause,red,x,ä\r\n')],
  ])('are read when saved with %s', (_, bytes) => {
    const dir = folder();
    put(dir, bytes);
    expect(readSheet(dir, sheet)[0]?.cells).toMatchObject({ thing: 'ä', colour: 'red', why: 'because' });
  });

  it('say which row has a value that is none of the allowed ones, and take nothing', () => {
    const dir = folder();
    put(dir, 'thing,hint,colour,coder,why\r\na,,red,,\r\nb,,green,,\r\n');
    expect(() => readSheet(dir, sheet)).toThrow(/colours\.csv, row 3: colour is "green", but must be one of red, blue, or empty\./);
  });

  it('say which column is missing', () => {
    const dir = folder();
    put(dir, 'thing,color\r\na,red\r\n');
    expect(() => readSheet(dir, sheet)).toThrow(/row 1: the column "colour" is missing/);
  });

  it('change nothing when the same file comes twice, and keep the history when it changes', () => {
    const dir = folder();
    put(dir, 'thing,hint,colour,coder,why\r\na,,red,,first\r\n');
    const study = openStudy(dir);
    const runId = Number(study.db.prepare(`INSERT INTO run (stage, arguments, code_version, config_hash, inputs_hash, started_at) VALUES ('t','{}','','','','') RETURNING id`).pluck().get());
    const context = { study, runId, progress: { step: () => undefined, note: () => undefined }, signal: new AbortController().signal, now: () => '2026-01-01T00:00:00Z' };
    const take = (): number => takeDecisions(context, sheet, readSheet(dir, sheet));
    expect([take(), take()]).toEqual([1, 0]);
    writeSheet(dir, sheet, [], readSheet(dir, sheet));
    const longAgo = new Date(86_400_000);
    utimesSync(sheetFile(dir, sheet), longAgo, longAgo);
    writeSheet(dir, sheet, [], readSheet(dir, sheet));
    expect(statSync(sheetFile(dir, sheet)).mtime).toEqual(longAgo);
    put(dir, 'thing,hint,colour,coder,why\r\na,,blue,,second\r\n');
    expect(take()).toBe(1);
    expect(study.db.prepare(`SELECT value, reason, coder_id FROM decision ORDER BY id`).all()).toEqual([
      { value: 'red', reason: 'first', coder_id: 'me' }, { value: 'blue', reason: 'second', coder_id: 'me' },
    ]);
    study.close();
  });

  it("keep a person's rows and cells when the stage writes again", () => {
    const dir = folder();
    put(dir, 'thing,hint,colour,coder,why,mine\r\na,,red,,,keep\r\nb,,,,,\r\n');
    const open = writeSheet(dir, sheet, [{ thing: 'a', hint: 'new hint' }, { thing: 'c', hint: '' }], readSheet(dir, sheet));
    expect(readSheet(dir, sheet).map((r) => [r.cells['thing'], r.cells['hint'], r.cells['colour'], r.cells['mine'] ?? ''])).toEqual([['a', 'new hint', 'red', 'keep'], ['c', '', '', '']]);
    expect(open).toBe(1);
  });

  it('take a check instead of a list of values', () => {
    const dir = folder();
    put(dir, 'thing,hint,colour,coder,why\r\na,,anything,,\r\n');
    expect(readSheet(dir, { ...sheet, decide: { colour: anyText } })[0]?.cells['colour']).toBe('anything');
    expect(() => readSheet(dir, { ...sheet, decide: { colour: () => 'is not a colour.' } })).toThrow(/row 2: colour "anything" is not a colour/);
  });
});
