/** Writing a visit's captures: one WARC, its index beside it, nothing half-written that a reader could meet. */
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { encodeRecord, readRecords } from '../../core/warc.ts';
import { encodeCapture, encodeCaptureAside, isCapture } from './capture.ts';
import type { CaptureOptions, EncodedCapture } from './capture.ts';
import { INDEX_FILE, openSource, replaceFile, WARC_FILE, writeAll } from './files.ts';
import { entryOf, formatEntry, formatIndex, parseIndex } from './index.ts';
import type { IndexEntry } from './index.ts';

export interface WriterOptions {
  /**
   * Length of the WARC that is known to belong to the visit (a `mark` kept elsewhere); what lies beyond is cut off.
   * Without it everything whole is kept.
   */
  readonly resumeAt?: number;
  /**
   * How many bytes of the visit's WARC lie elsewhere: the file here holds what follows them (see `appendSegment`).
   * Positions, the index and marks count from the beginning of the whole.
   */
  readonly base?: number;
}

export interface ArchiveWriter {
  /** The records of a capture, compressed in the thread pool. They can be appended in any order, or not at all. */
  encode(capture: Capture, options?: CaptureOptions): Promise<EncodedCapture>;
  /**
   * Puts the records of a capture, request and response together, at the end of the file before it returns.
   * @throws NetnoError when the disk does not take it; the file is then as it was before.
   */
  append(encoded: EncodedCapture): ArchivePosition;
  /** `encode` and `append` in one, in this thread: the same bytes. */
  write(capture: Capture, options?: CaptureOptions): ArchivePosition;
  /** Puts the index lines of what was appended on disk; a program killed before finds them again. */
  flush(): void;
  /** Length of the WARC so far, after a `flush`: what `resumeAt` takes. */
  mark(): number;
  /** Sorts the index. The visit can be gone on with later by a new writer. */
  close(): void;
}

/** Index lines kept back at most, so that a page costs one write to the disk and not two. */
const LINES_KEPT = 64;

export function openWriter(dir: string, folder: string, { resumeAt, base = 0 }: WriterOptions = {}): ArchiveWriter {
  const home = path.join(dir, folder);
  mkdirSync(home, { recursive: true });
  const warcFile = path.join(home, WARC_FILE);
  const indexFile = path.join(home, INDEX_FILE);
  const file = `${folder}/${WARC_FILE}`;
  const { end, entries } = recover(warcFile, indexFile, base, resumeAt);
  const warc = openSync(warcFile, 'a');
  ftruncateSync(warc, end - base);
  // After a visit has been resumed the index must not speak of what was cut off.
  const known = Buffer.from(formatIndex(entries), 'utf8');
  replaceFile(indexFile, known);
  const index = openSync(indexFile, 'a');
  let indexLength = known.length;
  let lines: string[] = [];
  let length = end;
  let open = true;

  const writer: ArchiveWriter = {
    encode: encodeCaptureAside,
    append(encoded) {
      if (!open) throw new NetnoError(`The archive ${folder} was written to after it had been closed.`);
      const head = length === 0 ? warcinfo(encoded.capturedAt) : EMPTY;
      const at = { offset: length + head.length, length: encoded.length };
      addWhole(warc, warcFile, length - base, head.length === 0 ? encoded.bytes : Buffer.concat([head, encoded.bytes]));
      length = at.offset + encoded.bytes.length;
      lines.push(formatEntry({ ...encoded.index, ...at, filename: WARC_FILE }));
      if (lines.length >= LINES_KEPT) writer.flush();
      return { file, ...at, digest: encoded.index.digest };
    },
    write: (capture, options) => writer.append(encodeCapture(capture, options)),
    flush() {
      if (lines.length === 0) return;
      const bytes = Buffer.from(lines.join(''), 'utf8');
      addWhole(index, indexFile, indexLength, bytes);
      indexLength += bytes.length;
      lines = [];
    },
    mark() {
      writer.flush();
      return length;
    },
    close() {
      if (!open) return;
      open = false;
      writer.flush();
      fsyncSync(warc);
      closeSync(warc);
      closeSync(index);
      replaceFile(indexFile, Buffer.from(formatIndex(parseIndex(readFileSync(indexFile, 'utf8'))), 'utf8'));
    },
  };
  return writer;
}

const EMPTY = Buffer.alloc(0);

/** Adds bytes to a file of this length, all of them or none. */
function addWhole(fd: number, name: string, length: number, bytes: Uint8Array): void {
  try {
    writeAll(fd, bytes);
  } catch (error) {
    ftruncateSync(fd, length);
    throw new NetnoError(`${name} could not be written (${reasonOf(error)}); free some space and run the same command again.`, 3, { cause: error });
  }
}

/** First record of a file. Dated by its first capture, so that it holds no clock of its own. */
export function warcinfo(date: string): Uint8Array {
  const block = Buffer.from('software: netnograph\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n', 'utf8');
  return encodeRecord({ type: 'warcinfo', date, contentType: 'application/warc-fields', block, fields: [['WARC-Filename', WARC_FILE]] }).bytes;
}

/**
 * Where writing goes on, and the index up to there. Only what lies behind the last indexed capture is read: that is what a
 * killed program can have left without an index line, or half-written. All offsets count from the beginning of the visit's
 * WARC, of which the file holds what follows `base`.
 */
export function recover(warcFile: string, indexFile: string, base: number, resumeAt: number | undefined): { end: number; entries: IndexEntry[] } {
  if (!existsSync(warcFile)) return { end: base, entries: [] };
  const known = existsSync(indexFile) ? parseIndex(readFileSync(indexFile, 'utf8')) : [];
  const source = openSource(warcFile);
  try {
    const size = base + source.size;
    const limit = Math.max(base, Math.min(resumeAt ?? size, size));
    const entries = known.filter((entry) => entry.offset >= base && entry.offset + entry.length <= limit);
    const from = entries.reduce((last, entry) => Math.max(last, entry.offset), base);
    const indexed = new Set(entries.map((entry) => entry.offset));
    let end = from;
    for (const item of readRecords(source, { from: from - base })) {
      const offset = base + item.offset;
      const next = offset + item.length;
      if (offset >= limit) break;
      // Damage that later records follow is for `archive verify` to report; only a broken end is cut off.
      if ('damage' in item ? next >= size : next > limit) break;
      end = next;
      if ('record' in item && isCapture(item.record) && !indexed.has(offset)) entries.push(entryOf({ ...item, offset }, WARC_FILE));
    }
    return { end, entries };
  } finally {
    source.close();
  }
}
