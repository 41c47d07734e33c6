/** HTTP messages as they stand in a record's block. */
import type { Header } from '../../core/types.ts';

/** What could log someone in. It never reaches the archive, nor any digest. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'cookie2', 'set-cookie', 'set-cookie2']);

/** Headers without credentials; the chunks of a transfer are no longer there, so its header goes by another name. */
export function archivable(headers: readonly Header[]): Header[] {
  return headers
    .filter(([name]) => !CREDENTIALS.has(name.toLowerCase()))
    .map(([name, value]): Header => (name.toLowerCase() === 'transfer-encoding' ? [`X-Archive-Orig-${name}`, value] : [name, value]));
}

export function httpHead(line: string, headers: readonly Header[]): Buffer {
  const clean = (text: string): string => text.replace(/[\r\n\0]+/g, ' ');
  return Buffer.from(`${clean(line)}\r\n${headers.map(([name, value]) => `${clean(name)}: ${clean(value)}\r\n`).join('')}\r\n`, 'latin1');
}

/** The HTTP message in a block: first line, headers, and where the body begins. */
export function parseHttp(block: Uint8Array): { first: string; headers: Header[]; bodyOffset: number } {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  const end = crlf !== -1 && (lf === -1 || crlf < lf) ? { at: crlf, next: crlf + 4 } : lf !== -1 ? { at: lf, next: lf + 2 } : { at: bytes.length, next: bytes.length };
  const [first = '', ...lines] = bytes.toString('latin1', 0, end.at).split(/\r?\n/);
  const headers: Header[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return { first, headers, bodyOffset: end.next };
}

/** Status code and text of a status line; 0 where it is none. */
export function statusOf(first: string): { status: number; statusText: string } {
  const parts = /^HTTP\/[\d.]+ (\d{3}) ?(.*)$/.exec(first);
  return { status: Number(parts?.[1] ?? 0), statusText: parts?.[2] ?? '' };
}

/** Fields that belong to the body which is kept, whatever the header of a 304 says of the body it did not send. */
const OF_THE_BODY = new Set(['content-length', 'content-encoding', 'content-range', 'x-archive-orig-transfer-encoding']);

/** Headers of an earlier answer, brought up to date by those of a 304 (RFC 9111 3.2). */
export function updatedHeaders(earlier: readonly Header[], now: readonly Header[]): Header[] {
  const fresh = now.filter(([name]) => !OF_THE_BODY.has(name.toLowerCase()));
  const replaced = new Set(fresh.map(([name]) => name.toLowerCase()));
  return [...earlier.filter(([name]) => !replaced.has(name.toLowerCase())), ...fresh];
}
