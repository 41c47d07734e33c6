import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeCapture } from '../../core/charset.ts';
import type { Capture } from '../../core/types.ts';
import { digestOf } from '../../core/warc.ts';
import { openArchive, positionKey } from './archive.ts';
import type { Archive, Earlier } from './archive.ts';

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-archive-'));
  archive = openArchive(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true });
});

const capture = (n: number, more: Partial<Capture> = {}): Capture => ({
  url: `http://a.test/page/${n}`,
  method: 'GET',
  status: 200,
  statusText: 'OK',
  requestHeaders: [['Host', 'a.test'], ['User-Agent', 'netnograph'], ['Cookie', 'session=secret']],
  responseHeaders: [['Content-Type', 'text/html; charset=utf-8'], ['Content-Encoding', 'gzip'], ['Set-Cookie', 'session=secret'], ['Transfer-Encoding', 'chunked']],
  body: gzipSync(`<title>Page ${n}</title><p>Müller, ${n}</p>`),
  capturedAt: `2014-05-01T12:00:${String(n).padStart(2, '0')}.000Z`,
  source: 'live',
  ...more,
});
const earlier = (n: number): Earlier => ({ url: capture(n).url, capturedAt: capture(n).capturedAt, digest: digestOf(capture(n).body) });
const warc = (): string => path.join(dir, 'w1/a/visit.warc.gz');

