/** CDXJ, the index beside each WARC: one line a capture, `key timestamp {json}`, sorted. It can always be made anew. */
import { fieldOf } from '../../core/warc.ts';
import type { ReadRecord } from '../../core/warc.ts';
import { surt } from '../../core/url.ts';
import { parseHttp } from './capture.ts';

export interface IndexEntry {
  readonly url: string;
  /** Fourteen digits, UTC. */
  readonly timestamp: string;
  /** `warc/revisit` for a record without a body of its own. */
  readonly mime: string;
  readonly status: number;
  /** Of the payload as received, `sha256:…`. */
  readonly digest: string;
  readonly offset: number;
  readonly length: number;
  readonly filename: string;
}

export function formatEntry(entry: IndexEntry): string {
  const { url, mime, status, digest, length, offset, filename } = entry;
  return `${surt(url)} ${entry.timestamp} ${JSON.stringify({ url, mime, status: String(status), digest, length: String(length), offset: String(offset), filename })}\n`;
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
    });
  }
  return entries;
}

export function timestampOf(date: string): string {
  return date.replace(/\D/g, '').padEnd(14, '0').slice(0, 14);
}

/** The index line of a record that holds a capture. */
export function entryOf(item: ReadRecord, filename: string): IndexEntry {
  const { record } = item;
  const http = record.type === 'resource' ? null : parseHttp(record.block);
  const contentType = http ? fieldOf(http.headers, 'content-type') : fieldOf(record.fields, 'Content-Type');
  return {
    url: record.targetUri ?? '',
    timestamp: timestampOf(record.date),
    mime: record.type === 'revisit' ? 'warc/revisit' : mimeOf(contentType),
    status: http ? Number(/^HTTP\/[\d.]+ (\d{3})/.exec(http.first)?.[1] ?? 0) : Number(fieldOf(record.fields, 'Netno-HTTP-Status') ?? 200),
    digest: fieldOf(record.fields, 'WARC-Payload-Digest') ?? '',
    offset: item.offset,
    length: item.length,
    filename,
  };
}

export function mimeOf(contentType: string | null): string {
  return contentType?.split(';')[0]?.trim().toLowerCase() || 'unk';
}

/** A whole index in the order that lookups need: by key, then time, then place in the file. */
export function formatIndex(entries: readonly IndexEntry[]): string {
  return entries
    .map((entry) => ({ entry, line: formatEntry(entry) }))
    .sort((a, b) => {
      const keyA = a.line.slice(0, a.line.indexOf('{'));
      const keyB = b.line.slice(0, b.line.indexOf('{'));
      return keyA < keyB ? -1 : keyA > keyB ? 1 : a.entry.offset - b.entry.offset;
    })
    .map(({ line }) => line)
    .join('');
}
