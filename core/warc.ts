/**
 * WARC 1.1 (ISO 28500:2017): records to bytes and back. Bytes in, records out; files are the business of store/archive.
 *
 * Each record is a gzip member of its own (Annex D), so that a record can be read by its offset.
 */
import { createHash, hash } from 'node:crypto';
import { constants, crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import { NetnoError, reasonOf } from './errors.ts';
import { gzip } from './gzip.ts';
import type { Header } from './types.ts';

export type WarcType = 'warcinfo' | 'request' | 'response' | 'revisit' | 'resource' | 'metadata' | 'conversion' | 'continuation';

export interface WarcRecord {
  /** WARC-Type; other tools' own types come through as they stand. */
  readonly type: string;
  /** WARC-Record-ID without angle brackets. */
  readonly id: string;
  /** WARC-Date, ISO 8601 UTC. */
  readonly date: string;
  /** WARC-Target-URI without angle brackets; null where there is none. */
  readonly targetUri: string | null;
  /** All named fields in their order, as written. */
  readonly fields: readonly Header[];
  readonly block: Uint8Array;
}

export interface RecordInput {
  readonly type: WarcType;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly targetUri?: string;
  readonly contentType: string;
  /** A block that has a payload of its own says where that begins: after an HTTP header, or (`head` empty) at once. */
  readonly block: Uint8Array | { readonly head: Uint8Array; readonly payload: Uint8Array };
  /** Given instead of a payload, for a revisit: the digest of what was seen before. */
  readonly payloadDigest?: string;
  readonly concurrentTo?: string;
  /** Further fields: WARC-Profile, WARC-Refers-To-Target-URI, WARC-Filename … */
  readonly fields?: readonly Header[];
  /** Record id, where it is known before; otherwise `recordId` of type, URI, date and block digest. */
  readonly id?: string;
}

/** A record as `plainRecord` makes it, or compressed as `encodeRecord` does. */
export interface EncodedRecord {
  readonly bytes: Uint8Array;
  readonly id: string;
  /** `sha256:…` of the payload; null where there is none. */
  readonly payloadDigest: string | null;
}

/** WARC 1.1, 6.7.2: the same bytes came again. */
export const SAME_PAYLOAD = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest';
/** WARC 1.1, 6.7.3: the server said 304, so that no bytes came. */
export const NOT_MODIFIED = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified';

/** `sha256:` and 64 hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}

/** A record id that the same capture gets again: a UUID of version 8 (RFC 9562 5.8) made of SHA-256. */
export function recordId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** One record, uncompressed. Every byte of the block is hashed once for the block and once for the payload, and copied once. */
export function plainRecord(input: RecordInput): EncodedRecord {
  const { head, payload } = input.block instanceof Uint8Array ? { head: input.block, payload: null } : input.block;
  const ofPayload = payload && digestOf(payload);
  let blockDigest: string;
  if (!payload) blockDigest = digestOf(head);
  else if (ofPayload && head.length === 0) blockDigest = ofPayload;
  else blockDigest = `sha256:${createHash('sha256').update(head).update(payload).digest('hex')}`;
  const payloadDigest = input.payloadDigest ?? ofPayload;
  const id = input.id ?? recordId(input.type, input.targetUri ?? '', input.date, blockDigest);
  const fields: Header[] = [
    ['WARC-Type', input.type],
    ['WARC-Record-ID', `<${id}>`],
    ['WARC-Date', input.date],
  ];
  if (input.targetUri !== undefined) fields.push(['WARC-Target-URI', input.targetUri]);
  if (input.concurrentTo !== undefined) fields.push(['WARC-Concurrent-To', `<${input.concurrentTo}>`]);
  fields.push(['WARC-Block-Digest', blockDigest]);
  if (payloadDigest !== null) fields.push(['WARC-Payload-Digest', payloadDigest]);
  fields.push(...(input.fields ?? []), ['Content-Type', input.contentType], ['Content-Length', String(head.length + (payload?.length ?? 0))]);
  const named = Buffer.from(`WARC/1.1\r\n${fields.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`).join('')}\r\n`, 'utf8');
  return { bytes: Buffer.concat([named, head, ...(payload ? [payload] : []), RECORD_END]), id, payloadDigest };
}

/** One record as a gzip member. The level is zlib's; 1 for blocks that are compressed already. */
export function encodeRecord(input: RecordInput, level = 6): EncodedRecord {
  const record = plainRecord(input);
  return { ...record, bytes: gzip(record.bytes, level) };
}

const RECORD_END = Buffer.from('\r\n\r\n');

/** A value that could begin a new field would let a page write fields of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ');
}

export function fieldOf(fields: readonly Header[], name: string): string | null {
  const lower = name.toLowerCase();
  for (const [key, value] of fields) if (key.toLowerCase() === lower) return value;
  return null;
}

// ── Reading ─────────────────────────────────────────────────────────────────

/** Bytes that can be read anywhere: a file, a part of a ZIP, a buffer. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes from `offset`, fewer only at the end. */
  read(offset: number, length: number): Uint8Array;
}

export interface ReadRecord {
  readonly record: WarcRecord;
  /** Of the gzip member (or of the plain record), in the file. */
  readonly offset: number;
  readonly length: number;
  /** Whether the record had a gzip member to itself; false for a plain one and where a member holds several. */
  readonly ownMember: boolean;
}

export interface DamagedRecord {
  readonly damage: string;
  readonly offset: number;
  /** How many bytes were passed over. */
  readonly length: number;
}

export interface ReadOptions {
  /** Largest record after decompression; beyond it the record counts as damaged. */
  readonly maxRecordBytes?: number;
  /** Where to begin: the offset of a record. */
  readonly from?: number;
}

const DEFAULT_MAX_RECORD = 256 * 1024 * 1024;
const FIRST_WINDOW = 64 * 1024;

export function bufferSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/**
 * All records of a WARC, gzipped by record or plain, in order. A damaged record is reported with its offset and
 * reading goes on at the next one that can be recognised. Memory: about one record.
 */
export function* readRecords(input: Uint8Array | ByteSource, options: ReadOptions = {}): Generator<ReadRecord | DamagedRecord> {
  const source = input instanceof Uint8Array ? bufferSource(input) : input;
  const most = options.maxRecordBytes ?? DEFAULT_MAX_RECORD;
  let at = options.from ?? 0;
  while (at < source.size) {
    const start = source.read(at, 2);
    if (start[0] === 0x0d || start[0] === 0x0a) {
      at++;
      continue;
    }
    const gzipped = start[0] === 0x1f && start[1] === 0x8b;
    try {
      if (gzipped) {
        const member = readMember(source, at, most);
        yield* recordsOf(member.bytes, at, member.length);
        at += member.length;
      } else {
        const plain = readPlain(source, at, most);
        yield { record: plain.record, offset: at, length: plain.length, ownMember: false };
        at += plain.length;
      }
    } catch (error) {
      const next = nextStart(source, at + 1);
      yield { damage: reasonOf(error), offset: at, length: next - at };
      at = next;
    }
  }
}

/** The record at a position; throws NetnoError if there is none that can be read. */
export function readRecordAt(source: ByteSource, offset: number, maxRecordBytes = DEFAULT_MAX_RECORD): ReadRecord {
  const start = source.read(offset, 2);
  if (start[0] === 0x1f && start[1] === 0x8b) {
    const member = readMember(source, offset, maxRecordBytes);
    const [first] = recordsOf(member.bytes, offset, member.length);
    if (first && 'record' in first) return first;
    throw new NetnoError(first?.damage ?? 'an empty gzip member');
  }
  const plain = readPlain(source, offset, maxRecordBytes);
  return { record: plain.record, offset, length: plain.length, ownMember: false };
}

/** The gzip member that begins at `at`: its content, and its length in the file. */
function readMember(source: ByteSource, at: number, most: number): { bytes: Uint8Array; length: number } {
  for (let window = FIRST_WINDOW; ; window *= 4) {
    const bytes = source.read(at, window);
    const whole = at + bytes.length >= source.size;
    const header = gzipHeaderLength(bytes);
    try {
      if (header === null) throw new NetnoError('a gzip header that breaks off');
      const { buffer, consumed } = inflate(bytes.subarray(header), most);
      const end = header + consumed + 8;
      if (end > bytes.length) throw new NetnoError('a gzip member that breaks off');
      const trailer = Buffer.from(bytes.buffer, bytes.byteOffset + end - 8, 8);
      if (crc32(buffer) !== trailer.readUInt32LE(0) || buffer.length % 2 ** 32 !== trailer.readUInt32LE(4)) throw new DamagedMember('a gzip member whose checksum is wrong');
      return { bytes: buffer, length: end };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new NetnoError(`a record larger than ${most} bytes`, 2, { cause: error });
      if (error instanceof DamagedMember || (code !== 2 && code !== 'Z_BUF_ERROR')) throw error;
      // Only "it breaks off" can be cured by more bytes.
      if (whole) throw new NetnoError('a gzip member that breaks off', 2, { cause: error });
    }
  }
}

class DamagedMember extends Error {}

function inflate(bytes: Uint8Array, maxOutputLength: number): { buffer: Buffer; consumed: number } {
  // With `info` zlib also says how many bytes it took; the types do not know that option.
  const result = inflateRawSync(bytes, { maxOutputLength, ...{ info: true } }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  return { buffer: result.buffer, consumed: result.engine.bytesWritten };
}

/** RFC 1952 2.3; null if the header is not whole. */
function gzipHeaderLength(bytes: Uint8Array): number | null {
  if (bytes.length < 10) return null;
  if (bytes[2] !== 8) throw new DamagedMember('a gzip header that names no known compression');
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) {
    if (bytes.length < at + 2) return null;
    at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return null;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : null;
}

/** The records in one member: one, if the file keeps to Annex D. */
function* recordsOf(bytes: Uint8Array, offset: number, length: number): Generator<ReadRecord | DamagedRecord> {
  const source = bufferSource(bytes);
  let at = skipLineEnds(bytes, 0);
  if (at >= bytes.length) return;
  const first = readPlain(source, at, Infinity);
  at = skipLineEnds(bytes, at + first.length);
  yield { record: first.record, offset, length, ownMember: at >= bytes.length };
  while (at < bytes.length) {
    try {
      const plain = readPlain(source, at, Infinity);
      yield { record: plain.record, offset, length, ownMember: false };
      at = skipLineEnds(bytes, at + plain.length);
    } catch (error) {
      yield { damage: `${reasonOf(error)}, ${at} bytes into a gzip member`, offset, length };
      return;
    }
  }
}

function skipLineEnds(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++;
  return at;
}

/** An uncompressed record at `at`: its fields, its block, its length with the closing line ends. */
function readPlain(source: ByteSource, at: number, most: number): { record: WarcRecord; length: number } {
  const { text, length: headLength } = readHead(source, at);
  const lines = text.split(/\r?\n/);
  if (!/^WARC\/\d+\.\d+$/.test(lines[0]?.trim() ?? '')) throw new NetnoError(`no WARC record ("${printable(text.slice(0, 40))}")`);
  const fields = parseFields(lines.slice(1));
  const size = Number(fieldOf(fields, 'Content-Length') ?? NaN);
  if (!Number.isInteger(size) || size < 0) throw new NetnoError('a record without a Content-Length');
  if (size > most) throw new NetnoError(`a record larger than ${most} bytes`);
  const block = source.read(at + headLength, size);
  if (block.length < size) throw new NetnoError(`a record that breaks off after ${block.length} of ${size} bytes`);
  const tail = source.read(at + headLength + size, 4);
  let end = 0;
  while (end < tail.length && (tail[end] === 0x0d || tail[end] === 0x0a)) end++;
  if (end === 0 && tail.length > 0) throw new NetnoError('a record whose Content-Length does not end at its end');
  const bare = (value: string | null): string | null => value?.trim().replace(/^<(.*)>$/, '$1') ?? null;
  return {
    record: {
      type: fieldOf(fields, 'WARC-Type') ?? '',
      id: bare(fieldOf(fields, 'WARC-Record-ID')) ?? '',
      date: fieldOf(fields, 'WARC-Date') ?? '',
      targetUri: bare(fieldOf(fields, 'WARC-Target-URI')),
      fields,
      block,
    },
    length: headLength + size + end,
  };
}

const MAX_HEAD = 1024 * 1024;

function readHead(source: ByteSource, at: number): { text: string; length: number } {
  for (let window = 2048; ; window *= 8) {
    const bytes = source.read(at, Math.min(window, MAX_HEAD));
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = headEnd(view);
    if (end !== null) return { text: view.toString('utf8', 0, end.text), length: end.length };
    if (bytes.length < window) throw new NetnoError(`no WARC record ("${printable(view.toString('latin1', 0, 40))}")`);
  }
}

/** The empty line after a header; other tools sometimes end lines with LF alone. */
function headEnd(bytes: Buffer): { text: number; length: number } | null {
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf !== -1 && (lf === -1 || crlf < lf)) return { text: crlf, length: crlf + 4 };
  return lf === -1 ? null : { text: lf, length: lf + 2 };
}

/** `Name: value` lines; a line that begins with white space continues the one before. */
export function parseFields(lines: readonly string[]): Header[] {
  const fields: [string, string][] = [];
  for (const line of lines) {
    const last = fields[fields.length - 1];
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0) fields.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return fields;
}

/** Where the next record may begin: a gzip member whose content is a record, or a line `WARC/1.`. */
function nextStart(source: ByteSource, from: number): number {
  const step = 1024 * 1024;
  for (let base = from; base < source.size; base += step) {
    const chunk = source.read(base, step + 16);
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < Math.min(step, view.length); at++) {
      const byte = view[at];
      if (byte === 0x1f && view[at + 1] === 0x8b && view[at + 2] === 8 && beginsRecord(source, base + at)) return base + at;
      if (byte === 0x57 && view.toString('latin1', at, at + 7) === 'WARC/1.' && (at === 0 || view[at - 1] === 0x0a)) return base + at;
    }
  }
  return source.size;
}

function beginsRecord(source: ByteSource, at: number): boolean {
  try {
    return gunzipSync(source.read(at, 1024), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 4 * 1024 * 1024 }).toString('latin1', 0, 5) === 'WARC/';
  } catch {
    return false;
  }
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.');
}
