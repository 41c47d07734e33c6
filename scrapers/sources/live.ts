/** Pages over HTTP: GET, as an honest client, as received, within limits. */
import { Agent } from 'undici';
import type { Capture, Header } from '../../core/types.ts';
import { checkedConnector, FetchError } from '../addresses.ts';
import type { AddressPolicy, FailureKind, Resolve } from '../addresses.ts';
import { systemClock } from './source.ts';
import type { Clock, Fetched, Source } from './source.ts';

export interface LiveLimits {
  /** Most bytes of a body as received. */
  readonly maxBytes: number;
  readonly maxHeaderBytes: number;
  readonly connectMs: number;
  /** Longest silence, before the header and within the body. */
  readonly idleMs: number;
  /** Longest exchange altogether. */
  readonly totalMs: number;
}

export const LIVE_LIMITS: LiveLimits = { maxBytes: 20 * 1024 * 1024, maxHeaderBytes: 64 * 1024, connectMs: 10_000, idleMs: 20_000, totalMs: 60_000 };

export interface LiveOptions {
  /** Who asks, with an address to write to: `netnograph/0.1 (study of …; +mailto:…)`. */
  readonly userAgent: string;
  readonly policy: AddressPolicy;
  readonly resolve?: Resolve | null;
  readonly limits?: Partial<LiveLimits>;
  /** Further request headers: Accept-Language, From, a session's cookies (never archived). */
  readonly headers?: readonly Header[];
  readonly clock?: Clock;
}

export function liveSource(options: LiveOptions): Source {
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const clock = options.clock ?? systemClock;
  const agent = new Agent({
    connect: checkedConnector(options.policy, options.resolve ?? null, limits.connectMs),
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
    pipelining: 1,
  });
  const sent: readonly Header[] = [
    ['User-Agent', options.userAgent],
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ...(options.headers ?? []),
  ];
  const flat = sent.flat();

  async function get(url: string, signal?: AbortSignal): Promise<Fetched> {
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
    const timer = setTimeout(() => controller.abort(new FetchError('timeout', `no end after ${limits.totalMs / 1000} s`)), limits.totalMs);
    const capturedAt = new Date(clock.now()).toISOString();
    try {
      const response = await agent.request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: 'GET',
        headers: flat,
        responseHeaders: 'raw',
        signal: controller.signal,
      });
      const body = await collect(response.body, limits.maxBytes);
      const capture: Capture = {
        url,
        method: 'GET',
        status: response.statusCode,
        statusText: response.statusText,
        requestHeaders: [['Host', target.host], ['Connection', 'keep-alive'], ...sent],
        responseHeaders: pairs(response.headers),
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

type Body = Awaited<ReturnType<Agent['request']>>['body'];

function collect(body: Body, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    body.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) body.destroy(new FetchError('too-large', `the body has more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    body.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks, length));
    });
    body.on('error', reject);
    body.on('close', () => reject(new FetchError('connection', 'the connection was closed within the body')));
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.cause instanceof FetchError) return failureOf(error.cause);
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return { kind: 'timeout', reason: 'no connection in time' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return { kind: 'timeout', reason: 'no answer in time' };
  if (code === 'UND_ERR_BODY_TIMEOUT') return { kind: 'timeout', reason: 'the body stopped coming' };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'too-large', reason: 'the header is larger than is taken' };
  if (code === 'UND_ERR_ABORTED') return { kind: 'aborted', reason: 'interrupted' };
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|ERR_SSL/.test(code) || /certificate|ssl|tls/i.test(message)) return { kind: 'tls', reason: `the encrypted connection failed (${code || message})` };
  if (code.startsWith('HPE_') || /UND_ERR_RES|UND_ERR_INVALID|UND_ERR_RESPONSE/.test(code)) return { kind: 'protocol', reason: `the answer is not proper HTTP (${message})` };
  return { kind: 'connection', reason: `the connection failed (${code || message})` };
}
