/**
 * One site visit: frontier → robots → pace → source → archive, page by page, until the site, the budget or the patience is
 * at an end. The same site gives the same pages in the same order, whatever the clock says and whatever runs beside it;
 * only the budgets of seconds and bytes can cut that order short.
 */
import { setMaxListeners } from 'node:events';
import { decodeBody, decodeCapture } from '../core/charset.ts';
import { NetnoError, reasonOf } from '../core/errors.ts';
import type { ArchivePosition, Capture, CaptureSource } from '../core/types.ts';
import { canonicalUrl, sameSite, siteHost } from '../core/url.ts';
import { fieldOf } from '../core/warc.ts';
import { acts } from './actions.ts';
import { Fetcher } from './fetcher.ts';
import type { Ahead, CaptureSink, Hop, Known, PageOutcome } from './fetcher.ts';
import { Discovery } from './discovery.ts';
import { DrawingChoice } from './drawing.ts';
import type { Drawing, DrawnSoFar } from './drawing.ts';
import type { Failure, Frontier, NewUrl, Settlement } from './frontier.ts';
import { LinkExtractor } from './links.ts';
import type { LinkedPage, PageLink } from './links.ts';
import type { RobotsFile } from './robots-gate.ts';
import { paceOf } from './pace.ts';
import type { Pace } from './pace.ts';
import { NearIdentical } from './near-identical.ts';
import { parseSitemap } from './sitemap.ts';
import { systemClock } from './sources/source.ts';
import type { Clock, Source } from './sources/source.ts';
import { withoutSession } from './traps.ts';
import { kindOf } from './value.ts';
import type { PageKind } from './value.ts';

export type { CaptureSink, Hop, Known } from './fetcher.ts';

export interface VisitBudget {
  readonly pages: number;
  readonly seconds: number;
  /** Of bodies as received. */
  readonly bytes: number;
  /** Links from a start address. */
  readonly depth: number;
}

export interface VisitOptions {
  readonly start: readonly string[];
  /** Only paths that begin so belong to the site, e.g. `/group/ideas/`. */
  readonly pathPrefix?: string;
  /** Product token that robots.txt is asked for. */
  readonly agent: string;
  readonly budget: VisitBudget;
  readonly delayMs: number;
  readonly adaptive?: boolean;
  /** Pages one step out, at most; 8 by default. They do not count as pages of the budget. */
  readonly secondary?: number;
  readonly retries?: number;
  /**
   * Requests on the way at once; 1 by default, and where there is a delay. More is for sites of one's own: it is faster, and
   * what a page leads to is considered a few pages later.
   */
  readonly lanes?: number | undefined;
}

export interface VisitedPage {
  /** As it was asked for. */
  readonly url: string;
  /** As it answered, after redirects. */
  readonly finalUrl: string;
  readonly status: number;
  readonly contentType: string;
  readonly position: ArchivePosition;
  /** Redirects on the way, each archived. */
  readonly hops: readonly Hop[];
  readonly referrer: string | null;
  readonly depth: number;
  readonly secondary: boolean;
  readonly kind: PageKind;
  readonly title: string;
  readonly links: readonly PageLink[];
  /** What X-Robots-Tag and meta robots say; recorded, they concern indexing. */
  readonly robotsDirectives: string | null;
  readonly capture: Capture;
}

/** A page as a visit writes it down for whoever takes its results over (`Settlement.pages`), as JSON. */
export interface PageRecord {
  /** As it answered. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly position: ArchivePosition;
  readonly referrer: string | null;
  readonly depth: number;
  readonly secondary: boolean;
  readonly title: string;
  readonly links: readonly { readonly url: string; readonly text: string; readonly rel: string | null; readonly leads: 'inside' | 'outside' }[];
  readonly robotsDirectives: string | null;
  /** Of the body as received. */
  readonly bytes: number;
  readonly source: CaptureSource;
  readonly capturedAt: string;
}

