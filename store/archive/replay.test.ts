/** What a server sent comes back to the byte, read by us and by an independent reader (webrecorder's warcio). */
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CDXIndexer, WARCParser } from 'warcio';
import type { Capture, Header } from '../../core/types.ts';
import { digestOf, NOT_MODIFIED, readRecords, SAME_PAYLOAD } from '../../core/warc.ts';
import { openArchive } from './archive.ts';
import type { Archive } from './archive.ts';

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-replay-'));
  archive = openArchive(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true });
});

const html = Buffer.from(`<!doctype html><title>M\xfcller</title>${'<p>some words</p>'.repeat(2000)}`, 'latin1');
const anyBytes = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 2654435761) >>> 13 & 0xff));
/** Answers as they go over the wire: head, body as it should be archived, and how it is cut into chunks. */
const answers: readonly { name: string; head: string; body: Buffer; chunk?: number }[] = [
  { name: 'gzip', head: 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nCONTENT-ENCODING: gzip\r\nx-odd:  caf\xe9 \r\nLink: </a>; rel=next\r\nLink: </b>; rel=prev\r\nEmpty:\r\n', body: gzipSync(html) },
  { name: 'br', head: 'HTTP/1.1 200 Perfectly Fine\r\nContent-Encoding: br\r\nSet-Cookie: id=secret\r\nContent-Type: text/html\r\n', body: brotliCompressSync(html) },
  { name: 'chunked', head: 'HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nSet-Cookie2: x=secret\r\n', body: html, chunk: 777 },
  { name: 'chunked-gzip', head: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n', body: gzipSync(html), chunk: 10 },
  { name: 'bytes', head: 'HTTP/1.1 200 \r\nContent-Type: application/octet-stream\r\n', body: Buffer.concat([Buffer.from('\r\n\r\nWARC/1.1\r\n\r\n'), anyBytes, Buffer.from([0x1f, 0x8b, 8, 0])]) },
  { name: 'empty', head: 'HTTP/1.1 301 Moved Permanently\r\nLocation: /elsewhere\r\n', body: Buffer.alloc(0) },
];

async function served<T>(use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer((socket) => {
    socket.once('data', (asked) => {
      const answer = answers.find(({ name }) => asked.toString('latin1').startsWith(`GET /${name} `));
      if (!answer) return void socket.end('HTTP/1.1 500 No\r\n\r\n');
      const { head, body, chunk } = answer;
      socket.write(Buffer.from(`${head}Connection: close\r\n\r\n`, 'latin1'));
      for (let at = 0; chunk !== undefined && at < body.length; at += chunk) {
        const part = body.subarray(at, at + chunk);
        socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]));
      }
      socket.end(chunk === undefined ? body : '0\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

function fetched(port: number, name: string): Promise<Capture> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: `/${name}`, headers: { Host: 'a.test', Authorization: 'secret' } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject).on('end', () => resolve({
        url: `http://a.test/${name}`, method: 'GET', status: answer.statusCode ?? 0, statusText: answer.statusMessage ?? '', requestHeaders: [['Host', 'a.test'], ['Authorization', 'secret']],
        responseHeaders: answer.rawHeaders.flatMap((field, n, all): Header[] => (n % 2 === 0 ? [[field, all[n + 1] ?? '']] : [])),
        body: Buffer.concat(parts), capturedAt: '2014-05-01T12:00:00.000Z', source: 'live',
      }));
    }).on('error', reject).end();
  });
}

