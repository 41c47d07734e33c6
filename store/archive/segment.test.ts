import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Capture } from '../../core/types.ts';
import { appendSegment, openArchive } from './archive.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'netno-segment-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (place: string): string => path.join(root, place);
const visit = (place: string): Record<string, string> => Object.fromEntries(['visit.warc.gz', 'index.cdxj'].map((name) => [name, readFileSync(path.join(at(place), 'w1/a', name)).toString('base64')]));
const capture = (n: number): Capture => ({
  url: `http://a.test/${10 - n}`, method: 'GET', status: 200, statusText: 'OK', requestHeaders: [['Host', 'a.test']], responseHeaders: [['Content-Type', 'text/html']],
  body: Buffer.from(`<p>page ${n}</p>`), capturedAt: `2014-05-01T12:00:0${n}.000Z`, source: 'live',
});

/** Some captures of the visit on another machine; @returns its part of the WARC, and where the next one begins. */
function elsewhere(place: string, base: number, numbers: readonly number[]): { file: string; mark: number; offsets: number[] } {
  const writer = openArchive(at(place)).writer('w1/a', { base });
  const offsets = numbers.map((n) => writer.write(capture(n)).offset);
  const mark = writer.mark();
  writer.close();
  return { file: path.join(at(place), 'w1/a/visit.warc.gz'), mark, offsets };
}

describe('a visit made in parts on several machines', () => {
  it('is in the end the visit that one machine would have made', () => {
    elsewhere('whole', 0, [1, 2, 3, 4]);
    const one = elsewhere('one', 0, [1, 2]);
    const two = elsewhere('two', one.mark, [3, 4]);
    expect(appendSegment(at('joined'), 'w1/a', 0, one.file)).toBe(one.mark);
    expect(appendSegment(at('joined'), 'w1/a', one.mark, readFileSync(two.file))).toBe(two.mark);
    expect(visit('joined')).toEqual(visit('whole'));
    const archive = openArchive(at('joined'));
    expect(archive.index('w1/a').map((entry) => entry.offset).sort((a, b) => a - b)).toEqual([...one.offsets, ...two.offsets]);
    expect(archive.verify().problems).toEqual([]);
  });

  it('goes on after a mark on the machine that has only a part', () => {
    const one = elsewhere('one', 0, [1]);
    const two = elsewhere('two', one.mark, [2, 3]);
    const writer = openArchive(at('two')).writer('w1/a', { base: one.mark, resumeAt: two.offsets[1] ?? 0 });
    expect(writer.mark()).toBe(two.offsets[1]);
    expect(writer.write(capture(3)).offset).toBe(two.offsets[1]);
    writer.close();
    appendSegment(at('joined'), 'w1/a', 0, one.file);
    appendSegment(at('joined'), 'w1/a', one.mark, two.file);
    elsewhere('whole', 0, [1, 2, 3]);
    expect(visit('joined')).toEqual(visit('whole'));
  });

  it('takes the same part twice, also late', () => {
    const one = elsewhere('one', 0, [1, 2]);
    const two = elsewhere('two', one.mark, [3]);
    appendSegment(at('joined'), 'w1/a', 0, one.file);
    appendSegment(at('joined'), 'w1/a', one.mark, two.file);
    const before = visit('joined');
    appendSegment(at('joined'), 'w1/a', one.mark, two.file);
    appendSegment(at('joined'), 'w1/a', 0, one.file);
    expect(visit('joined')).toEqual(before);
  });

  it('makes up for a program killed at any byte while a part was joined', () => {
    const one = elsewhere('one', 0, [1]);
    const two = elsewhere('two', one.mark, [2, 3]);
    elsewhere('whole', 0, [1, 2, 3]);
    const [first, second] = [readFileSync(one.file), readFileSync(two.file)];
    for (let cut = 0; cut <= second.length; cut += 41) {
      rmSync(at('joined'), { recursive: true, force: true });
      appendSegment(at('joined'), 'w1/a', 0, first);
      writeFileSync(path.join(at('joined'), 'w1/a/visit.warc.gz'), Buffer.concat([first, second.subarray(0, cut)]));
      appendSegment(at('joined'), 'w1/a', one.mark, second);
      expect(visit('joined'), `cut at ${cut}`).toEqual(visit('whole'));
    }
  });

  it('puts a second try in the place of one that was given up', () => {
    const one = elsewhere('one', 0, [1]);
    appendSegment(at('joined'), 'w1/a', 0, one.file);
    appendSegment(at('joined'), 'w1/a', one.mark, elsewhere('given-up', one.mark, [2, 3, 4]).file);
    appendSegment(at('joined'), 'w1/a', one.mark, elsewhere('second', one.mark, [5]).file);
    elsewhere('whole', 0, [1, 5]);
    expect(visit('joined')).toEqual(visit('whole'));
  });

  it('refuses a part whose beginning is missing, that begins amid a record, or is damaged', () => {
    const one = elsewhere('one', 0, [1, 2]);
    const two = elsewhere('two', one.mark, [3]);
    expect(() => appendSegment(at('joined'), 'w1/a', one.mark, two.file)).toThrow(/begins at byte \d+, but the archive has only 0: an earlier part is missing/);
    expect(existsSync(at('joined'))).toBe(false);
    appendSegment(at('joined'), 'w1/a', 0, one.file);
    const before = visit('joined');
    expect(() => appendSegment(at('joined'), 'w1/a', one.mark - 5, two.file)).toThrow(/where no record of the archive ends/);
    expect(() => appendSegment(at('joined'), 'w1/a', one.mark, readFileSync(two.file).subarray(0, -9))).toThrow(/arrived damaged/);
    expect(visit('joined')).toEqual(before);
  });
});
