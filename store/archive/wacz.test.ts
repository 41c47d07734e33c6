import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { z } from 'zod';
import type { Capture } from '../../core/types.ts';
import { openArchive } from './archive.ts';
import type { Archive, WaczOptions } from './archive.ts';

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'netno-wacz-'));
  archive = openArchive(path.join(dir, 'archive'));
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true });
});
const out = (name = 'a.wacz'): string => path.join(dir, name);

const page = (site: string, n: number, more: Partial<Capture> = {}): Capture => ({
  url: `http://${site}.test/${n}`, method: 'GET', status: 200, statusText: 'OK', requestHeaders: [['Host', `${site}.test`]], responseHeaders: [['Content-Type', 'text/html; charset=utf-8'], ['ETag', `"${n}"`]],
  body: Buffer.from(`<title>${n}</title>${'<p>Müller</p>'.repeat(50)}`), capturedAt: `2014-05-01T12:00:0${n}.000Z`, source: 'live', ...more,
});
const crawl = (visit: string, captures: readonly Capture[], after?: string): void => {
  const known = after === undefined ? null : archive.validators(after);
  const writer = archive.writer(visit);
  for (const capture of captures) {
    const earlier = known?.get(capture.url)?.earlier;
    writer.write(capture, earlier ? { earlier } : {});
  }
  writer.close();
};
const later: Partial<Capture> = { capturedAt: '2015-05-01T12:00:00.000Z' };
const twoWaves = (): void => {
  crawl('w1/a', [3, 1, 2].map((n) => page('a', n)).concat(page('a', 4, { status: 404 }), page('a', 5, { responseHeaders: [['Content-Type', 'text/plain']] })));
  crawl('w1/b', [page('b', 1)]);
  crawl('w2/a', [page('a', 1, later), page('a', 2, { ...later, status: 304, body: new Uint8Array() }), page('a', 3, { ...later, body: Buffer.from('<p>new</p>') })], 'w1/a');
};
const options = (visits: readonly string[], more: Partial<WaczOptions> = {}): WaczOptions => ({ title: 'A study', software: 'netnograph test', visits, ...more });

const packageSchema = z.strictObject({
  profile: z.literal('data-package'), wacz_version: z.literal('1.1.1'), title: z.string().min(1), description: z.string(), created: z.iso.datetime(), software: z.string().min(1),
  resources: z.array(z.strictObject({ name: z.string().regex(/^[a-z0-9.-]+$/), path: z.string(), hash: z.string(), bytes: z.int() })),
});
const digestSchema = z.strictObject({ path: z.literal('datapackage.json'), hash: z.string() });
const pageSchema = z.strictObject({ id: z.string().min(1), url: z.url(), ts: z.iso.datetime(), title: z.string().optional() });
const lineSchema = z.looseObject({ url: z.string(), mime: z.string(), digest: z.string(), offset: z.coerce.number(), length: z.coerce.number(), filename: z.string() });
const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

interface Wacz {
  readonly names: readonly string[];
  readonly pages: readonly z.output<typeof pageSchema>[];
  readonly about: z.output<typeof packageSchema>;
  readonly lines: readonly z.output<typeof lineSchema>[];
}

