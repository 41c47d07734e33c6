/** A capture as WARC records, and back. */
import { fieldOf, NOT_MODIFIED, plainRecord, SAME_PAYLOAD } from '../../core/warc.ts';
import type { EncodedRecord, RecordInput, WarcRecord } from '../../core/warc.ts';
import { gzip, gzipAside } from '../../core/gzip.ts';
import { NetnoError } from '../../core/errors.ts';
import type { Capture, CaptureSource, Header } from '../../core/types.ts';
import { archivable, httpHead, parseHttp, statusOf, updatedHeaders } from './http.ts';
import { indexed } from './index.ts';
import type { IndexedCapture } from './index.ts';

/** Our own fields, for what WARC has no word for: the source, and the HTTP answer behind a rendered page. */
const SOURCE_FIELD = 'Netno-Source';
const STATUS_FIELD = 'Netno-HTTP-Status';
/** What was done on a page while a browser drew it. */
const BEHAVIOURS_FIELD = 'Netno-Behaviours';

const SOURCES: readonly CaptureSource[] = ['live', 'render', 'browse', 'past', 'import'];

/** A record of the archive that holds a body. */
export interface Earlier {
  readonly url: string;
  /** Its WARC-Date to the last digit. */
  readonly capturedAt: string;
  /** Of its payload. */
  readonly digest: string;
}

export interface CaptureOptions {
  /**
   * What was archived of this page before. An answer with the same payload, and a 304, then become a revisit without a
   * body; anything else is archived whole.
   */
  readonly earlier?: Earlier;
  /** A line kept beside the capture. */
  readonly note?: string;
}

/** A capture ready to be appended; nothing in it depends on where it will lie. */
export interface EncodedCapture {
  /** The record that holds the capture (response, resource or revisit), then its request and notes: a gzip member each. */
  readonly bytes: Uint8Array;
  /** Of the first of these records. */
  readonly length: number;
  readonly capturedAt: string;
  readonly index: IndexedCapture;
}

export function encodeCapture(capture: Capture, options: CaptureOptions = {}): EncodedCapture {
  const { records, ...known } = planned(capture, options);
  return assembled(known, records.map(({ plain, level }) => gzip(plain, level)));
}

/** The same, byte for byte, with the compression in the thread pool. */
export async function encodeCaptureAside(capture: Capture, options: CaptureOptions = {}): Promise<EncodedCapture> {
  const { records, ...known } = planned(capture, options);
  return assembled(known, await Promise.all(records.map(({ plain, level }) => gzipAside(plain, level))));
}

interface Plan extends Pick<EncodedCapture, 'capturedAt' | 'index'> {
  /** The one that holds the capture first. */
  readonly records: readonly { readonly plain: Uint8Array; readonly level: number }[];
}

function assembled(known: Omit<Plan, 'records'>, members: readonly Uint8Array[]): EncodedCapture {
  return { ...known, bytes: Buffer.concat(members), length: members[0]?.length ?? 0 };
}

function planned(capture: Capture, { earlier, note }: CaptureOptions): Plan {
  const headers = archivable(capture.responseHeaders);
  const { main, input } = mainRecord(capture, headers, earlier);
  const common = { date: capture.capturedAt, targetUri: capture.url, concurrentTo: main.id };
  const companions: RecordInput[] = [];
  if (capture.source !== 'render' && capture.requestHeaders.length > 0) {
    const block = httpHead(`${capture.method} ${requestTarget(capture.url)} HTTP/1.1`, archivable(capture.requestHeaders));
    companions.push({ ...common, type: 'request', contentType: 'application/http; msgtype=request', block });
  }
  if (note !== undefined) {
    companions.push({ ...common, type: 'metadata', contentType: 'application/warc-fields', block: Buffer.from(`${note.replace(/[\r\n]+/g, ' ')}\r\n`, 'utf8') });
  }
  const coded = input.type === 'response' && /gzip|deflate|br|zstd/i.test(fieldOf(headers, 'content-encoding') ?? '');
  return {
    capturedAt: capture.capturedAt,
    records: [{ plain: main.bytes, level: coded ? 1 : LEVEL }, ...companions.map((one) => ({ plain: plainRecord(one).bytes, level: LEVEL }))],
    index: indexed({
      type: input.type,
      url: capture.url,
      date: capture.capturedAt,
      status: capture.status,
      headers: input.type === 'resource' ? [['Content-Type', input.contentType]] : headers,
      // A record of these types always has a payload digest.
      digest: main.payloadDigest ?? '',
      refersToDate: earlier?.capturedAt ?? null,
    }),
  };
}

/**
 * A response; a resource for a rendered page, which no server sent; a revisit for what the archive holds already.
 * A revisit always names the record that has the body, never another revisit.
 */
