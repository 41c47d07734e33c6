/**
 * Pages as a browser shows them. The browser has no network of its own: every request that a page makes is answered by a
 * source that checks addresses, and what is not asked through it goes to a proxy that does not exist.
 */
import PQueue from 'p-queue';
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page, Route } from 'playwright-core';
import { decodeBody } from '../../core/charset.ts';
import { reasonOf } from '../../core/errors.ts';
import type { Capture, Header } from '../../core/types.ts';
import { fieldOf } from '../../core/warc.ts';
import { behave, reader } from '../behaviours.ts';
import { launchBrowser } from '../browser.ts';
import { redirectTarget } from '../robots-gate.ts';
import { settled, Traffic, watcher } from '../settled.ts';
import { systemClock } from './source.ts';
import type { Clock, Fetched, Source } from './source.ts';

export interface RenderOptions {
  /** From `findBrowser()`. */
  readonly executablePath: string;
  /** Answers all requests: a live source, with its address policy and limits. */
  readonly through: Source;
  readonly userAgent: string;
  /** Pages drawn at the same time; 4 by default. */
  readonly tabs?: number;
  /** Pictures, fonts and films are left out unless a screenshot is wanted. */
  readonly pictures?: boolean;
  /** Longest time for a page to be drawn, waiting for the pace of its site included. */
  readonly loadMs?: number;
  /** How long a page may still draw after the last answer that it got. */
  readonly settleMs?: number;
  /** Rounds of scrolling to the end and asking for more; 5 by default, 0 leaves a page as it is. */
  readonly rounds?: number;
  /** Whether a cookie banner over the page is refused where it offers a plain refusal; true by default. None is ever accepted. */
  readonly refuseBanners?: boolean;
  /** A session's cookies and storage, as the page's scripts see them. */
  readonly storageState?: Exclude<BrowserContextOptions['storageState'], string | undefined>;
  readonly clock?: Clock;
}

/** Header of a rendered capture that says what was done on the page: `scroll 3; load-more 2; banner-refused 1`. */
export const BEHAVIOURS = 'Netno-Behaviours';

const MAX_REDIRECTS = 10;
const MAX_DOM_BYTES = 20 * 1024 * 1024;
/** So long nothing happens on a page that is done. Requests and short timers are known, so this covers drawing alone. */
const QUIET_MS = 100;
/** Longest time for scrolling and asking for more. */
const BEHAVE_MS = 15_000;
const MAX_ELEMENTS = 50_000;
/** Headers that speak of the transfer, or that would keep the browser from showing what was received. */
const DROPPED = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'strict-transport-security', 'set-cookie', 'public-key-pins', 'alt-svc']);

/** What a tab is drawing just now. */
interface Task {
  readonly main: Capture;
  readonly traffic: Traffic;
  readonly signal: AbortSignal | undefined;
  /** Whether the page itself has been answered. */
  begun: boolean;
}

interface Tab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;
  /** Null between two pages: what the last one still asks for is not answered. */
  task: Task | null;
  drawn: number;
}

/** After so many pages a tab is opened anew, whatever it has gathered. */
const PAGES_A_TAB = 100;