/** The rules of WACZ 1.1.1 that can be checked from the file alone. It shares no code with the writer. */
async function checked(file: string): Promise<Wacz> {
  const zip = await openPromise(file, { autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    expect(entry.compressionMethod, `${entry.fileName} is stored`).toBe(0);
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    expect(files.has(entry.fileName)).toBe(false);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  zip.close();
  const fileOf = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0);
  const json = (name: string): unknown => JSON.parse(fileOf(name).toString('utf8'));

  expect(json('datapackage-digest.json')).toEqual(digestSchema.parse({ path: 'datapackage.json', hash: sha256(fileOf('datapackage.json')) }));
  const about = packageSchema.parse(json('datapackage.json'));
  expect(about.resources.map((one) => one.path)).toEqual([...files.keys()].filter((name) => !name.startsWith('datapackage')));
  for (const one of about.resources) {
    expect({ hash: sha256(fileOf(one.path)), bytes: fileOf(one.path).length }).toEqual({ hash: one.hash, bytes: one.bytes });
    expect(path.posix.basename(one.path)).toBe(one.name);
    expect(one.path).toMatch(/^(archive\/[^/]+\.warc\.gz|indexes\/index\.cdxj|pages\/pages\.jsonl)$/);
  }

  const text = fileOf('indexes/index.cdxj').toString('utf8').split('\n').slice(0, -1);
  const keys = text.map((line) => line.slice(0, line.indexOf('{')));
  expect(keys).toEqual([...keys].sort());
  const lines = text.map((line) => lineSchema.parse(JSON.parse(line.slice(line.indexOf('{')))));
  for (const line of lines) {
    const record = gunzipSync(fileOf(`archive/${line.filename}`).subarray(line.offset, line.offset + line.length)).toString('latin1');
    expect(record.startsWith('WARC/1.1\r\n')).toBe(true);
    expect(record).toContain(`\r\nWARC-Target-URI: ${line.url}\r\n`);
    expect(record).toContain(`\r\nWARC-Payload-Digest: ${line.digest}\r\n`);
    if (line.mime === 'warc/revisit') expect(lines.some((other) => other.mime !== 'warc/revisit' && other.digest === line.digest && other.url === line.url)).toBe(true);
  }

  const [head = '', ...listed] = fileOf('pages/pages.jsonl').toString('utf8').split('\n').slice(0, -1);
  expect(JSON.parse(head)).toMatchObject({ format: 'json-pages-1.0', id: 'pages' });
  const pages = listed.map((line) => pageSchema.parse(JSON.parse(line)));
  expect(new Set(pages.map((one) => one.id)).size).toBe(pages.length);
  for (const one of pages) expect(lines.some((line) => line.url === one.url)).toBe(true);
  return { names: [...files.keys()], pages, about, lines };
}

describe('an archive as WACZ', () => {
  it('keeps to WACZ 1.1.1, with every WARC under a name of its own and one sorted index', async () => {
    twoWaves();
    const report = await archive.exportWacz(out(), options(archive.folders(), { titleOf: (visit, offset) => (visit === 'w1/b' ? `b at ${offset}` : null) }));
    const { names, pages, about, lines } = await checked(out());
    expect(names).toEqual(['archive/w1-a.warc.gz', 'archive/w1-b.warc.gz', 'archive/w2-a.warc.gz', 'indexes/index.cdxj', 'pages/pages.jsonl', 'datapackage.json', 'datapackage-digest.json']);
    expect(about.created).toBe('2015-05-01T12:00:00Z');
    expect(about.description).toContain('Not to be published without checking');
    expect(lines).toHaveLength(9);
    expect(pages.map(({ url, ts }) => `${ts.slice(0, 4)} ${url}`)).toEqual([
      '2014 http://a.test/1', '2014 http://a.test/2', '2014 http://a.test/3', '2014 http://b.test/1', '2015 http://a.test/1', '2015 http://a.test/2', '2015 http://a.test/3',
    ]);
    expect(pages.flatMap(({ title }) => title ?? [])).toEqual([expect.stringMatching(/^b at \d+$/)]);
    expect(report).toMatchObject({ captures: 9, pages: 7, added: [], unresolved: 0, bytes: readFileSync(out()).length });
  });

  it('of one wave brings the visits along that its unchanged pages refer to', async () => {
    twoWaves();
    const report = await archive.exportWacz(out(), options(['w2/a']));
    const { names, pages } = await checked(out());
    expect(names.filter((name) => name.startsWith('archive/'))).toEqual(['archive/w1-a.warc.gz', 'archive/w2-a.warc.gz']);
    expect(pages.map(({ ts }) => ts.slice(0, 4))).toEqual(['2015', '2015', '2015']);
    expect(report.added).toEqual(['w1/a']);
  });

  it('is the same file for the same archive, in whatever time zone', async () => {
    twoWaves();
    const zone = process.env['TZ'];
    for (const [name, tz] of [['one.wacz', 'Pacific/Auckland'], ['two.wacz', 'America/Los_Angeles']] as const) {
      process.env['TZ'] = tz;
      await archive.exportWacz(out(name), options(archive.folders()));
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(readFileSync(out('one.wacz')).equals(readFileSync(out('two.wacz')))).toBe(true);
  });

  it('takes a visit that was broken off, its index in no order', async () => {
    twoWaves();
    const index = path.join(dir, 'archive/w1/a/index.cdxj');
    const lines = readFileSync(index, 'utf8').split('\n').slice(0, -1);
    writeFileSync(index, `${lines.reverse().join('\n')}\n`);
    appendFileSync(index, 'test,a)/9 2014');
    await archive.exportWacz(out(), options(['w1/a', 'w1/b']));
    expect((await checked(out())).lines).toHaveLength(6);
  });

  it('replaces a file only when told to, and leaves none half-written', async () => {
    twoWaves();
    writeFileSync(out(), 'mine');
    await expect(archive.exportWacz(out(), options(['w1/a']))).rejects.toThrow(/exists already/);
    await expect(archive.exportWacz(out('b.wacz'), options(['w3/a']))).rejects.toThrow(/no visit w3\/a/);
    await expect(archive.exportWacz(out('none/b.wacz'), options(['w1/a']))).rejects.toThrow(/could not be written/);
    await expect(archive.exportWacz(out(), options(['w1/a'], { force: true, titleOf: () => { throw new Error('no title'); } }))).rejects.toThrow(/no title/);
    await expect(archive.exportWacz(out(), options(['w1/a'], { force: true, signal: AbortSignal.abort() }))).rejects.toThrow(/was stopped/);
    expect(readFileSync(out(), 'utf8')).toBe('mine');
    expect(readdirSync(dir).sort()).toEqual(['a.wacz', 'archive']);
    await archive.exportWacz(out(), options(['w1/a'], { force: true }));
    await checked(out());
  });
});
