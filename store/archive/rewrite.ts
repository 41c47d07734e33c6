/** Changing what is archived, on purpose: for `archive forget`, and for tests that take evidence away. */
import path from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { fieldOf, readRecordAt, readRecords } from '../../core/warc.ts';
import { captureOf, encodeCapture, isCapture, notModified } from './capture.ts';
import { draft, INDEX_FILE, openSource, visitFolders, WARC_FILE } from './files.ts';
import type { Draft } from './files.ts';
import { entryOf, formatIndex } from './index.ts';
import type { IndexEntry } from './index.ts';
import { groupsOf } from './read.ts';
import type { Reader } from './read.ts';

/** From `positionKey` to what becomes of the capture; null removes it. */
export type Edits = ReadonlyMap<string, (capture: Capture) => Capture | null>;

export interface RewriteOptions {
  /** A line kept beside each changed capture, e.g. `redacted: at the author's request, 2026-05-01`. */
  readonly note?: string;
}

export function positionKey(position: Pick<ArchivePosition, 'file' | 'offset'>): string {
  return `${position.file}:${position.offset}`;
}

/**
 * Rewrites the WARCs that hold the captures named, with their indexes; every other record is copied byte for byte.
 * A revisit elsewhere that would lose the body it refers to gets that body as it was; name it in `edits` to change it too.
 * New files are written beside the old ones and take their place when all of them are whole. Memory: about one record.
 * @returns for every capture of a rewritten file its new position, null for one removed.
 * @throws NetnoError if a position holds no capture; nothing is then changed.
 */
export function rewriteArchive(dir: string, reader: Reader, edits: Edits, options: RewriteOptions = {}): Map<string, ArchivePosition | null> {
  const going = digestsThatGo(dir, edits);
  const affected = new Set([...edits.keys()].map((key) => placeOf(key).file));
  for (const folder of visitFolders(dir)) {
    const refers = reader.index(folder).some((entry) => entry.mime === 'warc/revisit' && going.has(entry.digest));
    if (refers) affected.add(`${folder}/${WARC_FILE}`);
  }
  const moved = new Map<string, ArchivePosition | null>();
  const pending = new Set(edits.keys());
  const drafts: Draft[] = [];
  try {
    for (const file of [...affected].sort()) {
      const warc = draft(path.join(dir, file));
      drafts.push(warc);
      rewriteFile(dir, file, warc, { reader, edits, going, note: options.note, moved, pending });
      warc.complete();
      const index = draft(path.join(dir, path.dirname(file), INDEX_FILE));
      drafts.push(index);
      index.put(Buffer.from(formatIndex(entriesOf(warc.temporary)), 'utf8'));
      index.complete();
    }
    if (pending.size > 0) throw new NetnoError(`The archive holds no page at ${[...pending].slice(0, 3).join(', ')}; nothing was changed.`);
  } catch (error) {
    for (const one of drafts) one.discard();
    throw error;
  }
  reader.forget();
  for (const one of drafts) one.replace();
  return moved;
}

interface Rewriting {
  readonly reader: Reader;
  readonly edits: Edits;
  readonly going: ReadonlySet<string>;
  readonly note: string | undefined;
  readonly moved: Map<string, ArchivePosition | null>;
  /** Edits that have not met their capture yet. */
  readonly pending: Set<string>;
}

function rewriteFile(dir: string, file: string, to: Draft, { reader, edits, going, note, moved, pending }: Rewriting): void {
  const source = openSource(path.join(dir, file));
  const copy = ({ offset, length }: { offset: number; length: number }): void => {
    for (let done = 0; done < length; done += COPIED_AT_ONCE) to.put(source.read(offset + done, Math.min(COPIED_AT_ONCE, length - done)));
  };
  try {
    for (const group of groupsOf(source)) {
      if ('single' in group) {
        copy(group.single);
        continue;
      }
      const { item, companions } = group;
      const key = positionKey({ file, offset: item.offset });
      const edit = edits.get(key);
      const digest = fieldOf(item.record.fields, 'WARC-Payload-Digest') ?? '';
      pending.delete(key);
      if (!edit && !(item.record.type === 'revisit' && going.has(digest))) {
        moved.set(key, { file, offset: to.length(), length: item.length, digest });
        for (const one of [item, ...companions]) copy(one);
        continue;
      }
      const request = companions.find((companion) => companion.record.type === 'request')?.record ?? null;
      // The old files are all still in their places, so that the reader finds what a revisit refers to.
      const capture = captureOf(item.record, request, (revisit) => reader.earlier(revisit, { file, offset: item.offset }));
      const changed = edit ? edit(capture) : capture;
      if (!changed) {
        moved.set(key, null);
        continue;
      }
      // Notes of earlier changes stay true of the capture, but they name a record that is no longer there.
      const said = edit ? note : notModified(item.record) ? `given the body of ${fieldOf(item.record.fields, 'WARC-Refers-To-Date') ?? 'an earlier day'}: the server had answered 304 Not Modified` : undefined;
      const encoded = encodeCapture(changed, said === undefined ? {} : { note: said });
      moved.set(key, { file, offset: to.length(), length: encoded.length, digest: encoded.index.digest });
      to.put(encoded.bytes);
    }
  } finally {
    source.close();
  }
}

/** Damaged parts are copied too, and can be as long as the file. */
const COPIED_AT_ONCE = 1024 * 1024;

function entriesOf(file: string): IndexEntry[] {
  const source = openSource(file);
  try {
    const entries: IndexEntry[] = [];
    for (const item of readRecords(source)) if ('record' in item && isCapture(item.record)) entries.push(entryOf(item, WARC_FILE));
    return entries;
  } finally {
    source.close();
  }
}

function placeOf(key: string): { file: string; offset: number } {
  const colon = key.lastIndexOf(':');
  return { file: key.slice(0, colon), offset: Number(key.slice(colon + 1)) };
}

/** Payload digests of the captures that change: revisits may refer to them. */
function digestsThatGo(dir: string, edits: Edits): Set<string> {
  const known = new Set(visitFolders(dir).map((folder) => `${folder}/${WARC_FILE}`));
  const going = new Set<string>();
  for (const key of edits.keys()) {
    const { file, offset } = placeOf(key);
    if (!known.has(file)) throw new NetnoError(`The archive has no file ${file}; nothing was changed.`);
    const source = openSource(path.join(dir, file));
    try {
      const { record } = readRecordAt(source, offset);
      const digest = fieldOf(record.fields, 'WARC-Payload-Digest');
      if (isCapture(record) && record.type !== 'revisit' && digest !== null) going.add(digest);
    } catch {
      // No record there: found out when the file is gone through.
    } finally {
      source.close();
    }
  }
  return going;
}
