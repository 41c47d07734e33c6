/** Reading captures back by their position, and going through all of them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { digestOf, fieldOf, readRecordAt, readRecords } from '../../core/warc.ts';
import type { DamagedRecord, ReadRecord, WarcRecord } from '../../core/warc.ts';
import { answerOf, captureOf, isCapture, payloadOf } from './capture.ts';
import type { Answer } from './capture.ts';
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
  /** By folder, the entries that have a body, by its digest. Of the visits used last, so that memory stays bounded. */
  readonly #bodies = new Map<string, { size: number; entries: Map<string, IndexEntry[]> }>();
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
    const capture = captureOf(item.record, request, (revisit) => this.earlier(revisit, position));
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
          const { status } = answerOf(item.record);
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
    this.#bodies.clear();
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

  /**
   * The answer that a revisit refers to: the record it names, else another one with the same payload.
   * @throws NetnoError if the archive holds none.
   */
  earlier(revisit: WarcRecord, at: Pick<ArchivePosition, 'file' | 'offset'>): Answer {
    const digest = fieldOf(revisit.fields, 'WARC-Payload-Digest') ?? '';
    const url = fieldOf(revisit.fields, 'WARC-Refers-To-Target-URI') ?? '';
    const date = fieldOf(revisit.fields, 'WARC-Refers-To-Date');
    const place = this.original({ digest, url, date }, path.posix.dirname(at.file));
    if (!place) throw new NetnoError(`The page in ${at.file} at ${at.offset} refers to an earlier one with ${digest}, which the archive does not hold.`, 1);
    const source = openSource(path.join(this.#dir, place.folder, place.entry.filename));
    try {
      return answerOf(readRecordAt(source, place.entry.offset).record);
    } finally {
      source.close();
    }
  }

  /** Where the answer lies that a revisit in `folder` refers to. Other platforms are asked last: it is hardly ever there. */
  original({ digest, url, date }: Pick<IndexEntry, 'digest' | 'url' | 'date'>, folder: string): { folder: string; entry: IndexEntry } | null {
    let samePayload: { folder: string; entry: IndexEntry } | null = null;
    const platform = path.posix.basename(folder);
    const waves = readdirSync(this.#dir).map((wave) => `${wave}/${platform}`).filter((visit) => existsSync(path.join(this.#dir, visit, INDEX_FILE)));
    for (const visits of [() => waves, () => visitFolders(this.#dir)]) {
      for (const visit of visits()) {
        for (const entry of this.#bodiesOf(visit).get(digest) ?? []) {
          if (entry.url === url && entry.date === date) return { folder: visit, entry };
          samePayload ??= { folder: visit, entry };
        }
      }
      if (samePayload) break;
    }
    return samePayload;
  }

  #bodiesOf(folder: string): Map<string, IndexEntry[]> {
    const known = this.#bodies.get(folder);
    const size = statSync(path.join(this.#dir, folder, INDEX_FILE), { throwIfNoEntry: false })?.size ?? 0;
    // The writer of a running visit may have gone on since.
    if (known?.size === size) return known.entries;
    const entries = new Map<string, IndexEntry[]>();
    for (const entry of this.index(folder)) {
      if (entry.mime !== 'warc/revisit') entries.set(entry.digest, [...(entries.get(entry.digest) ?? []), entry]);
    }
    for (const oldest of this.#bodies.keys()) {
      if (this.#bodies.size < VISITS_KEPT) break;
      this.#bodies.delete(oldest);
    }
    this.#bodies.set(folder, { size, entries });
    return entries;
  }
}

const VISITS_KEPT = 16;

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
