/** Writing a visit's captures: one WARC, its index beside it, nothing half-written that a reader could meet. */
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { encodeRecord, fieldOf, readRecords } from '../../core/warc.ts';
import { encodeCapture, isCapture } from './capture.ts';
import type { Earlier } from './capture.ts';
import { INDEX_FILE, openSource, replaceFile, WARC_FILE, writeAll } from './files.ts';
import { entryOf, formatEntry, formatIndex, mimeOf, parseIndex, timestampOf } from './index.ts';
import type { IndexEntry } from './index.ts';

export interface WriterOptions {
  /**
   * Length of the WARC that is known to belong to the visit (a `mark` kept elsewhere); what lies beyond is cut off.
   * Without it everything whole is kept.
   */
  readonly resumeAt?: number;
}

export interface ArchiveWriter {
  /**
   * Appends a capture in one piece, request and response together, and its index line.
   * @throws NetnoError when the disk does not take it; the file is then as it was before.
   */
  write(capture: Capture, options?: { readonly unchangedSince?: Earlier }): ArchivePosition;
  /** Length of the WARC so far: what `resumeAt` takes. */
  mark(): number;
  /** Sorts the index. The visit can be gone on with later by a new writer. */
  close(): void;
}

export function openWriter(dir: string, folder: string, options: WriterOptions = {}): ArchiveWriter {
  const base = path.join(dir, folder);
  mkdirSync(base, { recursive: true });
  const warcFile = path.join(base, WARC_FILE);
  const indexFile = path.join(base, INDEX_FILE);
  const file = `${folder}/${WARC_FILE}`;
  const { end, entries } = recover(warcFile, indexFile, options.resumeAt);
  const warc = openSync(warcFile, 'a');
  ftruncateSync(warc, end);
  // After a visit has been resumed the index must not speak of what was cut off.
  replaceFile(indexFile, [Buffer.from(formatIndex(entries), 'utf8')]);
  const index = openSync(indexFile, 'a');
  let length = end;
  let open = true;

  return {
    write(capture, { unchangedSince } = {}) {
      if (!open) throw new NetnoError(`The archive ${folder} was written to after it had been closed.`);
      const { main, companions, digest } = encodeCapture(capture, unchangedSince ?? null);
      const head = length === 0 ? warcinfo(capture.capturedAt) : EMPTY;
      const offset = length + head.length;
      const bytes = Buffer.concat([head, main.bytes, companions]);
      try {
        writeAll(warc, bytes);
      } catch (error) {
        ftruncateSync(warc, length);
        throw new NetnoError(`${warcFile} could not be written (${reasonOf(error)}); free some space and run the same command again.`, 3, { cause: error });
      }
      length += bytes.length;
      const contentType = fieldOf(capture.responseHeaders, 'content-type');
      writeAll(index, Buffer.from(formatEntry({
        url: capture.url,
        timestamp: timestampOf(capture.capturedAt),
        mime: unchangedSince ? 'warc/revisit' : mimeOf(contentType),
        status: capture.status,
        digest,
        offset,
        length: main.bytes.length,
        filename: WARC_FILE,
      }), 'utf8'));
      return { file, offset, length: main.bytes.length, digest };
    },
    mark: () => length,
    close() {
      if (!open) return;
      open = false;
      fsyncSync(warc);
      closeSync(warc);
      closeSync(index);
      replaceFile(indexFile, [Buffer.from(formatIndex(parseIndex(readFileSync(indexFile, 'utf8'))), 'utf8')]);
    },
  };
}

const EMPTY = Buffer.alloc(0);

/** First record of a file. Dated by its first capture, so that it holds no clock of its own. */
export function warcinfo(date: string): Uint8Array {
  const block = Buffer.from('software: netnograph\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n', 'utf8');
  return encodeRecord({ type: 'warcinfo', date, contentType: 'application/warc-fields', block, fields: [['WARC-Filename', WARC_FILE]] }).bytes;
}

/**
 * Where writing goes on, and the index up to there. Only what lies behind the last indexed capture is read: that is what a
 * killed program can have left without an index line, or half-written.
 */
function recover(warcFile: string, indexFile: string, resumeAt: number | undefined): { end: number; entries: IndexEntry[] } {
  if (!existsSync(warcFile)) return { end: 0, entries: [] };
  const known = existsSync(indexFile) ? parseIndex(readFileSync(indexFile, 'utf8')) : [];
  const source = openSource(warcFile);
  try {
    const limit = Math.min(resumeAt ?? source.size, source.size);
    const entries = known.filter((entry) => entry.offset >= 0 && entry.offset + entry.length <= limit);
    const from = entries.reduce((last, entry) => Math.max(last, entry.offset), 0);
    const indexed = new Set(entries.map((entry) => entry.offset));
    let end = from;
    for (const item of readRecords(source, { from })) {
      if (item.offset >= limit) break;
      if ('damage' in item) {
        // Damage that later records follow is for `archive verify` to report; only a broken end is cut off.
        if (item.offset + item.length >= source.size) break;
        end = item.offset + item.length;
        continue;
      }
      if (item.offset + item.length > limit) break;
      end = item.offset + item.length;
      if (isCapture(item.record) && !indexed.has(item.offset)) entries.push(entryOf(item, WARC_FILE));
    }
    return { end, entries };
  } finally {
    source.close();
  }
}