function mainRecord(capture: Capture, headers: readonly Header[], earlier: Earlier | undefined): { main: EncodedRecord; input: RecordInput } {
  const common = { date: capture.capturedAt, targetUri: capture.url };
  const fields: Header[] = [[SOURCE_FIELD, capture.source]];
  const made = (input: RecordInput): { main: EncodedRecord; input: RecordInput } => ({ main: plainRecord(input), input });
  if (capture.source === 'render') {
    return made({
      ...common,
      type: 'resource',
      contentType: fieldOf(headers, 'content-type') ?? 'text/html; charset=utf-8',
      block: { head: EMPTY, payload: capture.body },
      fields: [...fields, [STATUS_FIELD, String(capture.status)], ...headers.filter(([name]) => name === BEHAVIOURS_FIELD)],
    });
  }
  const head = httpHead(`HTTP/1.1 ${capture.status} ${capture.statusText}`, headers);
  const http = { ...common, contentType: 'application/http; msgtype=response' };
  const revisit = ({ url, capturedAt, digest }: Earlier, profile: string): { main: EncodedRecord; input: RecordInput } =>
    made({ ...http, type: 'revisit', block: head, payloadDigest: digest, fields: [...fields, ['WARC-Profile', profile], ['WARC-Refers-To-Target-URI', url], ['WARC-Refers-To-Date', capturedAt]] });
  if (earlier && capture.status === 304) return revisit(earlier, NOT_MODIFIED);
  const whole = made({ ...http, type: 'response', block: { head, payload: capture.body }, fields });
  return earlier && whole.main.payloadDigest === earlier.digest ? revisit(earlier, SAME_PAYLOAD) : whole;
}

const EMPTY = new Uint8Array();

/** Half the time of zlib's usual 6, for HTML within three per cent of its size. */
const LEVEL = 4;

function requestTarget(url: string): string {
  try {
    const { pathname, search } = new URL(url);
    return pathname + search;
  } catch {
    return url;
  }
}

/** What an answer says: of a revisit that has none of its own, the answer it refers to. */
export type Answer = Pick<Capture, 'status' | 'statusText' | 'responseHeaders' | 'body'>;

/**
 * The capture that a record holds. A revisit takes its body from the answer it refers to; a 304 also takes status and
 * headers from there, the latter brought up to date, so that it reads as the page the reader of that day saw.
 * @throws NetnoError if the record holds no capture.
 */
export function captureOf(record: WarcRecord, request: WarcRecord | null, earlierOf: (revisit: WarcRecord) => Answer): Capture {
  const sourceName = fieldOf(record.fields, SOURCE_FIELD);
  const asked = request ? parseHttp(request.block) : null;
  const common = {
    url: record.targetUri ?? '',
    method: asked?.first.split(' ')[0] ?? 'GET',
    requestHeaders: asked?.headers ?? [],
    capturedAt: record.date,
    source: SOURCES.find((known) => known === sourceName) ?? 'import',
  };
  const own = answerOf(record);
  if (record.type !== 'revisit') return { ...common, ...own };
  const earlier = earlierOf(record);
  return notModified(record)
    ? { ...common, ...earlier, responseHeaders: updatedHeaders(earlier.responseHeaders, own.responseHeaders) }
    : { ...common, ...own, body: earlier.body };
}

/** The answer as it stands in the record itself; the body of a revisit is empty. */
export function answerOf(record: WarcRecord): Answer {
  if (record.type === 'resource') {
    return { status: Number(fieldOf(record.fields, STATUS_FIELD) ?? 200), statusText: '', responseHeaders: [['Content-Type', fieldOf(record.fields, 'Content-Type') ?? ''], ...record.fields.filter(([name]) => name === BEHAVIOURS_FIELD)], body: record.block };
  }
  if (!isCapture(record)) throw new NetnoError(`The archive holds a ${record.type} record where a page was expected.`, 1);
  const { first, headers, bodyOffset } = parseHttp(record.block);
  return { ...statusOf(first), responseHeaders: headers, body: record.block.subarray(bodyOffset) };
}

export function notModified(record: WarcRecord): boolean {
  return fieldOf(record.fields, 'WARC-Profile') === NOT_MODIFIED;
}

export function isCapture(record: WarcRecord): boolean {
  return record.type === 'response' || record.type === 'resource' || record.type === 'revisit';
}

/** The payload of a record as received; null for a revisit, which has none. */
export function payloadOf(record: WarcRecord): Uint8Array | null {
  if (record.type === 'resource') return record.block;
  return record.type === 'response' ? record.block.subarray(parseHttp(record.block).bodyOffset) : null;
}
