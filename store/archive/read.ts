/** Reading captures back by their position, and going through all of them. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { digestOf, fieldOf, readRecordAt, readRecords } from '../../core/warc.ts';
import type { DamagedRecord, ReadRecord, WarcRecord } from '../../core/warc.ts';
import { captureOf, isCapture, payloadOf } from './capture.ts';
import { INDEX_FILE, openSource, visitFolders, WARC_FILE } from './files.ts';
import type { OpenFile } from './files.ts';
import { parseIndex } from './index.ts';
import type { IndexEntry } from './index.ts';

/** A capture and those records that stand with it: its request, notes on it. */
export interface CaptureGroup {
  readonly item: ReadRecord;
  readonly companions: readonly ReadRecord[];
}

/** One payload of the archive, its digest computed from the bytes as they are now. */
export interface ArchivedPayload {
  readonly position: ArchivePosition;
  readonly url: string;
  readonly status: number;
  readonly type: string;
  /** `sha256:…` of the payload; of the raw bytes, with `damaged:` before it, where the record cannot be read. */
  readonly digest: string;
}

export class Reader {
  readonly #dir: string;
  #bodies: Map<string, ArchivePosition> | null = null;
  /** The file read last stays open: pages of a visit are read one after the other. */
  #open: { file: string; source: OpenFile } | null = null;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** @throws NetnoError if nothing can be read there or the bytes are not those that were archived. */
  read(position: ArchivePosition): Capture {
    const source = this.#source(position.file);
    const where = `${position.file} at ${position.offset}`;
    let item: ReadRecord;
    try {
      item = readRecordAt(source, position.offset);
    } catch (error) {
      throw new NetnoError(`The archive cannot be read: ${where} holds ${reasonOf(error)}. Run \`netno archive verify\`.`, 1, { cause: error });
    }
    const request = this.#requestAfter(source, item);
    const capture = captureOf(item.record, request, (digest) => this.#bodyOf(digest, where));
    if (digestOf(capture.body) !== position.digest) {
      throw new NetnoError(`The archive has changed: the page in ${where} does not have the digest it was archived with. Run \`netno archive verify\`.`, 1);
    }
    return capture;
  }

  index(folder: string): IndexEntry[] {
    const file = path.join(this.#dir, folder, INDEX_FILE);
    return existsSync(file) ? parseIndex(readFileSync(file, 'utf8')) : [];
  }

  *payloads(): Generator<ArchivedPayload> {
    for (const folder of visitFolders(this.#dir)) {
      const file = `${folder}/${WARC_FILE}`;
      const source = openSource(path.join(this.#dir, file));
      try {
        for (const item of readRecords(source)) {
          const { offset, length } = item;
          if ('damage' in item) {
            const digest = `damaged:${digestOf(source.read(offset, length))}`;
            yield { position: { file, offset, length, digest }, url: '', status: 0, type: 'damaged', digest };
            continue;
          }
          if (!isCapture(item.record)) continue;
          const said = fieldOf(item.record.fields, 'WARC-Payload-Digest') ?? '';
          const payload = payloadOf(item.record);
          const status = item.record.type === 'resource' ? 200 : Number(/^HTTP\/[\d.]+ (\d{3})/.exec(Buffer.from(item.record.block.subarray(0, 20)).toString('latin1'))?.[1] ?? 0);
          yield { position: { file, offset, length, digest: said }, url: item.record.targetUri ?? '', status, type: item.record.type, digest: payload ? digestOf(payload) : said };
        }
      } finally {
        source.close();
      }
    }
  }

  /** After a file has been replaced nothing remembered of it counts. */
  forget(): void {
    this.#open?.source.close();
    this.#open = null;
    this.#bodies = null;
  }

  #source(file: string): OpenFile {
    if (this.#open?.file === file) {
      // The writer of a running visit may have gone on since.
      if (this.#open.source.size === statSync(path.join(this.#dir, file)).size) return this.#open.source;
    }
    this.#open?.source.close();
    this.#open = null;
    const full = path.join(this.#dir, file);
    if (path.relative(this.#dir, full).startsWith('..') || !existsSync(full)) throw new NetnoError(`The archive has no file ${file}; it may have been moved or deleted. Put it back, or crawl that platform again in a new wave.`);
    const source = openSource(full);
    this.#open = { file, source };
    return source;
  }

  /** The request record stands right behind its response. */
  #requestAfter(source: OpenFile, item: ReadRecord): WarcRecord | null {
    const next = item.offset + item.length;
    if (next >= source.size) return null;
    try {
      const { record } = readRecordAt(source, next);
      return record.type === 'request' && belongsTo(record, item.record) ? record : null;
    } catch {
      return null;
    }
  }

  /** The body that a revisit refers to, found by its digest in any visit. */
  #bodyOf(digest: string, where: string): Uint8Array {
    if (!this.#bodies) {
      this.#bodies = new Map();
      for (const folder of visitFolders(this.#dir)) {
        for (const entry of this.index(folder)) {
          if (entry.mime !== 'warc/revisit' && !this.#bodies.has(entry.digest)) {
            this.#bodies.set(entry.digest, { file: `${folder}/${entry.filename}`, offset: entry.offset, length: entry.length, digest: entry.digest });
          }
        }
      }
    }
    const position = this.#bodies.get(digest);
    if (!position) throw new NetnoError(`The page in ${where} refers to an earlier one with ${digest}, which the archive does not hold.`, 1);
    const source = openSource(path.join(this.#dir, position.file));
    try {
      return payloadOf(readRecordAt(source, position.offset).record) ?? new Uint8Array();
    } finally {
      source.close();
    }
  }
}

export function belongsTo(companion: WarcRecord, main: WarcRecord): boolean {
  return fieldOf(companion.fields, 'WARC-Concurrent-To')?.replace(/^<|>$/g, '') === main.id;
}

/** Records of a file as they belong together; damage and records of their own (warcinfo) come alone. */
export function* groupsOf(source: OpenFile): Generator<CaptureGroup | { readonly single: ReadRecord | DamagedRecord }> {
  let group: { item: ReadRecord; companions: ReadRecord[] } | null = null;
  for (const item of readRecords(source)) {
    if ('record' in item && group && !isCapture(item.record) && belongsTo(item.record, group.item.record)) {
      group.companions.push(item);
      continue;
    }
    if (group) yield group;
    group = null;
    if ('record' in item && isCapture(item.record)) group = { item, companions: [] };
    else yield { single: item };
  }
  if (group) yield group;
}