/** A source whose captures are the drawn DOM, `source: 'render'`. The browser starts with the first page. */
export function renderSource(options: RenderOptions): Source {
  const clock = options.clock ?? systemClock;
  const loadMs = options.loadMs ?? 30_000;
  const settleMs = options.settleMs ?? 2000;
  const rounds = options.rounds ?? 5;
  const queue = new PQueue({ concurrency: options.tabs ?? 4 });
  const free: Tab[] = [];
  let browser: Promise<Browser> | null = null;

  /** Each tab has a context of its own. Opening one takes longer than drawing a page, therefore it is used again. */
  async function openTab(): Promise<Tab> {
    browser ??= launchBrowser(options.executablePath);
    const context = await (await browser).newContext({ userAgent: options.userAgent, serviceWorkers: 'block', acceptDownloads: false, locale: 'en-GB', timezoneId: 'UTC' });
    const page = await context.newPage();
    const tab: Tab = { context, page, devtools: await context.newCDPSession(page), task: null, drawn: 0 };
    context.on('page', (other) => void other.close().catch(() => {}));
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    await context.addInitScript(`${storageScript(options.storageState)}\n${watcher}\n${reader}`);
    await context.routeWebSocket(/.*/, (socket) => socket.close());
    await context.route('**/*', (route) => routed(tab, route));
    if (options.storageState) await context.addCookies(options.storageState.cookies);
    return tab;
  }

  async function routed({ page, task }: Tab, route: Route): Promise<void> {
    if (task === null) return route.abort('aborted').catch(() => {});
    task.traffic.begin();
    try {
      if (!task.begun && isPage(route, page) && route.request().url() === task.main.url) {
        task.begun = true;
        await answer(route, task.main);
      } else if (isLeftOut(route, page)) {
        // Unlike other errors this one leaves a page where it is, should it have wanted to go elsewhere.
        await route.abort('aborted').catch(() => {});
      } else {
        const fetched = await follow(options.through, route.request().url(), task.signal);
        await (fetched.ok ? answer(route, fetched.capture) : route.abort('failed').catch(() => {}));
      }
    } finally {
      task.traffic.end();
    }
  }

  /** Pictures, streams that never end, everything that would be sent, and ways to other pages. */
  function isLeftOut(route: Route, page: Page): boolean {
    const request = route.request();
    if (request.method() !== 'GET' || request.resourceType() === 'eventsource' || isPage(route, page)) return true;
    return options.pictures !== true && ['image', 'media', 'font'].includes(request.resourceType());
  }

  async function draw({ page }: Tab, { main, traffic }: Task): Promise<{ html: string; did: string }> {
    const until = performance.now() + loadMs;
    await page.goto(main.url, { waitUntil: 'commit', timeout: loadMs });
    await settled(page, traffic, { quietMs: QUIET_MS, settleMs, until });
    if (rounds === 0) return { html: await page.content(), did: '' };
    const end = performance.now() + BEHAVE_MS;
    const { did, instead } = await behave(page, () => settled(page, traffic, { quietMs: QUIET_MS / 2, settleMs, until: end }), {
      rounds, until: end, elements: MAX_ELEMENTS, refuseBanners: options.refuseBanners ?? true,
    });
    return { html: instead ?? (await page.content()), did };
  }

  /** Leaves nothing of a page behind, so that what a tab shows next does not depend on what it showed before. */
  async function leave(tab: Tab, url: string): Promise<void> {
    tab.task = null;
    if (++tab.drawn >= PAGES_A_TAB) return tab.context.close();
    await tab.page.goto('about:blank');
    await Promise.all([
      tab.context.clearCookies().then(() => (options.storageState ? tab.context.addCookies(options.storageState.cookies) : undefined)),
      tab.devtools.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb,cache_storage,file_systems,websql' }),
    ]);
    free.push(tab);
  }

  async function get(url: string, signal?: AbortSignal): Promise<Fetched> {
    const capturedAt = new Date(clock.now()).toISOString();
    const main = await follow(options.through, url, signal);
    if (!main.ok) return main;
    return queue.add(() => shown(main.capture, capturedAt, signal));
  }

  async function shown(main: Capture, capturedAt: string, signal?: AbortSignal): Promise<Fetched> {
    let tab: Tab | null = null;
    const close = (): void => void tab?.context.close().catch(() => {});
    signal?.addEventListener('abort', close, { once: true });
    // A script that never ends does not even let itself be asked whether it has.
    const limit = setTimeout(close, loadMs + BEHAVE_MS + 10_000);
    try {
      signal?.throwIfAborted();
      tab = free.pop() ?? (await openTab());
      signal?.throwIfAborted();
      tab.task = { main, traffic: new Traffic(), signal, begun: false };
      const { html, did } = await draw(tab, tab.task);
      await leave(tab, main.url).catch(close);
      const body = Buffer.from(html, 'utf8');
      if (body.length > MAX_DOM_BYTES) return { ok: false, kind: 'too-large', reason: `the page as drawn has more than ${MAX_DOM_BYTES} bytes` };
      const { url, status, statusText, requestHeaders } = main;
      const responseHeaders: Header[] = [['Content-Type', 'text/html; charset=utf-8'], ...(did === '' ? [] : [[BEHAVIOURS, did] as const])];
      return { ok: true, capture: { url, method: 'GET', status, statusText, requestHeaders, responseHeaders, body, capturedAt, source: 'render' } };
    } catch (error) {
      close();
      if (signal?.aborted) return { ok: false, kind: 'aborted', reason: 'interrupted' };
      return { ok: false, kind: 'connection', reason: `the browser could not show the page (${reasonOf(error).split('\n')[0] ?? ''})` };
    } finally {
      clearTimeout(limit);
      signal?.removeEventListener('abort', close);
    }
  }

  return {
    get,
    async close() {
      await (await browser)?.close();
      browser = null;
      free.length = 0;
    },
  };
}

/** The storage that a page finds: a session's, and nothing that the page before it kept. */
function storageScript(state: RenderOptions['storageState']): string {
  const kept = Object.fromEntries((state?.origins ?? []).map((o) => [o.origin, o.localStorage]));
  return `try {
  if (window === top) {
    localStorage.clear(); sessionStorage.clear(); window.name = '';
    for (const { name, value } of (${JSON.stringify(kept)})[location.origin] ?? []) localStorage.setItem(name, value);
  }
} catch { /* a page without storage */ }`;
}

/** Whether this is the page itself on its way somewhere, or another window. */
function isPage(route: Route, page: Page): boolean {
  const request = route.request();
  if (!request.isNavigationRequest()) return false;
  try {
    const frame = request.frame();
    return frame === page.mainFrame() || frame.parentFrame() === null;
  } catch {
    // A window that is only about to open has no frame yet.
    return true;
  }
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