export interface VisitDeps {
  readonly frontier: Frontier;
  /** A writer that was opened with `archiveMark(frontier)`. */
  readonly archive: CaptureSink;
  readonly source: Source;
  readonly clock?: Clock;
  /** Shared by the visits of a crawl, so that platforms and sources on one host keep one pace. */
  readonly paces?: Map<string, Pace>;
  /** Ends the visit at once; what was not settled is done again when it goes on. */
  readonly signal?: AbortSignal;
  /** Asked between two pages: whether the visit is to stop here for now. */
  readonly pause?: () => boolean;
  /** What an earlier wave has of a URL, for conditional requests. */
  readonly known?: (url: string) => Known | null;
  readonly drawing?: Drawing;
  /** Called whenever what was settled has been made to last. */
  readonly onCommit?: () => void;
  /** Called for each page after it has been archived; after a kill it may be called for the same URL again. */
  readonly onPage?: (page: VisitedPage) => void | Promise<void>;
}

export type VisitOutcome = 'done' | 'budget' | 'refused' | 'gone' | 'unreachable' | 'interrupted';

export interface VisitResult {
  readonly outcome: VisitOutcome;
  /** In words; null if there is nothing to say. */
  readonly reason: string | null;
  /** Pages of the site, over all runs of this visit. */
  readonly pages: number;
  readonly secondaryPages: number;
  readonly bytes: number;
  /** URLs that are still waiting. */
  readonly queued: number;
  readonly failures: readonly Failure[];
  readonly robots: { readonly url: string; readonly status: number | null; readonly reason: string | null; readonly position: ArchivePosition | null } | null;
  readonly delayMs: number;
  /** `off`, `not needed`, or how many pages were drawn. */
  readonly rendering: string;
  readonly startedAt: string;
  readonly endedAt: string;
}

const MARK = 'archive.mark';
const START = 'start';
/** Keys that were being fetched when the visit stopped, so that it goes on in the same order. */
const HAND = 'hand';
const LIKENESS = 'near-identical';
const SITEMAPS = 'sitemaps';

/** Where the archive of a visit ended when its frontier last knew of it: `resumeAt` of the archive's writer. */
export function archiveMark(frontier: Pick<Frontier, 'note'>): { resumeAt?: number } {
  const mark = frontier.note(MARK);
  return mark === null ? {} : { resumeAt: Number(mark) };
}

/** Pages in a row that fail before the site counts as unreachable. */
const FAILURES_IN_A_ROW = 8;
const ANSWERED: ReadonlySet<string> = new Set(['type', 'too-large', 'slow', 'protocol', 'redirects']);
/** What was settled is made to last after so many pages, or when so much time has passed: a commit costs more than a page. */
const COMMIT_PAGES = 100;
const COMMIT_MS = 200;
/** Sitemaps of a site that are read at most. */
const MAX_SITEMAPS = 5;

/** @throws NetnoError for a start address that is none, and when the archive or the frontier cannot be written. */
export async function visitSite(options: VisitOptions, deps: VisitDeps): Promise<VisitResult> {
  for (const start of options.start) {
    if (!URL.canParse(start) || !/^https?:$/.test(new URL(start).protocol)) throw new NetnoError(`"${start}" is no address that can be visited; give one that begins with http:// or https://.`);
  }
  return new Visit(options, deps).run();
}

interface InHand {
  readonly item: NewUrl;
  readonly ahead: Ahead | null;
}

interface Ended {
  readonly outcome: VisitOutcome;
  readonly reason: string;
}

class Visit {
  readonly #options: VisitOptions;
  readonly #deps: VisitDeps;
  readonly #clock: Clock;
  readonly #fetcher: Fetcher;
  readonly #links: LinkExtractor;
  readonly #discovery: Discovery;
  readonly #startedAt: number;
  readonly #deadline: number;
  readonly #before: Progress;
  readonly #likeness: NearIdentical;
  readonly #drawing: DrawingChoice;
  /** Ends requests of pages whose turn will not come. */
  readonly #over = new AbortController();
  readonly #signal: AbortSignal;
  #hand: InHand[] = [];
  #pages = 0;
  #secondary = 0;
  /** Answers with a page in them: only they make a visit `done`. */
  #good: number;
  #sitemapsRead: boolean;
  #failuresInARow = 0;
  #uncommitted = 0;
  #committedAt: number;
  /** What became of the first start address that did not give a page. */
  #startTrouble: Ended | null;
  #robots: RobotsFile | null = null;

