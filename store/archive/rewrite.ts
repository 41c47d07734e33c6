/** Changing what is archived, on purpose: for `archive forget`, and for tests that take evidence away. */
import path from 'node:path';
import { NetnoError } from '../../core/errors.ts';
import type { ArchivePosition, Capture } from '../../core/types.ts';
import { fieldOf, readRecords } from '../../core/warc.ts';
import { captureOf, encodeCapture, isCapture, payloadOf } from './capture.ts';
import { INDEX_FILE, openSource, replaceFile, visitFolders, WARC_FILE } from './files.ts';
import { entryOf, formatIndex } from './index.ts';
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
 * @returns for every capture of a rewritten file its new position, null for one removed.
 * @throws NetnoError if a position holds no capture; nothing is then changed.
 */
export function rewriteArchive(dir: string, reader: Reader, edits: Edits, options: RewriteOptions = {}): Map<string, ArchivePosition | null> {
  const note = options.note ?? null;
  const bodies = bodiesThatGo(dir, edits);
  const affected = new Set([...edits.keys()].map((key) => key.slice(0, key.lastIndexOf(':'))));
  for (const folder of visitFolders(dir)) {
    const refers = reader.index(folder).some((entry) => entry.mime === 'warc/revisit' && bodies.has(entry.digest));
    if (refers) affected.add(`${folder}/${WARC_FILE}`);
  }
  const moved = new Map<string, ArchivePosition | null>();
  const files: { file: string; parts: Uint8Array[] }[] = [];
  const pending = new Set(edits.keys());
  for (const file of [...affected].sort()) {
    const source = openSource(path.join(dir, file));
    const parts: Uint8Array[] = [];
    let at = 0;
    const put = (bytes: Uint8Array): void => {
      parts.push(bytes);
      at += bytes.length;
    };
    try {
      for (const group of groupsOf(source)) {
        if ('single' in group) {
          put(source.read(group.single.offset, group.single.length));
          continue;
        }
        const { item, companions } = group;
        const key = positionKey({ file, offset: item.offset });
        const edit = edits.get(key);
        const said = fieldOf(item.record.fields, 'WARC-Payload-Digest') ?? '';
        const materialise = item.record.type === 'revisit' && bodies.has(said);
        pending.delete(key);
        if (!edit && !materialise) {
          moved.set(key, { file, offset: at, length: item.length, digest: said });
          put(source.read(item.offset, item.length));
          for (const companion of companions) put(source.read(companion.offset, companion.length));
          continue;
        }
        const request = companions.find((companion) => companion.record.type === 'request')?.record ?? null;
        const capture = captureOf(item.record, request, (digest) => bodies.get(digest) ?? reader.read({ file, offset: item.offset, length: item.length, digest }).body);
        const changed = edit ? edit(capture) : capture;
        if (!changed) {
          moved.set(key, null);
          continue;
        }
        const encoded = encodeCapture(changed, null, edit ? note : null);
        moved.set(key, { file, offset: at, length: encoded.main.bytes.length, digest: encoded.digest });
        put(encoded.main.bytes);
        put(encoded.companions);
        // Notes of earlier changes stay true of the capture, but they name a record that is no longer there.
      }
    } finally {
      source.close();
    }
    files.push({ file, parts });
  }
  if (pending.size > 0) throw new NetnoError(`The archive holds no page at ${[...pending].slice(0, 3).join(', ')}; nothing was changed.`);
  reader.forget();
  for (const { file, parts } of files) {
    const bytes = Buffer.concat(parts);
    replaceFile(path.join(dir, file), [bytes]);
    const entries = [...readRecords(bytes)].flatMap((item) => ('record' in item && isCapture(item.record) ? [entryOf(item, WARC_FILE)] : []));
    replaceFile(path.join(dir, path.dirname(file), INDEX_FILE), [Buffer.from(formatIndex(entries), 'utf8')]);
  }
  return moved;
}

/** Payloads of the captures that change, by digest: revisits may need them. */
function bodiesThatGo(dir: string, edits: Edits): Map<string, Uint8Array> {
  const going = new Map<string, Uint8Array>();
  const byFile = new Map<string, number[]>();
  for (const key of edits.keys()) {
    const colon = key.lastIndexOf(':');
    const file = key.slice(0, colon);
    byFile.set(file, [...(byFile.get(file) ?? []), Number(key.slice(colon + 1))]);
  }
  const known = new Set(visitFolders(dir).map((folder) => `${folder}/${WARC_FILE}`));
  for (const [file, offsets] of byFile) {
    if (!known.has(file)) throw new NetnoError(`The archive has no file ${file}; nothing was changed.`);
    const wanted = new Set(offsets);
    const source = openSource(path.join(dir, file));
    try {
      for (const item of readRecords(source)) {
        if (!('record' in item) || !wanted.has(item.offset) || !isCapture(item.record)) continue;
        const payload = payloadOf(item.record);
        const digest = fieldOf(item.record.fields, 'WARC-Payload-Digest');
        if (payload && digest) going.set(digest, payload);
      }
    } finally {
      source.close();
    }
  }
  return going;
}
