/**
 * Bytes to text: which encoding a file or a page is in, and content-encoding (gzip, deflate, br)
 * undone within limits.
 */
import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { NetnoError, reasonOf } from './errors.ts';
import type { Capture } from './types.ts';

export interface Decoded {
  readonly text: string;
  /** The encoding's name in the WHATWG Encoding Standard, lower case: `utf-8`, `windows-1252`, `utf-16le` … */
  readonly encoding: string;
}

export interface BodyLimits {
  /** Most bytes after decompression. */
  readonly maxBytes?: number;
  /** Most bytes of output for each byte received, all codings together; applies to what exceeds one megabyte. */
  readonly maxRatio?: number;
}

const MEGABYTE = 1024 * 1024;
/**
 * Pages shrink to a third or a twentieth, the most regular tables to a hundredth. DEFLATE's bound is 1032 : 1 and Brotli's
 * far beyond; what exceeds 200 : 1 above a megabyte was made to do so.
 */
const DEFAULT_LIMITS = { maxBytes: 20 * MEGABYTE, maxRatio: 200 } as const;

/**
 * A text file of unknown encoding (an export, a CSV sheet): byte order mark, UTF-16 without a mark,
 * strict UTF-8, else windows-1252, which never fails. A byte order mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  return decodeMarked(bytes) ?? decodeUnmarkedUtf16(bytes) ?? sniff(bytes);
}

/**
 * A page: byte order mark, `charset` of the Content-Type header, `<meta>` (HTML standard 13.2.3.2), sniffing.
 *
 * Two departures from what a browser does, because a text is wanted that can be read: a page that declares a legacy
 * encoding but is valid UTF-8 throughout is read as UTF-8, and one that declares UTF-8 but has more broken
 * than whole sequences is read by the next candidate.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): Decoded {
  const marked = decodeMarked(bytes);
  if (marked) return marked;
  for (const declared of [() => headerCharset(contentType), () => metaCharset(bytes)]) {
    const encoding = declared();
    if (encoding === null) continue;
    if (encoding === 'utf-8') {
      if (isUtf8(bytes) || mostlyUtf8(bytes)) return decodeAs(bytes, 'utf-8') ?? sniff(bytes);
      continue;
    }
    if (!encoding.startsWith('utf-16') && !STATEFUL.has(encoding) && isUtf8(bytes) && multibyteSequences(bytes, 2) >= 2) {
      return decodeAs(bytes, 'utf-8') ?? sniff(bytes);
    }
    const decoded = decodeAs(bytes, encoding);
    if (decoded) return decoded;
  }
  return decodeUnmarkedUtf16(bytes) ?? sniff(bytes);
}

/** Encodings whose text is made of ASCII bytes, so that "valid UTF-8" says nothing about them. */
const STATEFUL = new Set(['iso-2022-jp', 'utf-7', 'hz-gb-2312']);

/**
 * Undoes Content-Encoding, last coding first (RFC 9110 8.4).
 *
 * A body that claims gzip without being gzip is returned as it is (servers and other tools' archives do that);
 * a compressed body that breaks off gives what could be read.
 * @throws NetnoError when the result would exceed the limits, when the data are damaged, and for a coding that is not known.
 */
