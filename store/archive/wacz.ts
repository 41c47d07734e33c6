/**
 * Visits of the archive as one WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/), which replay tools open. Written
 * as a stream; the same archive gives the same bytes, whatever the clock and the time zone.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import { digestOf } from '../../core/warc.ts';
import { openSource, visitFolders, WARC_FILE } from './files.ts';
import { isoOf } from './index.ts';
import type { IndexEntry } from './index.ts';
import { mergedIndex } from './merged-index.ts';
import type { Reader } from './read.ts';

export interface WaczOptions {
  readonly title: string;
  /** Program and version that writes it. */
  readonly software: string;
  /** Which visits, as `wave/platform`. */
  readonly visits: readonly string[];
  /** Title of the page at an offset of a visit's WARC, where one is known. */
  readonly titleOf?: (visit: string, offset: number) => string | null;
  /** Whether a file of that name may be replaced. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
}

export interface WaczReport {
  readonly bytes: number;
  readonly captures: number;
  readonly pages: number;
  /** Visits that were not asked for, but hold what pages of the others refer to. */
  readonly added: readonly string[];
  /** Revisits whose body the archive does not hold. */
  readonly unresolved: number;
}

/**
 * A revisit cannot be shown without the record it refers to; so the visits that hold those come along whole, without
 * being listed among the pages.
 * @throws NetnoError if a visit is not there, the file exists, or cannot be written; nothing half-written is then left under its name.
 */
export async function exportWacz(dir: string, reader: Reader, file: string, options: WaczOptions): Promise<WaczReport> {
  const known = new Set(visitFolders(dir));
  const missing = options.visits.find((visit) => !known.has(visit));
  if (missing !== undefined) throw new NetnoError(`The archive holds no visit ${missing}; nothing was exported.`);
  if (options.visits.length === 0) throw new NetnoError('The archive holds no visit of those asked for; nothing was exported.');
  if (existsSync(file) && !options.force) throw new NetnoError(`${file} exists already. Name another file, or replace it with --force.`);

  const { visits, newest, unresolved } = withWhatTheyReferTo(reader, options.visits);
  const names = warcNames(visits);
  const created = isoOf(newest);
  const zip = new ZipFile();
  const resources: { name: string; path: string; hash: string; bytes: number }[] = [];
  // ZIP knows only local time, which has no moment between one and three on some days: noon is safe everywhere.
  const [year = 1980, month = 1, day = 1] = created.slice(0, 10).split('-').map(Number);
  const stored = { compress: false, mtime: new Date(year, month - 1, day, 12), forceDosTimestamp: true };
  const inHand = new Set<Readable>();
  const add = async (name: string, parts: Iterable<Uint8Array | string>): Promise<void> => {
    const sum = createHash('sha256');
    let bytes = 0;
    const stream = Readable.from(function* () {
      for (const part of parts) {
        const chunk = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
        sum.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }());
    inHand.add(stream);
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve).once('error', reject);
      zip.addReadStream(stream, name, stored);
    });
    resources.push({ name: path.posix.basename(name), path: name, hash: `sha256:${sum.digest('hex')}`, bytes });
  };
  const counts = { captures: 0, pages: 0 };
  const fill = async (): Promise<void> => {
    for (const [visit, name] of names) await add(`archive/${name}`, wholeFile(path.join(dir, visit, WARC_FILE)));
    await add('indexes/index.cdxj', counted(mergedIndex(dir, names), () => counts.captures++));
    await add('pages/pages.jsonl', pageList(reader, options, () => counts.pages++));
    const about = { profile: 'data-package', wacz_version: '1.1.1', title: options.title, description: WARNING, created, software: options.software, resources };
    const text = Buffer.from(`${JSON.stringify(about, null, 2)}\n`, 'utf8');
    zip.addBuffer(text, 'datapackage.json', stored);
    zip.addBuffer(Buffer.from(`${JSON.stringify({ path: 'datapackage.json', hash: digestOf(text) }, null, 2)}\n`, 'utf8'), 'datapackage-digest.json', stored);
    zip.end();
  };
  const temporary = `${file}.new`;
  const broken = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, broken.signal]) : broken.signal;
  const written = pipeline(zip.outputStream, createWriteStream(temporary, { flush: true }), { signal });
  try {
    await Promise.all([fill(), written]);
    renameSync(temporary, file);
  } catch (error) {
    // Both ends are closed before the file is taken away.
    broken.abort();
    for (const stream of inHand) stream.destroy();
    await written.catch(() => undefined);
    rmSync(temporary, { force: true });
    if (options.signal?.aborted) throw new NetnoError(`The export was stopped; ${file} was not written.`, 3, { cause: error });
    throw error instanceof NetnoError ? error : new NetnoError(`${file} could not be written (${reasonOf(error)}).`, 2, { cause: error });
  }
  return { bytes: statSync(file).size, ...counts, added: visits.filter((visit) => !options.visits.includes(visit)), unresolved };
}

export const WARNING = 'Pages as they were archived, with the names and words of the people on them. Not to be published without checking whose they are and what they agreed to.';

function withWhatTheyReferTo(reader: Reader, asked: readonly string[]): { visits: string[]; newest: string; unresolved: number } {
  const visits = new Set(asked);
  let newest = '';
  let unresolved = 0;
  // A set gives what is added to it while it is gone through.
  for (const visit of visits) {
    for (const entry of reader.index(visit)) {
      if (entry.timestamp > newest) newest = entry.timestamp;
      if (entry.mime !== 'warc/revisit') continue;
      const original = reader.original(entry, visit);
      if (original) visits.add(original.folder);
      else unresolved++;
    }
  }
  return { visits: [...visits].sort(), newest: newest || '19800101000000', unresolved };
}

/** In a WACZ all WARCs lie in one folder. */
function warcNames(visits: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const visit of visits) {
    let name = visit.replaceAll('/', '-');
    while (taken.has(name)) name += '-';
    taken.add(name);
    names.set(visit, `${name}.warc.gz`);
  }
  return names;
}

/** Pages a person would open: HTML that came with status 200, or was unchanged since it did. */
function* pageList(reader: Reader, { visits, titleOf }: WaczOptions, onPage: () => void): Generator<string> {
  yield `${JSON.stringify({ format: 'json-pages-1.0', id: 'pages', title: 'Pages' })}\n`;
  for (const visit of visits) {
    for (const entry of reader.index(visit)) {
      if (!isPage(entry.mime === 'warc/revisit' ? reader.original(entry, visit)?.entry : entry)) continue;
      onPage();
      const id = digestOf(Buffer.from(`${visit} ${entry.offset}`, 'utf8')).slice(7, 29);
      const title = titleOf?.(visit, entry.offset) ?? null;
      yield `${JSON.stringify({ id, url: entry.url, ts: isoOf(entry.timestamp), ...(title === null ? {} : { title }) })}\n`;
    }
  }
}

function isPage(entry: IndexEntry | undefined): boolean {
  return entry !== undefined && entry.status === 200 && (entry.mime === 'text/html' || entry.mime === 'application/xhtml+xml');
}

function* counted<T>(items: Iterable<T>, count: () => void): Generator<T> {
  for (const item of items) {
    count();
    yield item;
  }
}

const AT_ONCE = 256 * 1024;

function* wholeFile(file: string): Generator<Uint8Array> {
  const source = openSource(file);
  try {
    for (let at = 0; at < source.size; at += AT_ONCE) yield source.read(at, AT_ONCE);
  } finally {
    source.close();
  }
}
