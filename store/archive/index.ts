/** CDXJ, the index beside each WARC: one line a capture, `key timestamp {json}`, sorted. It can always be made anew. */
import { fieldOf } from '../../core/warc.ts';
import type { ReadRecord } from '../../core/warc.ts';
import { surt } from '../../core/url.ts';
import type { Header } from '../../core/types.ts';
import { parseHttp, statusOf } from './http.ts';

export interface IndexEntry {
  readonly url: string;
  /** Fourteen digits, UTC. */
  readonly timestamp: string;
  /** `warc/revisit` for a record without a body of its own. */
  readonly mime: string;
  readonly status: number;
  /** Of the payload as received, `sha256:…`. */
  readonly digest: string;
  /** Of an answer that a later one can be compared with: WARC-Date of the record that holds its body. Fields of our own, from here on. */
  readonly date: string | null;
  readonly etag: string | null;
  /** Last-Modified. */
  readonly modified: string | null;
  readonly offset: number;
  readonly length: number;
  readonly filename: string;
}

/** What an index line says of a capture, but for where it lies. */
export type IndexedCapture = Omit<IndexEntry, 'offset' | 'length' | 'filename'>;

/** Validators are sent back to the site; nobody needs longer ones. */
const LONGEST_VALIDATOR = 512;

export function indexed(of: {
  readonly type: string;
  readonly url: string;
  readonly date: string;
  readonly status: number;
  /** Of the HTTP answer, or of a resource its content type alone. */
  readonly headers: readonly Header[];
  readonly digest: string;
  readonly refersToDate: string | null;
}): IndexedCapture {
  const revisit = of.type === 'revisit';
  const comparable = of.type !== 'resource' && (of.status === 200 || (revisit && of.status === 304));
  const validator = (name: string): string | null => {
    const value = comparable ? fieldOf(of.headers, name) : null;
    return value !== null && value.length <= LONGEST_VALIDATOR ? value : null;
  };
  return {
    url: of.url,
    timestamp: timestampOf(of.date),
    mime: revisit ? 'warc/revisit' : mimeOf(fieldOf(of.headers, 'content-type')),
    status: of.status,
    digest: of.digest,
    date: comparable ? (revisit ? of.refersToDate : of.date) : null,
    etag: validator('etag'),
    modified: validator('last-modified'),
  };
}

export function formatEntry(entry: IndexEntry): string {
  const { url, mime, status, digest, length, offset, filename, date, etag, modified } = entry;
  const own = { ...(date === null ? {} : { date }), ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) };
  return `${surt(url)} ${entry.timestamp} ${JSON.stringify({ url, mime, status: String(status), digest, length: String(length), offset: String(offset), filename, ...own })}\n`;
}

/** Entries of a CDXJ file; a line that breaks off (the program was killed) is left out. */
export function parseIndex(text: string): IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (const line of text.split('\n')) {
    const parts = /^\S+ (\d{14}) (\{.*\})$/.exec(line);
    if (!parts) continue;
    let data: unknown;
    try {
      data = JSON.parse(parts[2] ?? '');
    } catch {
      continue;
    }
    if (typeof data !== 'object' || data === null) continue;
    const fields = data as Readonly<Record<string, unknown>>;
    const text = (name: string): string => (typeof fields[name] === 'string' || typeof fields[name] === 'number' ? String(fields[name]) : '');
    entries.push({
      url: text('url'),
      timestamp: parts[1] ?? '',
      mime: text('mime'),
      status: Number(fields['status'] ?? 0),
      digest: text('digest'),
      offset: Number(fields['offset'] ?? -1),
      length: Number(fields['length'] ?? -1),
      filename: text('filename'),
      date: text('date') || null,
      etag: text('etag') || null,
      modified: text('modified') || null,
    });
  }
  return entries;
}

/** Fourteen digits as ISO 8601. */
export function isoOf(timestamp: string): string {
  return timestamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
}

function timestampOf(date: string): string {
  return date.replace(/\D/g, '').padEnd(14, '0').slice(0, 14);
}

/** The index line of a record that holds a capture. */
export function entryOf({ record, offset, length }: Pick<ReadRecord, 'record' | 'offset' | 'length'>, filename: string): IndexEntry {
  const http = record.type === 'resource' ? null : parseHttp(record.block);
  return {
    ...indexed({
      type: record.type,
      url: record.targetUri ?? '',
      date: record.date,
      status: http ? statusOf(http.first).status : Number(fieldOf(record.fields, 'Netno-HTTP-Status') ?? 200),
      headers: http ? http.headers : record.fields,
      digest: fieldOf(record.fields, 'WARC-Payload-Digest') ?? '',
      refersToDate: fieldOf(record.fields, 'WARC-Refers-To-Date'),
    }),
    offset,
    length,
    filename,
  };
}

function mimeOf(contentType: string | null): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() || 'unk';
}

/** A whole index in the order that lookups need. */
export function formatIndex(entries: readonly IndexEntry[]): string {
  return sorted(entries).map(formatEntry).join('');
}

/** By key, then time, then place in the file. */
export function sorted(entries: readonly IndexEntry[]): IndexEntry[] {
  return entries
    .map((entry) => ({ entry, key: `${surt(entry.url)} ${entry.timestamp} ` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.entry.offset - b.entry.offset))
    .map(({ entry }) => entry);
}