export function decodeBody(body: Uint8Array, contentEncoding: string | null | undefined, limits: BodyLimits = {}): Uint8Array {
  const maxBytes = limits.maxBytes ?? DEFAULT_LIMITS.maxBytes;
  const maxRatio = limits.maxRatio ?? DEFAULT_LIMITS.maxRatio;
  const codings = (contentEncoding ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  if (codings.length > 4) throw new NetnoError(`A body names ${codings.length} content-encodings one upon the other; at most four are undone.`);
  const most = Math.min(maxBytes, Math.max(MEGABYTE, Math.floor(body.length * maxRatio)));
  let current = body;
  for (const coding of codings.reverse()) {
    if (current.length === 0) return current;
    current = undo(current, coding, most);
  }
  if (current.length > maxBytes) throw tooLarge('body', current.length, maxBytes);
  return current;
}

function undo(body: Uint8Array, coding: string, maxOutputLength: number): Uint8Array {
  const zlib = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    switch (coding) {
      case 'gzip':
      case 'x-gzip':
        return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, zlib) : body;
      case 'deflate':
        // RFC 9110 means zlib's format; some servers send raw deflate. The zlib header is a multiple of 31.
        return ((body[0] ?? 0) & 0x0f) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0
          ? inflateSync(body, zlib)
          : inflateRawSync(body, zlib);
      case 'br':
        return brotliDecompressSync(body, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(`${coding} body`, body.length, maxOutputLength);
    throw new NetnoError(`A ${coding} body of ${body.length} bytes is damaged (${reasonOf(error)}); it stays in the archive as received.`, 2, { cause: error });
  }
  throw new NetnoError(`A body has the content-encoding "${coding}", which cannot be undone here (gzip, deflate and br can).`);
}

function tooLarge(what: string, received: number, most: number): NetnoError {
  return new NetnoError(`A ${what} of ${received} bytes is larger than the ${most} bytes it may have after decompression; it is not read.`);
}

/** A page's text takes up to two bytes a character beside the bytes themselves; no page that people read comes near this. */
const PAGE_LIMITS = { maxBytes: 12 * MEGABYTE } as const;

/**
 * The text of a capture: content-encoding undone within limits, charset found out.
 * @throws NetnoError as `decodeBody` does
 */
export function decodeCapture(capture: Pick<Capture, 'body' | 'responseHeaders'>, limits: BodyLimits = PAGE_LIMITS): Decoded {
  const header = (name: string): string | null => capture.responseHeaders.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
  return decodeHtml(decodeBody(capture.body, header('content-encoding'), limits), header('content-type'));
}

// ── Encodings ───────────────────────────────────────────────────────────────

/** The WHATWG name of a label, or null if the standard does not know it. */
export function encodingName(label: string): string | null {
  const key = label.trim().toLowerCase();
  if (key === '') return null;
  let name = names.get(key);
  if (name === undefined) {
    try {
      name = new TextDecoder(key).encoding;
    } catch {
      name = null;
    }
    // Labels come from outside: the cache stays small.
    if (names.size < 500) names.set(key, name);
  }
  return name;
}
const names = new Map<string, string | null>();

/** `charset` of a Content-Type value as an encoding name, or null. */
export function headerCharset(contentType: string | null): string | null {
  const label = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(contentType ?? '');
  return label ? encodingName(label[1] ?? label[2] ?? label[3] ?? '') : null;
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded | null {
  if (encoding === 'windows-1252') return { text: windows1252(bytes), encoding };
  try {
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  } catch {
    return null;
  }
}

/** Node 20's own decoder reads windows-1252 as Latin-1 (0x80 gives U+0080 for the euro sign), hence the table. */
function windows1252(bytes: Uint8Array): string {
  if (!bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)) return latin1(bytes);
  // By table and not by replacing: twenty million matches, which a hostile page may have, take gigabytes.
  const units = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) units[i] = UNITS_1252[bytes[i] ?? 0] ?? 0;
  return Buffer.from(units.buffer).toString('utf16le');
}
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const UNITS_1252 = Uint16Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 && byte <= 0x9f ? C1.charCodeAt(byte - 0x80) : byte));

function decodeMarked(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs(bytes, 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  return null;
}

/** UTF-16 without a mark shows in text that is largely Latin: every other byte is zero. */
function decodeUnmarkedUtf16(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, 2048);
  if (sample.length < 4 || bytes.length % 2 !== 0) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const units = Math.floor(sample.length / 2);
  if (odd > units * 0.4 && even < units * 0.05) return decodeAs(bytes, 'utf-16le');
  if (even > units * 0.4 && odd < units * 0.05) return decodeAs(bytes, 'utf-16be');
  return null;
}

function sniff(bytes: Uint8Array): Decoded {
  return isUtf8(bytes) || endsCutUtf8(bytes)
    ? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' }
    : { text: windows1252(bytes), encoding: 'windows-1252' };
}