  constructor(options: VisitOptions, deps: VisitDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#clock = deps.clock ?? systemClock;
    this.#startedAt = this.#clock.now();
    this.#committedAt = this.#startedAt;
    this.#before = progressOf(deps.frontier.note('progress'));
    this.#good = this.#before.good;
    this.#drawing = new DrawingChoice(deps.drawing, this.#before);
    this.#sitemapsRead = deps.frontier.note(SITEMAPS) !== null;
    this.#startTrouble = troubleOf(deps.frontier.note('trouble'));
    this.#deadline = this.#startedAt + Math.max(0, options.budget.seconds * 1000 - this.#before.ms);
    this.#signal = deps.signal ? AbortSignal.any([deps.signal, this.#over.signal]) : this.#over.signal;
    // Every request on the way listens to it.
    setMaxListeners(0, this.#signal);
    this.#likeness = new NearIdentical(deps.frontier.note(LIKENESS));
    this.#fetcher = new Fetcher(
      { agent: options.agent, delayMs: options.delayMs, adaptive: options.adaptive ?? true, retries: options.retries ?? 2, deadline: this.#deadline },
      {
        source: deps.source,
        sink: deps.archive,
        clock: this.#clock,
        paces: deps.paces ?? new Map<string, Pace>(),
        paceOf: (url) => paceOf(url, options.start),
        signal: this.#signal,
        known: deps.known,
        recall: (name) => deps.frontier.note(name),
        remember: (name, value) => deps.frontier.setNote(name, value),
      },
    );
    const hosts = new Map<string, boolean>();
    this.#links = new LinkExtractor((url) => {
      let inside = hosts.get(url.host);
      if (inside === undefined) hosts.set(url.host, (inside = options.start.some((start) => sameSite(url.href, start))));
      return inside && url.pathname.startsWith(options.pathPrefix ?? '/');
    });
    this.#discovery = new Discovery(deps.frontier, (url) => this.#inside(url), options.budget.depth, (pattern) => this.#likeness.exhausted(pattern) !== null);
  }

  async run(): Promise<VisitResult> {
    const { frontier } = this.#deps;
    const address = this.#options.start.join(' ');
    const before = frontier.note(START);
    if (before !== null && before !== address) {
      throw new NetnoError(`This visit was begun at ${before} and cannot go on at ${address}: put the old address back, or begin another wave.`);
    }
    try {
      frontier.setNote(START, address);
      for (const [index, start] of this.#options.start.entries()) {
        const url = withoutSession(start);
        const entry = this.#discovery.start(url, canonicalUrl(url), index);
        if (entry) frontier.add([entry]);
      }
      if (this.#good === 0 && this.#startTrouble?.outcome === 'unreachable') this.#tryAgain();
      // From here on the archive belongs to the visit as far as the frontier says, and no further.
      if (frontier.note(MARK) === null) this.#commit();
      this.#hand = handOf(frontier.note(HAND)).flatMap((key) => frontier.take(key) ?? []).map((item) => ({ item, ahead: null }));
      const [first = ''] = this.#options.start;
      if (first !== '' && frontier.note(`robots ${new URL(first).origin}`) !== null) this.#robots = await this.#fetcher.robotsOf(first);
      const ended = await this.#both();
      this.#commit();
      return this.#result(ended);
    } finally {
      this.#over.abort();
      frontier.letGo();
    }
  }

  /** A site that could not be reached the last time is asked once more: nothing but its addresses is known of it. */
  #tryAgain(): void {
    const { frontier } = this.#deps;
    for (const start of this.#options.start) {
      const key = canonicalUrl(withoutSession(start));
      if (frontier.has(key)) frontier.settle({ key, state: 'queued' });
    }
    this.#startTrouble = null;
    frontier.setNote('trouble', '');
  }

  async #both(): Promise<Ended | null> {
    const ended = await this.#loop(false);
    if (ended !== null && ended.outcome !== 'budget') return ended;
    // Secondary sources have a bound of their own; the time is the same.
    const outside = await this.#loop(true);
    if (outside !== null && (ended === null || outside.outcome === 'interrupted')) return outside;
    if (ended !== null) return ended;
    return this.#good === 0 ? this.#startTrouble : null;
  }

  /** Works off the queue; null when it is empty, else why not. */
  async #loop(secondary: boolean): Promise<Ended | null> {
    const { budget } = this.#options;
    const { signal } = this.#deps;
    for (;;) {
      if (signal?.aborted) return INTERRUPTED;
      if (secondary) {
        if (this.#before.secondary + this.#secondary >= (this.#options.secondary ?? 8)) return null;
      } else if (this.#before.pages + this.#pages >= budget.pages) return { outcome: 'budget', reason: `${budget.pages} pages were to be seen at most` };
      if (this.#before.bytes + this.#fetcher.bytes >= budget.bytes) return { outcome: 'budget', reason: `${budget.bytes} bytes were to be received at most` };
      if (this.#clock.now() >= this.#deadline) return this.#noTime();
      if (!this.#sitemapsRead && this.#robots !== null && !secondary && this.#good > 0) {
        await this.#sitemaps(this.#robots);
        if (signal?.aborted) return INTERRUPTED;
      }
      const paused = this.#deps.pause?.() === true;
      if (!paused) this.#fill(secondary);
      const next = this.#hand.shift();
      if (!next) return paused ? INTERRUPTED : null;
      const stop = await this.#one(next);
      if (stop) {
        // It was not settled, and is the first when the visit goes on.
        this.#hand.unshift({ item: next.item, ahead: null });
        return stop;
      }
      if (!secondary && this.#failuresInARow >= FAILURES_IN_A_ROW) return { outcome: 'unreachable', reason: `${FAILURES_IN_A_ROW} pages in a row could not be fetched` };
    }
  }

  /**
   * Takes URLs in hand, and begins to fetch those behind the first. Which they are depends on the pages settled so far
   * alone, and they are settled in this order, so that the answers' timing changes nothing.
   */
  #fill(secondary: boolean): void {
    const { frontier } = this.#deps;
    const lanes = secondary || this.#options.delayMs > 0 || this.#robots === null ? 1 : (this.#options.lanes ?? 1);
    const most = secondary ? 1 : Math.min(lanes, this.#options.budget.pages - this.#before.pages - this.#pages);
    while (this.#hand.length < most) {
      const item = frontier.next(secondary);
      if (!item) return;
      this.#hand.push({ item, ahead: lanes > 1 && this.#likeness.exhausted(item.pattern) === null ? this.#fetcher.ahead(item.url) : null });
    }
  }

  /** One URL in hand; what it gives if the visit has to end. */
  async #one({ item, ahead }: InHand): Promise<Ended | null> {
    // A redirect may have led there in the meantime.
    if (this.#deps.frontier.stateOf(item.key) !== 'queued') return null;
    const alike = item.secondary ? null : this.#likeness.exhausted(item.pattern);
    if (alike !== null) {
      this.#settle({ key: item.key, state: 'refused', kind: 'trap', reason: alike });
      return null;
    }
    const inside = (target: string): boolean => this.#inside(target);
    const host = siteHost(item.url);
    const outcome = await this.#fetcher.page(item.url, (target) => {
      if (acts(target)) return true;
      if (item.secondary) return siteHost(target) !== host;
      return !inside(target) || this.#isSettled(target, item);
    }, ahead);
    if (!item.secondary && this.#robots === null && outcome.kind !== 'interrupted') this.#robots = await this.#fetcher.robotsOf(item.url);
    switch (outcome.kind) {
      case 'interrupted':
        return INTERRUPTED;
      case 'no-time':
        return this.#noTime();
      case 'too-long':
        if (!item.secondary) return { outcome: 'unreachable', reason: outcome.reason };
        this.#settle({ key: item.key, state: 'failed', kind: 'busy', reason: outcome.reason });
        return null;
      case 'refused':
        // RFC 9309 2.3.1.4: a robots.txt that cannot be had means no, for now; the site itself has not said no.
        this.#trouble(item, (this.#robots?.status ?? 0) >= 500 ? 'unreachable' : 'refused', outcome.reason);
        this.#settle({ key: item.key, state: 'refused', kind: 'robots', reason: outcome.reason });
        return null;
      case 'failed':
        // An answer that is of no use is an answer: the site is there.
        if (!item.secondary && !ANSWERED.has(outcome.failure)) this.#failuresInARow++;
        this.#trouble(item, outcome.failure === 'dns' ? 'gone' : outcome.failure === 'address' ? 'refused' : 'unreachable', outcome.reason);
        this.#settle({ key: item.key, state: 'failed', kind: outcome.failure, reason: outcome.reason });
        return null;
      case 'led-away': {
        const away = !inside(outcome.to);
        if (away) this.#trouble(item, 'gone', `the address redirects to ${outcome.to}, outside the site; if the platform has moved there, give that address`);
        const key = canonicalUrl(withoutSession(outcome.to));
        if (!away && kindOf(key) === 'register') {
          this.#settle({ key: item.key, state: 'refused', kind: 'login', reason: `asks for a login (redirects to ${outcome.to})` });
          return null;
        }
        const found = away && !item.secondary ? this.#discovery.outside([{ url: outcome.to, key, text: '', rel: null, leads: 'outside', skip: null }], item) : [];
        this.#settle({ key: item.key, state: 'done', kind: 'redirect', reason: `redirects to ${outcome.to}`, found });
        return null;
      }
      case 'page':
        return this.#page(item, outcome);
    }
  }

  async #page(item: NewUrl, { capture, position, hops }: Extract<PageOutcome, { kind: 'page' }>): Promise<Ended | null> {
    const good = capture.status >= 200 && capture.status < 300;
    const read = this.#read(capture);
    const views: { capture: Capture; position: ArchivePosition; read: ReadPage }[] = [{ capture, position, read }];
    if (good && !item.secondary && read.html !== null) {
      const drawn = await this.#drawing.draw(capture, read.html, this.#signal);
      if (this.#deps.signal?.aborted) return INTERRUPTED;
      if (drawn) views.push({ capture: drawn, position: this.#deps.archive.append(await this.#deps.archive.encode(drawn)), read: this.#read(drawn) });
      if (this.#discovery.isMany(item.pattern)) this.#likeness.saw(item.pattern, views.at(-1)?.read.html ?? read.html);
    }
    if (item.secondary) this.#secondary++;
    else {
      this.#pages++;
      if (good) this.#good++;
      this.#failuresInARow = capture.status >= 500 || capture.status === 429 ? this.#failuresInARow + 1 : 0;
      if (!good) {
        const reason = `the address answered ${capture.status}${capture.statusText === '' ? '' : ` ${capture.statusText}`}`;
        this.#trouble(item, capture.status === 404 || capture.status === 410 ? 'gone' : [401, 403, 451].includes(capture.status) ? 'refused' : 'unreachable', reason);
      }
    }
    const pages: string[] = [];
    for (const view of views) {
      const { capture: seen, position: at, read: { linked } } = view;
      const directives = [fieldOf(seen.responseHeaders, 'x-robots-tag'), linked.metaRobots].filter((one) => one !== null);
      const page = {
        status: seen.status,
        contentType: fieldOf(seen.responseHeaders, 'content-type') ?? '',
        position: at,
        referrer: item.referrer,
        depth: item.depth,
        secondary: item.secondary,
        title: linked.title,
        robotsDirectives: directives.length > 0 ? directives.join('; ') : null,
      };
      const kind = item.depth === 0 && !item.secondary ? 'home' : kindOf(canonicalUrl(seen.url), '');
      await this.#deps.onPage?.({ ...page, url: item.url, finalUrl: seen.url, hops, kind, links: linked.links, capture: seen });
      const links = linked.links.map(({ url, text, rel, leads }) => ({ url, text, rel, leads }));
      pages.push(JSON.stringify({ ...page, url: seen.url, links, bytes: seen.body.length, source: seen.source, capturedAt: seen.capturedAt } satisfies PageRecord));
    }
    const linked = { ...read.linked, links: views.flatMap((view) => view.read.linked.links) };
    const finalKey = canonicalUrl(withoutSession(capture.url));
    // The first address that leads to the login shows the login's page; what it stands for was not seen.
    const closed = finalKey !== item.key && kindOf(finalKey) === 'register' && kindOf(item.key) !== 'register';
    this.#settle({
      key: item.key,
      state: closed ? 'refused' : good && read.failure === null ? 'done' : 'failed',
      ...(closed ? { kind: 'login', reason: `asks for a login (redirects to ${capture.url})` } : read.failure !== null ? { kind: 'too-large', reason: read.failure } : good ? {} : { kind: `http-${capture.status}`, reason: `answered ${capture.status}` }),
      found: good && !item.secondary ? this.#discovery.found(linked, capture.url, item) : [],
      ...(finalKey === item.key ? {} : { alsoDone: [finalKey] }),
      pages,
    });
    return null;
  }

  #read(capture: Capture): ReadPage {
    const none = { title: '', links: [], canonical: null, metaRobots: null, refresh: null };
    if (!isText(fieldOf(capture.responseHeaders, 'content-type') ?? '', capture.body)) return { linked: none, html: null, failure: null };
    try {
      const html = decodeCapture(capture).text;
      return { linked: this.#links.extract(html, capture.url), html, failure: null };
    } catch (error) {
      return { linked: none, html: null, failure: reasonOf(error) };
    }
  }

  /** Reads the sitemaps that robots.txt names, once: they lead to pages that no page seen so far links to. */
  async #sitemaps(robots: RobotsFile): Promise<void> {
    const { frontier } = this.#deps;
    const queue = robots.robots.sitemaps.filter((url) => URL.canParse(url, robots.url)).map((url) => new URL(url, robots.url).href);
    const seen = new Set<string>();
    let read = 0;
    for (let next = queue.shift(); next !== undefined && read < MAX_SITEMAPS && this.#clock.now() < this.#deadline; next = queue.shift(), read++) {
      if (!sameSite(next, robots.url) || acts(next) || seen.has(next)) continue;
      seen.add(next);
      const outcome = await this.#fetcher.page(next, (target) => !sameSite(target, robots.url) || acts(target));
      // It is asked for again when the visit goes on.
      if (outcome.kind === 'interrupted' || outcome.kind === 'no-time') return;
      if (outcome.kind !== 'page' || outcome.capture.status !== 200) continue;
      try {
        const { pages, sitemaps } = parseSitemap(decodeBody(outcome.capture.body, fieldOf(outcome.capture.responseHeaders, 'content-encoding')), outcome.capture.url);
        frontier.add(this.#discovery.listed(pages, outcome.capture.url));
        queue.push(...sitemaps);
      } catch {
        // What cannot be read names nothing; it is in the archive.
      }
    }
    frontier.setNote(SITEMAPS, String(read));
    this.#sitemapsRead = true;
  }

  /** A redirect's target that is queued is worth following now; one that was seen, failed or refused is not. */
  #isSettled(target: string, item: NewUrl): boolean {
    const key = canonicalUrl(withoutSession(target));
    const state = this.#deps.frontier.stateOf(key);
    return key !== item.key && state !== null && state !== 'queued';
  }

  #inside(url: string): boolean {
    return this.#options.start.some((start) => sameSite(url, start)) && new URL(url).pathname.startsWith(this.#options.pathPrefix ?? '/');
  }

  #trouble(item: NewUrl, outcome: VisitOutcome, reason: string): void {
    if (item.depth === 0 && !item.secondary) this.#startTrouble ??= { outcome, reason };
  }

  #noTime(): Ended {
    return { outcome: 'budget', reason: `the visit was to take ${this.#options.budget.seconds} s at most` };
  }

  #settle(settlement: Settlement): void {
    this.#deps.frontier.settle(settlement);
    this.#uncommitted++;
    if (this.#uncommitted >= COMMIT_PAGES || this.#clock.now() - this.#committedAt >= COMMIT_MS) this.#commit();
  }

  /** Makes what was settled last, with what the visit has used so far and how far its archive reaches. */
  #commit(): void {
    this.#deps.frontier.commit({
      [MARK]: String(this.#deps.archive.mark()),
      [HAND]: this.#hand.map(({ item }) => item.key).join(' '),
      progress: JSON.stringify({
        pages: this.#before.pages + this.#pages,
        secondary: this.#before.secondary + this.#secondary,
        good: this.#good,
        bytes: this.#before.bytes + this.#fetcher.bytes,
        ms: Math.round(this.#before.ms + this.#clock.now() - this.#startedAt),
        ...this.#drawing.soFar,
      } satisfies Progress),
      ...(this.#startTrouble && this.#good === 0 ? { trouble: `${this.#startTrouble.outcome} ${this.#startTrouble.reason}` } : {}),
      ...(this.#likeness.empty ? {} : { [LIKENESS]: this.#likeness.keep() }),
    });
    this.#uncommitted = 0;
    this.#committedAt = this.#clock.now();
    this.#deps.onCommit?.();
  }

  #result(ended: Ended | null): VisitResult {
    const { frontier } = this.#deps;
    const [start = ''] = this.#options.start;
    return {
      outcome: ended?.outcome ?? 'done',
      reason: ended?.reason ?? null,
      pages: this.#before.pages + this.#pages,
      secondaryPages: this.#before.secondary + this.#secondary,
      bytes: this.#before.bytes + this.#fetcher.bytes,
      queued: frontier.counts(false).queued,
      failures: frontier.failures(),
      robots: this.#robots && { url: this.#robots.url, status: this.#robots.status, reason: this.#robots.reason, position: this.#robots.position },
      delayMs: start === '' ? this.#options.delayMs : this.#fetcher.delayOf(start),
      rendering: this.#drawing.inWords,
      startedAt: new Date(this.#startedAt).toISOString(),
      endedAt: new Date(this.#clock.now()).toISOString(),
    };
  }
}

interface ReadPage {
  readonly linked: LinkedPage;
  /** Text of an HTML page or a feed; null for anything else. */
  readonly html: string | null;
  readonly failure: string | null;
}

const INTERRUPTED: Ended = { outcome: 'interrupted', reason: 'interrupted; the same command goes on from here' };

/** What a visit has used and seen, over all its runs. */
interface Progress extends DrawnSoFar {
  readonly pages: number;
  readonly secondary: number;
  readonly good: number;
  readonly bytes: number;
  readonly ms: number;
}

function progressOf(note: string | null): Progress {
  return { pages: 0, secondary: 0, good: 0, bytes: 0, ms: 0, empty: 0, sampled: 0, drawn: 0, ...(note === null ? {} : (JSON.parse(note) as Progress)) };
}

function handOf(note: string | null): string[] {
  return (note ?? '').split(' ').filter((key) => key !== '');
}

/** A visit that was finished before says again what it said then. */
function troubleOf(note: string | null): Ended | null {
  const parts = /^(refused|gone|unreachable) ([^]*)$/.exec(note ?? '');
  const outcome = (['refused', 'gone', 'unreachable'] as const).find((one) => one === parts?.[1]);
  return outcome ? { outcome, reason: parts?.[2] ?? '' } : null;
}

const PAGE_TYPES = /^(?:text\/html|application\/xhtml\+xml|application\/(?:rss|atom|rdf)\+xml|application\/xml|text\/xml)\b/i;

/** HTML and feeds; where the server names no type, what begins like markup. */
function isText(contentType: string, body: Uint8Array): boolean {
  if (contentType.trim() !== '') return PAGE_TYPES.test(contentType.trim());
  return /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(Buffer.from(body.subarray(0, 200)).toString('latin1'));
}
