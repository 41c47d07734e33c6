/** Pages over HTTP: GET, as an honest client, as received, within limits. */
import { Agent } from 'undici';
import type { Capture, Header } from '../../core/types.ts';
import { fieldOf } from '../../core/warc.ts';
import { checkedConnector, FetchError } from '../addresses.ts';
import type { AddressPolicy, FailureKind, Resolve } from '../addresses.ts';
import { systemClock } from './source.ts';
import type { Clock, Fetched, Source } from './source.ts';

export interface LiveLimits {
  /** Most bytes of a body as received; what a page may have as text (core/charset.ts). */
  readonly maxBytes: number;
  readonly maxHeaderBytes: number;
  readonly connectMs: number;
  /** Longest silence, before the header and within the body. */
  readonly idleMs: number;
  /** Longest exchange altogether. */
  readonly totalMs: number;
  /** Bytes a second that a body has to come at, over each `floorMs`. */
  readonly minBytesPerSecond: number;
  readonly floorMs: number;
}

/**
 * A page costs a visit less than a minute, three silences in a row and the waits between them too. A hundred bytes a second is
 * a tenth of what an early modem carried: what comes more slowly for ten seconds keeps a connection busy, it does not deliver
 * a page. A server that thinks for as long and then sends the rest is judged with that rest.
 */
export const LIVE_LIMITS: LiveLimits = {
  maxBytes: 12 * 1024 * 1024, maxHeaderBytes: 64 * 1024, connectMs: 10_000, idleMs: 15_000, totalMs: 50_000, minBytesPerSecond: 100, floorMs: 10_000,
};

/** Content types whose bodies are fetched: pages, feeds, data, and the scripts and styles that a browser draws a page with. */
export const PAGE_TYPES = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:xml|json)\b|application\/(?:x-)?(?:java|ecma)script\b)/i;
/** The same with what shows in a screenshot. */
export const DRAWN_TYPES = new RegExp(`${PAGE_TYPES.source}|^(?:image|font)/|^application/(?:x-)?font`, 'i');

/** What a crawler asks for by its name, whatever type the server gives it. */
const BY_NAME = /\/robots\.txt$|\.xml(?:\.gz)?$/i;

/** Interim answers (103 Early Hints …) before the real one; each begins the header's limits anew. */
const MAX_INTERIM = 20;

/** What a session keeps of its cookies. They are sent, and never part of a capture. */
export interface Cookies {
  /** Value of the Cookie header; null if there is nothing to send. */
  header(url: string): string | null;
  received(url: string, setCookie: readonly string[]): void;
}

export interface LiveOptions {
  /** Who asks, with an address to write to: `netnograph/0.1 (study of …; +mailto:…)`. */
  readonly userAgent: string;
  readonly policy: AddressPolicy;
  readonly resolve?: Resolve | null;
  readonly limits?: Partial<LiveLimits>;
  /** Further request headers of every request: Accept-Language, From. */
  readonly headers?: readonly Header[];
  readonly cookies?: Cookies;
  /** Content types to fetch; `PAGE_TYPES` by default. An answer that names none is fetched. */
  readonly types?: RegExp;
  readonly clock?: Clock;
}

export function liveSource(options: LiveOptions): Source {
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const types = options.types ?? PAGE_TYPES;
  const clock = options.clock ?? systemClock;
  const agent = new Agent({
    connect: checkedConnector(options.policy, options.resolve ?? null, limits.connectMs),
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
    pipelining: 1,
  });
  const always: readonly Header[] = [
    ['User-Agent', options.userAgent],
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ...(options.headers ?? []),
  ];

  async function get(url: string, signal?: AbortSignal, headers: readonly Header[] = []): Promise<Fetched> {
    let target: URL;
    try {
      target = new URL(url);
    } catch {
      return { ok: false, kind: 'protocol', reason: `${url} is not a URL` };
    }
    if (target.protocol !== 'http:' && target.protocol !== 'https:') return { ok: false, kind: 'protocol', reason: `${target.protocol} is not fetched, only http and https` };
    if (signal?.aborted) return { ok: false, kind: 'aborted', reason: 'interrupted' };
    const controller = new AbortController();
    const abort = (): void => controller.abort(new FetchError('aborted', 'interrupted'));
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => controller.abort(new FetchError('slow', `no end after ${limits.totalMs / 1000} s`)), limits.totalMs);
    const capturedAt = new Date(clock.now()).toISOString();
    const sent = [...always, ...headers];
    const cookie = options.cookies?.header(url) ?? null;
    let interim = 0;
    try {
      const response = await agent.request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: 'GET',
        headers: [...sent, ...(cookie === null ? [] : [['Cookie', cookie]])].flat(),
        responseHeaders: 'raw',
        signal: controller.signal,
        onInfo: () => {
          if (++interim > MAX_INTERIM) controller.abort(new FetchError('protocol', `more than ${MAX_INTERIM} interim answers`));
        },
      });
      const responseHeaders = pairs(response.headers);
      options.cookies?.received(url, responseHeaders.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value));
      const type = (fieldOf(responseHeaders, 'content-type') ?? '').trim();
      const named = response.statusCode >= 200 && response.statusCode < 300 && /^[\w.+-]+\/[\w.+-]/.test(type) && !BY_NAME.test(target.pathname);
      if (named && !types.test(type)) {
        response.body.on('error', () => undefined).destroy();
        return { ok: false, kind: 'type', reason: `${(type.split(';')[0] ?? type).slice(0, 100)} is no page; its body was not fetched` };
      }
      const body = await collect(response.body, limits, Number(fieldOf(responseHeaders, 'content-length')));
      const capture: Capture = {
        url,
        method: 'GET',
        status: response.statusCode,
        statusText: response.statusText,
        requestHeaders: [['Host', target.host], ['Connection', 'keep-alive'], ...sent],
        responseHeaders,
        body,
        capturedAt,
        source: 'live',
      };
      return { ok: true, capture };
    } catch (error) {
      const { kind, reason } = failureOf(controller.signal.aborted ? controller.signal.reason : error);
      return { ok: false, kind, reason };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  return { get, close: () => agent.destroy() };
}