describe('the archive', () => {
  it('gives a capture back as it was received, without credentials', () => {
    const writer = archive.writer('w1/a');
    const positions = [1, 2, 3].map((n) => writer.write(capture(n)));
    writer.close();
    const got = archive.read(positions[1] ?? { file: '', offset: 0, length: 0, digest: '' });
    expect(got).toMatchObject({ url: 'http://a.test/page/2', status: 200, statusText: 'OK', method: 'GET', capturedAt: '2014-05-01T12:00:02.000Z', source: 'live' });
    expect(Buffer.from(got.body)).toEqual(capture(2).body);
    expect(decodeCapture(got).text).toContain('Müller, 2');
    expect(gunzipSync(readFileSync(warc())).toString('latin1')).not.toContain('secret');
    expect(got.responseHeaders).toEqual([['Content-Type', 'text/html; charset=utf-8'], ['Content-Encoding', 'gzip'], ['X-Archive-Orig-Transfer-Encoding', 'chunked']]);
    expect(archive.verify()).toEqual({ files: 1, records: 7, captures: 3, redacted: 0, problems: [] });
  });

  it('is the same file for the same captures', () => {
    for (const folder of ['w1/a', 'w1/b']) {
      const writer = archive.writer(folder);
      for (const n of [1, 2]) writer.write(capture(n));
      writer.close();
    }
    expect(readFileSync(path.join(dir, 'w1/b/visit.warc.gz'))).toEqual(readFileSync(warc()));
  });

  it('is the same file whether a capture is compressed in this thread or aside', async () => {
    const long = capture(2, { body: Buffer.from('<p>long</p>'.repeat(3000)), responseHeaders: [['Content-Type', 'text/html']] });
    const captures = [capture(1), long, capture(3, { source: 'render' })];
    const together = archive.writer('w1/a');
    const positions = captures.map((one) => together.write(one, { earlier: earlier(3) }));
    together.close();
    const aside = archive.writer('w1/b');
    const encoded = await Promise.all(captures.map((one) => aside.encode(one, { earlier: earlier(3) })));
    expect(encoded.map((one) => aside.append(one))).toEqual(positions.map((position) => ({ ...position, file: 'w1/b/visit.warc.gz' })));
    aside.close();
    for (const file of ['visit.warc.gz', 'index.cdxj']) expect(readFileSync(path.join(dir, 'w1/b', file))).toEqual(readFileSync(path.join(dir, 'w1/a', file)));
  });

  it('has the bytes of a capture on disk at once, and its index line at the next mark', () => {
    const writer = archive.writer('w1/a');
    const { offset, length } = writer.write(capture(1));
    expect(statSync(warc()).size).toBeGreaterThanOrEqual(offset + length);
    expect(archive.index('w1/a')).toEqual([]);
    expect(writer.mark()).toBe(statSync(warc()).size);
    expect(archive.index('w1/a')).toHaveLength(1);
    writer.close();
  });

  it('leaves everything as it was when a rewrite fails', () => {
    const writer = archive.writer('w1/a');
    const [first, second] = [1, 2].map((n) => writer.write(capture(n)));
    writer.close();
    const before = readFileSync(warc());
    if (!first || !second) throw new Error('two were written');
    const edits = new Map<string, (old: Capture) => Capture | null>([[positionKey(first), () => null], [positionKey(second), () => { throw new Error('no'); }]]);
    expect(() => archive.rewrite(edits)).toThrow('no');
    expect(readFileSync(warc())).toEqual(before);
    expect(readdirSync(path.join(dir, 'w1/a')).sort()).toEqual(['index.cdxj', 'visit.warc.gz']);
  });

  it('indexes each capture in CDXJ, sorted', () => {
    const writer = archive.writer('w1/a');
    const late = writer.write(capture(9));
    writer.write(capture(1));
    writer.close();
    const text = readFileSync(path.join(dir, 'w1/a/index.cdxj'), 'utf8');
    expect(text.split('\n')[0]).toMatch(/^test,a\)\/page\/1 20140501120001 \{"url":"http:\/\/a\.test\/page\/1","mime":"text\/html","status":"200","digest":"sha256:[0-9a-f]{64}","length":"\d+","offset":"\d+","filename":"visit\.warc\.gz","date":"2014-05-01T12:00:01\.000Z"\}$/);
    expect(archive.index('w1/a').at(-1)).toMatchObject({ offset: late.offset, length: late.length, digest: late.digest });
  });

  it('keeps a rendered page as a resource, and an unchanged one as a revisit', () => {
    const writer = archive.writer('w1/a');
    writer.write(capture(1));
    const rendered = writer.write(capture(2, { source: 'render', body: Buffer.from('<p>drawn</p>'), status: 404, responseHeaders: [['Content-Type', 'text/html; charset=utf-8']] }));
    const again = writer.write(capture(1, { capturedAt: '2015-05-01T12:00:00Z' }), { earlier: earlier(1) });
    writer.close();
    expect(archive.read(rendered)).toMatchObject({ source: 'render', status: 404 });
    expect(Buffer.from(archive.read(again).body)).toEqual(capture(1).body);
    expect(archive.index('w1/a').map((entry) => entry.mime).sort()).toEqual(['text/html', 'text/html', 'warc/revisit']);
    expect(archive.verify().problems).toEqual([]);
  });

  it('cuts off what a killed program left half-written, at whatever byte', () => {
    const writer = archive.writer('w1/a');
    const first = writer.write(capture(1));
    const mark = writer.mark();
    const second = writer.write(capture(2));
    writer.close();
    const size = statSync(warc()).size;
    const index = readFileSync(path.join(dir, 'w1/a/index.cdxj'));
    const whole = readFileSync(warc());
    for (let cut = mark + 1; cut < size; cut += 13) {
      writeFileSync(warc(), whole);
      writeFileSync(path.join(dir, 'w1/a/index.cdxj'), index);
      truncateSync(warc(), cut);
      archive.writer('w1/a').close();
      const { problems, captures } = archive.verify();
      expect(problems, `cut at ${cut}`).toEqual([]);
      expect(captures).toBe(cut < second.offset + second.length ? 1 : 2);
      expect(archive.read(first).url).toBe('http://a.test/page/1');
    }
  });

  it('finds captures again that the index had not got yet, and drops what lies beyond a mark', () => {
    const writer = archive.writer('w1/a');
    writer.write(capture(1));
    const mark = writer.mark();
    const second = writer.write(capture(2));
    appendFileSync(path.join(dir, 'w1/a/index.cdxj'), 'test,a)/page/3 2014');
    writeFileSync(path.join(dir, 'w1/a/index.cdxj'), '');
    archive.writer('w1/a').close();
    expect(archive.index('w1/a')).toHaveLength(2);
    const resumed = archive.writer('w1/a', { resumeAt: mark });
    expect(resumed.write(capture(2))).toEqual(second);
    resumed.close();
    expect(archive.index('w1/a')).toHaveLength(2);
    expect(archive.verify().problems).toEqual([]);
  });

  it('verify finds one changed byte, a missing index line, and a revisit of nothing', () => {
    const writer = archive.writer('w1/a');
    const first = writer.write(capture(1));
    writer.write(capture(2));
    writer.write(capture(5), { earlier: earlier(5) });
    writer.close();
    const before = [...archive.payloads()];
    const bytes = readFileSync(warc());
    bytes[first.offset + first.length - 20] = (bytes[first.offset + first.length - 20] ?? 0) ^ 1;
    writeFileSync(warc(), bytes);
    writeFileSync(path.join(dir, 'w1/a/index.cdxj'), readFileSync(path.join(dir, 'w1/a/index.cdxj'), 'utf8').split('\n').filter((line) => !line.includes('/page/2')).join('\n'));
    const messages = archive.verify().problems.map((problem) => `${problem.offset} ${problem.message}`).join('\n');
    expect(messages).toMatch(new RegExp(`^${first.offset} .*cannot be read`));
    expect(messages).toContain('the index does not name the response of http://a.test/page/2');
    expect(messages).toContain('the revisit refers to');
    expect(() => archive.read(first)).toThrow(/archive verify/);
    expect([...archive.payloads()].map((payload) => payload.digest)).not.toEqual(before.map((payload) => payload.digest));
  });

  it('rewrites captures, moves the others, and keeps the body of a revisit', () => {
    const writer = archive.writer('w1/a');
    const [first, second, third] = [1, 2, 3].map((n) => writer.write(capture(n)));
    writer.close();
    const later = archive.writer('w2/a');
    const revisit = later.write(capture(2, { capturedAt: '2015-05-01T12:00:00Z' }), { earlier: earlier(2) });
    later.close();
    if (!first || !second || !third) throw new Error('three were written');
    const moved = archive.rewrite(new Map<string, (old: Capture) => Capture | null>([
      [positionKey(first), () => null],
      [positionKey(second), (old: Capture) => ({ ...old, body: gzipSync('<p>gone</p>') })],
    ]), { note: 'redacted: asked for' });
    expect(moved.get(positionKey(first))).toBeNull();
    const [newSecond, newThird, newRevisit] = [second, third, revisit].map((position) => moved.get(positionKey(position)) ?? null);
    if (!newSecond || !newThird || !newRevisit) throw new Error('these have moved');
    expect(decodeCapture(archive.read(newSecond)).text).toBe('<p>gone</p>');
    expect(decodeCapture(archive.read(newThird)).text).toContain('Müller, 3');
    expect(newThird.digest).toBe(third.digest);
    expect(decodeCapture(archive.read(newRevisit)).text).toContain('Müller, 2');
    expect(archive.verify()).toMatchObject({ problems: [], redacted: 1, captures: 3 });
    expect(() => archive.rewrite(new Map([['w1/a/visit.warc.gz:7', () => null]]))).toThrow(/nothing was changed/);
  });
});
