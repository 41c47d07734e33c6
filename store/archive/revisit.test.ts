import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeCapture } from '../../core/charset.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { digestOf } from '../../core/warc.ts';
import { openArchive, positionKey } from './archive.ts';
import type { Archive, Earlier } from './archive.ts';

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-revisit-'));
  archive = openArchive(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true });
});

const page: Capture = {
  url: 'http://a.test/',
  method: 'GET',
  status: 200,
  statusText: 'OK',
  requestHeaders: [['Host', 'a.test']],
  responseHeaders: [['Content-Type', 'text/html; charset=iso-8859-1'], ['Content-Encoding', 'gzip'], ['Content-Length', '99'], ['ETag', '"one"'], ['Last-Modified', 'Thu, 01 May 2014 10:00:00 GMT'], ['Server', 'old']],
  body: gzipSync(Buffer.from('<title>M\xfcller</title>', 'latin1')),
  capturedAt: '2014-05-01T12:00:00.123Z',
  source: 'live',
};
const notModified: Capture = {
  ...page,
  status: 304,
  statusText: 'Not Modified',
  requestHeaders: [['Host', 'a.test'], ['If-None-Match', '"one"']],
  responseHeaders: [['ETag', '"one"'], ['Server', 'new'], ['Content-Length', '0'], ['Set-Cookie', 'session=secret']],
  body: new Uint8Array(),
  capturedAt: '2015-05-01T12:00:00.456Z',
};
const write = (folder: string, captures: readonly Capture[], earlier?: Earlier): ArchivePosition[] => {
  const writer = archive.writer(folder);
  const positions = captures.map((capture) => writer.write(capture, earlier ? { earlier } : {}));
  writer.close();
  return positions;
};
const known = (folder: string): Earlier => {
  const found = archive.validators(folder).get(page.url)?.earlier;
  if (!found) throw new Error('the page has been archived');
  return found;
};
const only = <T>(items: readonly T[]): T => {
  const [first] = items;
  if (first === undefined || items.length !== 1) throw new Error('there should be one');
  return first;
};

describe('a page that has not changed', () => {
  it('says by URL what a later wave can ask with', () => {
    write('w1/a', [{ ...page, responseHeaders: [], capturedAt: '2014-04-01T12:00:00Z' }, page, { ...page, url: 'http://a.test/gone', status: 404 }, { ...page, url: 'http://a.test/drawn', source: 'render' }]);
    expect([...archive.validators('w1/a')]).toEqual([
      ['http://a.test/', { etag: '"one"', lastModified: 'Thu, 01 May 2014 10:00:00 GMT', earlier: { url: 'http://a.test/', capturedAt: '2014-05-01T12:00:00.123Z', digest: digestOf(page.body) } }],
    ]);
    expect(archive.validators('w0/a').size).toBe(0);
  });

  it('that a site answers with 304 reads as the page it stands for', () => {
    write('w1/a', [page]);
    const position = only(write('w2/a', [notModified], known('w1/a')));
    expect(position.digest).toBe(digestOf(page.body));
    const got = archive.read(position);
    expect(got).toMatchObject({ status: 200, statusText: 'OK', capturedAt: notModified.capturedAt, requestHeaders: notModified.requestHeaders });
    expect(decodeCapture(got).text).toBe('<title>Müller</title>');
    // RFC 9111 3.2: brought up to date, but for what belongs to the body.
    expect(got.responseHeaders).toEqual([
      ['Content-Type', 'text/html; charset=iso-8859-1'], ['Content-Encoding', 'gzip'], ['Content-Length', '99'], ['Last-Modified', 'Thu, 01 May 2014 10:00:00 GMT'], ['ETag', '"one"'], ['Server', 'new'],
    ]);
    expect(archive.index('w2/a')).toMatchObject([{ mime: 'warc/revisit', status: 304, digest: digestOf(page.body) }]);
    expect(archive.verify()).toMatchObject({ problems: [], captures: 2 });
    expect([...archive.payloads()].map((p) => [p.type, p.status, p.digest])).toEqual([['response', 200, digestOf(page.body)], ['revisit', 304, digestOf(page.body)]]);
  });

  it('refers in every later wave to the record that has the body', () => {
    write('w1/a', [page]);
    write('w2/a', [notModified], known('w1/a'));
    expect(known('w2/a')).toEqual(known('w1/a'));
    write('w3/a', [{ ...page, capturedAt: '2016-05-01T12:00:00Z' }], known('w2/a'));
    expect(known('w3/a')).toEqual(known('w1/a'));
    const again = only(write('w4/a', [{ ...notModified, capturedAt: '2017-05-01T12:00:00Z' }], known('w3/a')));
    expect(decodeCapture(archive.read(again)).text).toBe('<title>Müller</title>');
    expect(archive.verify().problems).toEqual([]);
    // The index is the same when it is made anew.
    const index = readFileSync(path.join(dir, 'w4/a/index.cdxj'), 'utf8');
    writeFileSync(path.join(dir, 'w4/a/index.cdxj'), '');
    archive.writer('w4/a').close();
    expect(readFileSync(path.join(dir, 'w4/a/index.cdxj'), 'utf8')).toBe(index);
  });

  it('is archived whole when it has changed, or when nothing is known of it', () => {
    write('w1/a', [page]);
    const changed = { ...page, body: gzipSync('<p>new</p>'), capturedAt: '2015-05-01T12:00:00Z' };
    write('w2/a', [changed], known('w1/a'));
    write('w3/a', [notModified]);
    expect(archive.index('w2/a')).toMatchObject([{ mime: 'text/html', status: 200 }]);
    expect(archive.index('w3/a')).toMatchObject([{ mime: 'unk', status: 304, date: null }]);
  });

  it('keeps its body when the page it refers to is taken out', () => {
    const first = only(write('w1/a', [page]));
    const second = only(write('w2/a', [notModified], known('w1/a')));
    const moved = archive.rewrite(new Map([[positionKey(first), () => null]]));
    const now = moved.get(positionKey(second));
    if (!now) throw new Error('it has moved');
    expect(archive.read(now)).toMatchObject({ status: 200, capturedAt: notModified.capturedAt });
    expect(decodeCapture(archive.read(now)).text).toBe('<title>Müller</title>');
    expect(archive.verify()).toMatchObject({ problems: [], captures: 1, redacted: 0 });
  });

  it('is a problem for verify when it refers to nothing', () => {
    write('w2/a', [notModified], { url: page.url, capturedAt: page.capturedAt, digest: digestOf(page.body) });
    expect(archive.verify().problems.map((problem) => problem.message)).toEqual([`the revisit refers to ${digestOf(page.body)}, which no record holds`]);
  });
});