/** UTF-8 that merely breaks off inside its last character is still UTF-8. */
function endsCutUtf8(bytes: Uint8Array): boolean {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    const lead = bytes[bytes.length - cut] ?? 0;
    if (lead >= 0xc2 && lead <= 0xf4) {
      const head = bytes.subarray(0, bytes.length - cut);
      return isUtf8(head) && multibyteSequences(head, 1) > 0;
    }
    if (lead < 0x80) return false;
  }
  return false;
}

/** Number of multibyte sequences of valid UTF-8, counted as far as `enough`. */
function multibyteSequences(bytes: Uint8Array, enough: number): number {
  let count = 0;
  for (let i = 0; i < bytes.length && count < enough; i++) if ((bytes[i] ?? 0) >= 0xc2) count++;
  return count;
}

/** More whole multibyte sequences than stray bytes: UTF-8 with damage in it. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let stray = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf5 ? 0 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let follow = 1;
    while (follow < length && ((bytes[i + follow] ?? 0) & 0xc0) === 0x80) follow++;
    if (length > 0 && follow === length) {
      whole++;
      i += length - 1;
    } else stray++;
  }
  return whole > stray;
}

// ── The meta prescan (HTML standard 13.2.3.2, "prescan a byte stream") ──────

/**
 * How far a declaration is looked for. The standard prescans 1024 bytes, but a parser that meets the declaration
 * later changes the encoding then; one longer scan comes to the same.
 */
const PRESCAN_BYTES = 16 * 1024;

/** The encoding that a page's `<meta>` declares, or null. */
export function metaCharset(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, PRESCAN_BYTES));
  const xml = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(head);
  let at = 0;
  while ((at = head.indexOf('<', at)) !== -1) {
    if (head.startsWith('<!--', at)) {
      const end = head.indexOf('-->', at + 2);
      if (end === -1) break;
      at = end + 3;
    } else if (/^<meta[\s/]/i.test(head.slice(at, at + 6))) {
      const attributes = new Map<string, string>();
      at = readAttributes(head, at + 5, attributes);
      const encoding = declaredBy(attributes);
      if (encoding !== null) return encoding;
    } else if (/^<\/?[a-z]/i.test(head.slice(at, at + 3))) {
      const nameEnd = /[\s>]/.exec(head.slice(at + 1, at + 200));
      at = readAttributes(head, at + 1 + (nameEnd ? nameEnd.index : 1), null);
    } else if (/^<[!/?]/.test(head.slice(at, at + 2))) {
      const end = head.indexOf('>', at);
      if (end === -1) break;
      at = end + 1;
    } else at++;
  }
  return xml ? asDeclared(xml[1] ?? '') : null;
}

function declaredBy(attributes: ReadonlyMap<string, string>): string | null {
  const charset = attributes.get('charset');
  if (charset !== undefined) return asDeclared(charset);
  if (attributes.get('http-equiv')?.toLowerCase() !== 'content-type') return null;
  const label = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(attributes.get('content') ?? '');
  return label ? asDeclared(label[1] ?? label[2] ?? label[3] ?? '') : null;
}

/** A declaration that could be read as ASCII is not in UTF-16; x-user-defined means windows-1252 (the standard's words). */
function asDeclared(label: string): string | null {
  if (label.trim().toLowerCase() === 'x-user-defined') return 'windows-1252';
  const name = encodingName(label);
  return name === 'utf-16le' || name === 'utf-16be' ? 'utf-8' : name;
}

/** Reads attributes from `at` to the tag's end; gives the position after `>`. The first of two equal names counts. */
function readAttributes(head: string, at: number, into: Map<string, string> | null): number {
  const attribute = /[\s/]*(?:>|([^\s=>/][^\s=>/]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?)/y;
  while (at < head.length) {
    attribute.lastIndex = at;
    const found = attribute.exec(head);
    if (!found) return at + 1;
    at = attribute.lastIndex;
    const name = found[1];
    if (name === undefined) return at;
    const key = name.toLowerCase();
    if (into && !into.has(key)) into.set(key, found[2] ?? found[3] ?? found[4] ?? '');
  }
  return at;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