describe('a page can be replayed to the byte', () => {
  it('status line, headers and body, whatever the coding', async () => {
    const captures = await served((port) => Promise.all(answers.map(({ name }) => fetched(port, name))));
    const writer = archive.writer('w1/a');
    const positions = captures.map((capture) => writer.write(capture));
    writer.close();
    const records = [...readRecords(readFileSync(path.join(dir, 'w1/a/visit.warc.gz')))].flatMap((item) => ('record' in item && item.record.type === 'response' ? [item.record] : []));
    expect(records).toHaveLength(answers.length);
    answers.forEach(({ name, head, body }, n) => {
      // As sent, but without credentials, white space around values, and chunks.
      const expected = `${head}Connection: close\r\n\r\n`.replace(/Set-Cookie2?: .*\r\n/, '').replace('Transfer-Encoding', 'X-Archive-Orig-Transfer-Encoding').replace(/: *(.*?) *\r\n/g, ': $1\r\n').replace('Empty:\r\n', 'Empty: \r\n');
      expect(Buffer.from(records[n]?.block ?? []).toString('latin1'), name).toBe(expected + body.toString('latin1'));
      const position = positions[n];
      if (!position) throw new Error('every answer has been archived');
      expect(Buffer.from(archive.read(position).body), name).toEqual(body);
    });
  });
});

interface Seen {
  readonly type: string;
  readonly url: string;
  readonly profile: string | null;
  readonly block: Buffer;
  readonly said: { readonly block: string; readonly payload: string | null };
}

async function readByWarcio(file: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const record of new WARCParser(createReadStream(file), { parseHttp: false })) {
    const block = Buffer.from(await record.readFully(false));
    seen.push({
      type: record.warcType, url: record.warcTargetURI ?? '', profile: record.warcHeader('WARC-Profile') ?? null, block,
      said: { block: record.warcBlockDigest ?? '', payload: record.warcPayloadDigest ?? null },
    });
  }
  return seen;
}

describe('an independent reader', () => {
  it('reads every kind of record, with the same digests, bodies and addresses', async () => {
    const captures = await served((port) => Promise.all(answers.map(({ name }) => fetched(port, name))));
    const [gzipped] = captures;
    if (!gzipped) throw new Error('there are answers');
    const writer = archive.writer('w1/a');
    for (const capture of captures) writer.write(capture, { note: 'redacted: for a test' });
    const earlier = { url: gzipped.url, capturedAt: gzipped.capturedAt, digest: digestOf(gzipped.body) };
    writer.write({ ...gzipped, url: 'http://a.test/drawn', source: 'render' });
    writer.write({ ...gzipped, capturedAt: '2015-05-01T12:00:00.000Z' }, { earlier });
    writer.write({ ...gzipped, capturedAt: '2016-05-01T12:00:00.000Z', status: 304, statusText: 'Not Modified', responseHeaders: [['ETag', '"x"']], body: new Uint8Array() }, { earlier });
    writer.close();
    const file = path.join(dir, 'w1/a/visit.warc.gz');

    const ours = [...readRecords(readFileSync(file))].flatMap((item) => ('record' in item ? [item] : []));
    const seen = await readByWarcio(file);
    expect(seen.map(({ type, url }) => [type, url])).toEqual(ours.map(({ record }) => [record.type, record.targetUri ?? '']));
    expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(['warcinfo', 'response', 'request', 'metadata', 'resource', 'revisit']));
    expect(seen.flatMap(({ profile }) => profile ?? [])).toEqual([SAME_PAYLOAD, NOT_MODIFIED]);
    seen.forEach(({ type, url, block, said }, n) => {
      expect(block.equals(ours[n]?.record.block ?? Buffer.alloc(0)), url).toBe(true);
      expect(digestOf(block), url).toBe(said.block);
      if (type === 'response') expect(digestOf(block.subarray(block.indexOf('\r\n\r\n') + 4)), url).toBe(said.payload);
      if (type === 'resource') expect(said.payload).toBe(said.block);
      if (type === 'revisit') expect(said.payload).toBe(earlier.digest);
    });

    const lines: { url: string; offset: number; length: number; status: string }[] = [];
    for await (const cdx of new CDXIndexer({}).iterIndex([{ filename: 'visit.warc.gz', reader: createReadStream(file) }])) {
      lines.push({ url: String(cdx['url']), offset: Number(cdx['offset']), length: Number(cdx['length']), status: String(cdx['status']) });
    }
    const place = (line: { url: string; offset: number; length: number }): string => `${line.url} ${line.offset} ${line.length}`;
    expect(lines.map(place).sort()).toEqual(archive.index('w1/a').map(place).sort());
  });
});
