/** A capture as WARC records, and back. */
import { encodeRecord, fieldOf, REVISIT_PROFILE } from '../../core/warc.ts';
import type { EncodedRecord, WarcRecord } from '../../core/warc.ts';
import { NetnoError } from '../../core/errors.ts';
import type { Capture, CaptureSource, Header } from '../../core/types.ts';

/** What could log someone in. It never reaches the archive, nor any digest. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'cookie2', 'set-cookie', 'set-cookie2']);

/** Our own fields, for what WARC has no word for: the source, and the HTTP answer behind a rendered page. */
const SOURCE_FIELD = 'Netno-Source';
const STATUS_FIELD = 'Netno-HTTP-Status';

const SOURCES: readonly CaptureSource[] = ['live', 'render', 'browse', 'past', 'import'];

export interface Earlier {
  readonly url: string;
  /** ISO 8601. */
  readonly capturedAt: string;
}

export interface EncodedCapture {
  /** The record that holds the capture: response, resource or revisit. */
  readonly main: EncodedRecord;
  /** Its request record, or nothing. */
  readonly companions: Uint8Array;
  readonly digest: string;
}

/**
 * Records of one capture: a response and its request; a resource for a rendered page, which no server sent; a revisit
 * without body where the same payload is in the archive already (`unchangedSince`).
 */
export function encodeCapture(capture: Capture, unchangedSince: Earlier | null = null, note: string | null = null): EncodedCapture {
  const responseHeaders = archivable(capture.responseHeaders);
  const rendered = capture.source === 'render';
  const fields: Header[] = [[SOURCE_FIELD, capture.source]];
  const coded = /gzip|deflate|br|zstd/i.test(fieldOf(responseHeaders, 'content-encoding') ?? '');
  let main: EncodedRecord;
  if (rendered) {
    main = encodeRecord({
      type: 'resource',
      date: capture.capturedAt,
      targetUri: capture.url,
      contentType: fieldOf(responseHeaders, 'content-type') ?? 'text/html; charset=utf-8',
      block: capture.body,
      payloadOffset: 0,
      fields: [...fields, [STATUS_FIELD, String(capture.status)]],
    }, LEVEL);
  } else {
    const head = httpHead(`HTTP/1.1 ${capture.status} ${capture.statusText}`, responseHeaders);
    const common = { date: capture.capturedAt, targetUri: capture.url, contentType: 'application/http; msgtype=response' } as const;
    if (unchangedSince) {
      const { payloadDigest } = encodeRecord({ ...common, type: 'response', block: capture.body, payloadOffset: 0 }, 1);
      main = encodeRecord({
        ...common,
        type: 'revisit',
        block: head,
        ...(payloadDigest === null ? {} : { payloadDigest }),
        fields: [...fields, ['WARC-Profile', REVISIT_PROFILE], ['WARC-Refers-To-Target-URI', unchangedSince.url], ['WARC-Refers-To-Date', unchangedSince.capturedAt]],
      }, LEVEL);
    } else {
      main = encodeRecord({ ...common, type: 'response', block: Buffer.concat([head, capture.body]), payloadOffset: head.length, fields }, coded ? 1 : LEVEL);
    }
  }
  const companions: Uint8Array[] = [];
  if (!rendered && capture.requestHeaders.length > 0) {
    const block = httpHead(`${capture.method} ${requestTarget(capture.url)} HTTP/1.1`, archivable(capture.requestHeaders));
    companions.push(encodeRecord({ type: 'request', date: capture.capturedAt, targetUri: capture.url, contentType: 'application/http; msgtype=request', concurrentTo: main.id, block }, LEVEL).bytes);
  }
  if (note !== null) {
    companions.push(encodeRecord({ type: 'metadata', date: capture.capturedAt, targetUri: capture.url, contentType: 'application/warc-fields', concurrentTo: main.id, block: Buffer.from(`${note.replace(/[\r\n]+/g, ' ')}\r\n`, 'utf8') }, LEVEL).bytes);
  }
  // A record of these types always has a payload digest.
  return { main, companions: Buffer.concat(companions), digest: main.payloadDigest ?? '' };
}

/** Half the time of zlib's usual 6, for HTML within three per cent of its size. */
const LEVEL = 4;

/** Headers without credentials; the chunks of a transfer are no longer there, so its header goes by another name. */
export function archivable(headers: readonly Header[]): Header[] {
  return headers
    .filter(([name]) => !CREDENTIALS.has(name.toLowerCase()))
    .map(([name, value]): Header => (name.toLowerCase() === 'transfer-encoding' ? [`X-Archive-Orig-${name}`, value] : [name, value]));
}

function httpHead(line: string, headers: readonly Header[]): Buffer {
  const clean = (text: string): string => text.replace(/[\r\n\0]+/g, ' ');
  return Buffer.from(`${clean(line)}\r\n${headers.map(([name, value]) => `${clean(name)}: ${clean(value)}\r\n`).join('')}\r\n`, 'latin1');
}

function requestTarget(url: string): string {
  try {
    const { pathname, search } = new URL(url);
    return pathname + search;
  } catch {
    return url;
  }
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

/**
 * The capture that a record holds. A revisit has no body of its own: `body` is then what it refers to.
 * @throws NetnoError if the record holds no capture.
 */
export function captureOf(record: WarcRecord, request: WarcRecord | null, bodyOfRevisit: (digest: string) => Uint8Array): Capture {
  const sourceName = fieldOf(record.fields, SOURCE_FIELD);
  const source = SOURCES.find((known) => known === sourceName) ?? 'import';
  const asked = request ? parseHttp(request.block) : null;
  const common = {
    url: record.targetUri ?? '',
    method: asked?.first.split(' ')[0] ?? 'GET',
    requestHeaders: asked?.headers ?? [],
    capturedAt: record.date,
    source,
  };
  if (record.type === 'resource') {
    return { ...common, status: Number(fieldOf(record.fields, STATUS_FIELD) ?? 200), statusText: '', responseHeaders: [['Content-Type', fieldOf(record.fields, 'Content-Type') ?? '']], body: record.block };
  }
  if (record.type !== 'response' && record.type !== 'revisit') throw new NetnoError(`The archive holds a ${record.type} record where a page was expected.`, 1);
  const answer = parseHttp(record.block);
  const status = /^HTTP\/[\d.]+ (\d{3}) ?(.*)$/.exec(answer.first);
  return {
    ...common,
    status: Number(status?.[1] ?? 0),
    statusText: status?.[2] ?? '',
    responseHeaders: answer.headers,
    body: record.type === 'revisit' ? bodyOfRevisit(fieldOf(record.fields, 'WARC-Payload-Digest') ?? '') : record.block.subarray(answer.bodyOffset),
  };
}

export function isCapture(record: WarcRecord): boolean {
  return record.type === 'response' || record.type === 'resource' || record.type === 'revisit';
}

/** The payload of a record as received; null for a revisit, which has none. */
export function payloadOf(record: WarcRecord): Uint8Array | null {
  if (record.type === 'resource') return record.block;
  return record.type === 'response' ? record.block.subarray(parseHttp(record.block).bodyOffset) : null;
}