/** A body of unknown length that grows beyond this gets all the room that it may have. */
const ROOM_BYTES = 1024 * 1024;

type Body = Awaited<ReturnType<Agent['request']>>['body'];

/** @param announced Content-Length, if there is one */
function collect(body: Body, limits: LiveLimits, announced: number): Promise<Uint8Array> {
  // Made only when needed: an error costs more than the rest of an answer.
  const tooLarge = (): FetchError => new FetchError('too-large', `the body has more than ${limits.maxBytes} bytes`);
  return new Promise((resolve, reject) => {
    let bytes = Buffer.allocUnsafe(0);
    let length = 0;
    let windowStart = performance.now();
    let inWindow = 0;
    body.on('error', reject);
    let ended = false;
    body.on('close', () => {
      if (!ended) reject(new FetchError('connection', 'the connection was closed within the body'));
    });
    if (announced > limits.maxBytes) return void body.destroy(tooLarge());
    body.on('data', (chunk: Buffer) => {
      if (length + chunk.length > limits.maxBytes) return void body.destroy(tooLarge());
      if (length + chunk.length > bytes.length) {
        // Room that is never written to takes no memory; copying a large body again and again would.
        const wanted = length > ROOM_BYTES ? limits.maxBytes : Math.max(announced || 0, bytes.length * 2, length + chunk.length);
        const grown = Buffer.allocUnsafe(Math.min(limits.maxBytes, wanted));
        bytes.copy(grown, 0, 0, length);
        bytes = grown;
      }
      length += chunk.copy(bytes, length);
      inWindow += chunk.length;
      const elapsed = performance.now() - windowStart;
      if (elapsed < limits.floorMs) return;
      if (inWindow < (limits.minBytesPerSecond * elapsed) / 1000) return void body.destroy(new FetchError('slow', `fewer than ${limits.minBytesPerSecond} bytes a second over ${Math.round(elapsed / 1000)} s`));
      windowStart += elapsed;
      inWindow = 0;
    });
    body.on('end', () => {
      ended = true;
      resolve(bytes.subarray(0, length));
    });
  });
}

/** With `responseHeaders: 'raw'` undici gives names and values in turn, though its types speak of an object. */
function pairs(raw: unknown): Header[] {
  const headers: Header[] = [];
  if (Array.isArray(raw)) for (let i = 0; i + 1 < raw.length; i += 2) headers.push([String(raw[i]), String(raw[i + 1])]);
  return headers;
}

/** Undici's and the system's errors as kinds that a visit tells apart, with a sentence. */
export function failureOf(error: unknown): { kind: FailureKind; reason: string } {
  if (error instanceof FetchError) return { kind: error.kind, reason: error.message };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.cause instanceof FetchError) return failureOf(error.cause);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return { kind: 'timeout', reason: 'no connection in time' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return { kind: 'timeout', reason: 'no answer in time' };
  if (code === 'UND_ERR_BODY_TIMEOUT') return { kind: 'timeout', reason: 'the body stopped coming' };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'too-large', reason: 'the header is larger than is taken' };
  if (code === 'UND_ERR_ABORTED') return { kind: 'aborted', reason: 'interrupted' };
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|ERR_SSL/.test(code) || /certificate|ssl|tls/i.test(message)) return { kind: 'tls', reason: `the encrypted connection failed (${code || message})` };
  if (code === 'UND_ERR_SOCKET') return { kind: 'connection', reason: `the server closed the connection (${message})` };
  if (code.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError') || /UND_ERR_RES|UND_ERR_INVALID|UND_ERR_RESPONSE/.test(code)) return { kind: 'protocol', reason: `the answer is not proper HTTP (${message})` };
  return { kind: 'connection', reason: `the connection failed (${code || message})` };
}
