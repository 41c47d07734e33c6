/**
 * Pages as a browser shows them. The browser has no network of its own: every request that a page makes is answered by a
 * source that checks addresses, and what is not asked through it goes to a proxy that does not exist.
 */
import type { Browser, BrowserContext, Route } from 'playwright-core';
import { decodeBody } from '../../core/charset.ts';
import { reasonOf } from '../../core/errors.ts';
import type { Capture, Header } from '../../core/types.ts';
import { fieldOf } from '../../core/warc.ts';
import { redirectTarget } from '../robots-gate.ts';
import { systemClock } from './source.ts';
import type { Clock, Fetched, Source } from './source.ts';

export interface RenderOptions {
  /** From `findBrowser()`. */
  readonly executablePath: string;
  /** Answers all requests: a live source, with its address policy and limits. */
  readonly through: Source;
  readonly userAgent: string;
  /** Pictures, fonts and films are left out unless a screenshot is wanted. */
  readonly pictures?: boolean;
  /** Longest time for a page to load. */
  readonly loadMs?: number;
  /** How long after that a script may still draw. */
  readonly settleMs?: number;
  readonly clock?: Clock;
}

const MAX_REDIRECTS = 10;
const MAX_DOM_BYTES = 20 * 1024 * 1024;
/** Headers that speak of the transfer, or that would keep the browser from showing what was received. */
const DROPPED = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'strict-transport-security', 'set-cookie', 'public-key-pins', 'alt-svc']);

/** A source whose captures are the drawn DOM, `source: 'render'`. One page at a time; the browser starts with the first. */
export function renderSource(options: RenderOptions): Source {
  const clock = options.clock ?? systemClock;
  const loadMs = options.loadMs ?? 20_000;
  let browser: Promise<Browser> | null = null;

  async function context(): Promise<BrowserContext> {
    // Loading playwright takes a second, which only a visit that renders has to spend.
    browser ??= import('playwright-core').then(({ chromium }) => chromium.launch({
      executablePath: options.executablePath,
      headless: true,
      // As root (in a container) Chromium refuses to start with its sandbox.
      chromiumSandbox: process.getuid?.() !== 0,
      proxy: { server: 'http://127.0.0.1:9', bypass: '<-loopback>' },
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'],
    }));
    return (await browser).newContext({ userAgent: options.userAgent, serviceWorkers: 'block', acceptDownloads: false, locale: 'en-GB', timezoneId: 'UTC' });
  }

  async function get(url: string, signal?: AbortSignal): Promise<Fetched> {
    const capturedAt = new Date(clock.now()).toISOString();
    const main = await follow(options.through, url, signal);
    if (!main.ok) return main;
    const finalUrl = main.capture.url;
    let opened: BrowserContext | null = null;
    const close = (): void => void opened?.close().catch(() => {});
    signal?.addEventListener('abort', close, { once: true });
    try {
      opened = await context();
      const page = await opened.newPage();
      page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
      let first = true;
      await page.routeWebSocket(/.*/, (socket) => socket.close());
      await page.route('**/*', async (route) => {
        const request = route.request();
        // An observer sends nothing: forms, votes and counters go unanswered.
        if (request.method() !== 'GET') return route.abort('blockedbyclient').catch(() => {});
        if (first && request.isNavigationRequest() && request.url() === finalUrl) {
          first = false;
          return answer(route, main.capture);
        }
        if (request.isNavigationRequest() && request.frame() === page.mainFrame()) return route.abort('blockedbyclient').catch(() => {});
        if (options.pictures !== true && ['image', 'media', 'font'].includes(request.resourceType())) return route.abort('blockedbyclient').catch(() => {});
        const fetched = await follow(options.through, request.url(), signal);
        return fetched.ok ? answer(route, fetched.capture) : route.abort('failed').catch(() => {});
      });
      await page.goto(finalUrl, { waitUntil: 'load', timeout: loadMs }).catch((error: unknown) => {
        // What has been drawn when the time is over is still what a reader would see.
        if (!/Timeout/.test(reasonOf(error))) throw error;
      });
      await page.waitForLoadState('networkidle', { timeout: options.settleMs ?? 2000 }).catch(() => {});
      const body = Buffer.from(await page.content(), 'utf8');
      if (body.length > MAX_DOM_BYTES) return { ok: false, kind: 'too-large', reason: `the page as drawn has more than ${MAX_DOM_BYTES} bytes` };
      const { status, statusText, requestHeaders } = main.capture;
      const capture: Capture = {
        url: finalUrl,
        method: 'GET',
        status,
        statusText,
        requestHeaders,
        responseHeaders: [['Content-Type', 'text/html; charset=utf-8']],
        body,
        capturedAt,
        source: 'render',
      };
      return { ok: true, capture };
    } catch (error) {
      if (signal?.aborted) return { ok: false, kind: 'aborted', reason: 'interrupted' };
      return { ok: false, kind: 'connection', reason: `the browser could not show the page (${reasonOf(error).split('\n')[0] ?? ''})` };
    } finally {
      signal?.removeEventListener('abort', close);
      await opened?.close().catch(() => {});
    }
  }

  return {
    get,
    async close() {
      await (await browser)?.close();
      browser = null;
    },
  };
}

/** Follows redirects here, one checked hop after the other: the browser would follow them unseen. */
async function follow(source: Source, url: string, signal: AbortSignal | undefined): Promise<Fetched> {
  let at = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const fetched = await source.get(at, signal);
    if (!fetched.ok) return fetched;
    const target = redirectTarget(fetched.capture);
    if (target === null) return fetched;
    at = target;
  }
  return { ok: false, kind: 'protocol', reason: `more than ${MAX_REDIRECTS} redirects` };
}

async function answer(route: Route, capture: Capture): Promise<void> {
  let body: Uint8Array;
  try {
    body = decodeBody(capture.body, fieldOf(capture.responseHeaders, 'content-encoding'));
  } catch {
    return route.abort('failed').catch(() => {});
  }
  const headers = Object.fromEntries(capture.responseHeaders.filter(([name]: Header) => !DROPPED.has(name.toLowerCase())));
  await route.fulfill({ status: capture.status, headers, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }).catch(() => {});
}
