/**
 * One site visit: frontier → robots → pace → source → archive, page by page, until the site, the budget or the patience is
 * at an end. The same site gives the same pages in the same order, whatever the clock says and whatever runs beside it;
 * only the budgets of seconds and bytes can cut that order short.
 */
import { decodeCapture } from '../core/charset.ts';
import { NetnoError, reasonOf } from '../core/errors.ts';
import type { ArchivePosition, Capture } from '../core/types.ts';
import { canonicalUrl, sameSite, siteHost } from '../core/url.ts';
import { fieldOf } from '../core/warc.ts';
import { Fetcher } from './fetcher.ts';
import type { CaptureSink, Hop, PageOutcome } from './fetcher.ts';
import { Discovery } from './discovery.ts';
import type { Failure, Frontier, FrontierUrl, Settlement } from './frontier.ts';
import { LinkExtractor } from './links.ts';
import type { LinkedPage, PageLink } from './links.ts';
import type { RobotsFile } from './robots-gate.ts';
import type { Pace } from './pace.ts';
import { systemClock } from './sources/source.ts';
import type { Clock, Source } from './sources/source.ts';
import { withoutSession } from './traps.ts';
import { kindOf } from './value.ts';
import type { PageKind } from './value.ts';

export type { CaptureSink, Hop } from './fetcher.ts';

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

export interface VisitDeps {
  readonly frontier: Frontier;
  /** A writer that was opened with `archiveMark(frontier)`. */
  readonly archive: CaptureSink;
  readonly source: Source;
  readonly clock?: Clock;
  /** Shared by the visits of a crawl, so that platforms and sources on one host keep one pace. */
  readonly paces?: Map<string, Pace>;
  readonly signal?: AbortSignal;
  /**
   * Called for each page after it has been archived and before the frontier knows of it: after a kill it may be
   * called for the same URL again, with the same position.
   */
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
  readonly startedAt: string;
  readonly endedAt: string;
}

const MARK = 'archive.mark';

/** Where the archive of a visit ended when its frontier last knew of it: `resumeAt` of the archive's writer. */
export function archiveMark(frontier: Frontier): { resumeAt?: number } {
  const mark = frontier.note(MARK);
  return mark === null ? {} : { resumeAt: Number(mark) };
}

/** Pages in a row that fail before the site counts as unreachable. */
const FAILURES_IN_A_ROW = 8;

/** @throws NetnoError for a start address that is none, and when the archive or the frontier cannot be written. */
export async function visitSite(options: VisitOptions, deps: VisitDeps): Promise<VisitResult> {
  for (const start of options.start) {
    if (!URL.canParse(start) || !/^https?:$/.test(new URL(start).protocol)) throw new NetnoError(`"${start}" is no address that can be visited; give one that begins with http:// or https://.`);
  }
  return new Visit(options, deps).run();
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
  #pages = 0;
  #secondary = 0;
  /** Answers with a page in them: only they make a visit `done`. */
  #good: number;
  #failuresInARow = 0;
  /** What became of the first start address that did not give a page. */
  #startTrouble: { readonly outcome: VisitOutcome; readonly reason: string } | null;
  #robots: RobotsFile | null = null;

  constructor(options: VisitOptions, deps: VisitDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#clock = deps.clock ?? systemClock;
    this.#startedAt = this.#clock.now();
    this.#before = progressOf(deps.frontier.note('progress'));
    this.#good = this.#before.good;
    this.#startTrouble = troubleOf(deps.frontier.note('trouble'));
    this.#deadline = this.#startedAt + Math.max(0, options.budget.seconds * 1000 - this.#before.ms);
    this.#fetcher = new Fetcher(
      { agent: options.agent, delayMs: options.delayMs, adaptive: options.adaptive ?? true, retries: options.retries ?? 2, deadline: this.#deadline },
      {
        source: deps.source,
        sink: deps.archive,
        clock: this.#clock,
        paces: deps.paces ?? new Map<string, Pace>(),
        signal: deps.signal,
        recall: (name) => deps.frontier.note(name),
        remember: (name, value) => {
          deps.frontier.setNote(name, value);
          deps.frontier.setNote(MARK, String(deps.archive.mark()));
        },
      },
    );
    const hosts = new Map<string, boolean>();
    this.#links = new LinkExtractor((url) => {
      let inside = hosts.get(url.host);
      if (inside === undefined) hosts.set(url.host, (inside = options.start.some((start) => sameSite(url.href, start))));
      return inside && url.pathname.startsWith(options.pathPrefix ?? '/');
    });
    this.#discovery = new Discovery(deps.frontier, (url) => this.#inside(url), options.budget.depth);
  }

  async run(): Promise<VisitResult> {
    const { frontier } = this.#deps;
    // From here on the archive belongs to the visit as far as the frontier says, and no further.
    if (frontier.note(MARK) === null) frontier.setNote(MARK, String(this.#deps.archive.mark()));
    for (const [index, start] of this.#options.start.entries()) {
      const url = withoutSession(start);
      const key = canonicalUrl(url);
      const entry = this.#discovery.start(url, key, index);
      if (entry) frontier.add([entry]);
    }
    const [first = ''] = this.#options.start;
    if (first !== '' && frontier.note(`robots ${new URL(first).origin}`) !== null) this.#robots = await this.#fetcher.robotsOf(first);
    const ended = await this.#loop(false);
    if (ended === null || ended.outcome === 'budget') {
      // Secondary sources have a bound of their own; the time is the same.
      const outside = await this.#loop(true);
      if (outside !== null && (ended === null || outside.outcome === 'interrupted')) return this.#result(outside.outcome, outside.reason);
    }
    if (ended !== null) return this.#result(ended.outcome, ended.reason);
    if (this.#good === 0 && this.#startTrouble) return this.#result(this.#startTrouble.outcome, this.#startTrouble.reason);
    return this.#result('done', null);
  }

  /** Works off the queue; null when it is empty, else why not. */
  async #loop(secondary: boolean): Promise<{ outcome: VisitOutcome; reason: string | null } | null> {
    const { budget } = this.#options;
    const { frontier, signal } = this.#deps;
    for (;;) {
      if (signal?.aborted) return { outcome: 'interrupted', reason: 'interrupted; the same command goes on from here' };
      if (secondary) {
        if (this.#before.secondary + this.#secondary >= (this.#options.secondary ?? 8)) return null;
      } else if (this.#before.pages + this.#pages >= budget.pages) return { outcome: 'budget', reason: `${budget.pages} pages were to be seen at most` };
      if (this.#before.bytes + this.#fetcher.bytes >= budget.bytes) return { outcome: 'budget', reason: `${budget.bytes} bytes were to be received at most` };
      if (this.#clock.now() >= this.#deadline) return { outcome: 'budget', reason: `the visit was to take ${budget.seconds} s at most` };
      const item = frontier.next(secondary);
      if (!item) return null;
      const stop = await this.#one(item);
      if (stop) return stop;
      if (!secondary && this.#failuresInARow >= FAILURES_IN_A_ROW) return { outcome: 'unreachable', reason: `${FAILURES_IN_A_ROW} pages in a row could not be fetched` };
    }
  }

  /** One URL from the queue; what it gives if the visit has to end. */
  async #one(item: FrontierUrl): Promise<{ outcome: VisitOutcome; reason: string | null } | null> {
    const inside = (target: string): boolean => this.#inside(target);
    const host = siteHost(item.url);
    const outcome = await this.#fetcher.page(item.url, (target) => {
      if (item.secondary) return siteHost(target) !== host;
      return !inside(target) || this.#isSettled(target, item);
    });
    if (!item.secondary && this.#robots === null && outcome.kind !== 'interrupted') this.#robots = await this.#fetcher.robotsOf(item.url);
    switch (outcome.kind) {
      case 'interrupted':
        this.#settle({ key: item.key, state: 'queued' });
        return { outcome: 'interrupted', reason: 'interrupted; the same command goes on from here' };
      case 'no-time':
        this.#settle({ key: item.key, state: 'queued' });
        return { outcome: 'budget', reason: `the visit was to take ${this.#options.budget.seconds} s at most` };
      case 'too-long':
        this.#settle({ key: item.key, state: item.secondary ? 'failed' : 'queued', kind: 'busy', reason: outcome.reason });
        return item.secondary ? null : { outcome: 'unreachable', reason: outcome.reason };
      case 'refused':
        this.#trouble(item, 'refused', outcome.reason);
        this.#settle({ key: item.key, state: 'refused', kind: 'robots', reason: outcome.reason });
        return null;
      case 'failed':
        if (!item.secondary) this.#failuresInARow++;
        this.#trouble(item, outcome.failure === 'dns' ? 'gone' : outcome.failure === 'address' ? 'refused' : 'unreachable', outcome.reason);
        this.#settle({ key: item.key, state: 'failed', kind: outcome.failure, reason: outcome.reason });
        return null;
      case 'led-away': {
        const away = !inside(outcome.to);
        if (away) this.#trouble(item, 'gone', `the address redirects to ${outcome.to}, outside the site; if the platform has moved there, give that address`);
        const key = canonicalUrl(withoutSession(outcome.to));
        const found = away && !item.secondary ? this.#discovery.outside([{ url: outcome.to, key, text: '', rel: null, leads: 'outside', skip: null }], item) : [];
        this.#settle({ key: item.key, state: 'done', kind: 'redirect', reason: `redirects to ${outcome.to}`, found });
        return null;
      }
      case 'page':
        await this.#page(item, outcome);
        return null;
    }
  }

  async #page(item: FrontierUrl, { capture, position, hops }: Extract<PageOutcome, { kind: 'page' }>): Promise<void> {
    const contentType = fieldOf(capture.responseHeaders, 'content-type') ?? '';
    const good = capture.status >= 200 && capture.status < 300;
    let linked: LinkedPage = { title: '', links: [], canonical: null, metaRobots: null, refresh: null };
    let unread: string | null = null;
    if (isText(contentType, capture.body)) {
      try {
        linked = this.#links.extract(decodeCapture(capture).text, capture.url);
      } catch (error) {
        unread = reasonOf(error);
      }
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
    const directives = [fieldOf(capture.responseHeaders, 'x-robots-tag'), linked.metaRobots].filter((one) => one !== null);
    await this.#deps.onPage?.({
      url: item.url,
      finalUrl: capture.url,
      status: capture.status,
      contentType,
      position,
      hops,
      referrer: item.referrer,
      depth: item.depth,
      secondary: item.secondary,
      kind: item.depth === 0 && !item.secondary ? 'home' : kindOf(canonicalUrl(capture.url), ''),
      title: linked.title,
      links: linked.links,
      robotsDirectives: directives.length > 0 ? directives.join('; ') : null,
      capture,
    });
    const found = good && !item.secondary ? this.#discovery.found(linked, capture.url, item) : [];
    const finalKey = canonicalUrl(withoutSession(capture.url));
    this.#settle({
      key: item.key,
      state: good && unread === null ? 'done' : 'failed',
      ...(unread !== null ? { kind: 'too-large', reason: unread } : good ? {} : { kind: `http-${capture.status}`, reason: `answered ${capture.status}` }),
      found,
      ...(finalKey === item.key ? {} : { alsoDone: [finalKey] }),
    });
  }

  /** A redirect's target that is queued is worth following now; one that was seen, failed or refused is not. */
  #isSettled(target: string, item: FrontierUrl): boolean {
    const key = canonicalUrl(withoutSession(target));
    const state = this.#deps.frontier.stateOf(key);
    return key !== item.key && state !== null && state !== 'queued';
  }

  #inside(url: string): boolean {
    return this.#options.start.some((start) => sameSite(url, start)) && new URL(url).pathname.startsWith(this.#options.pathPrefix ?? '/');
  }

  #trouble(item: FrontierUrl, outcome: VisitOutcome, reason: string): void {
    if (item.depth === 0 && !item.secondary) this.#startTrouble ??= { outcome, reason };
  }

  /** Closes a URL; what the visit has used so far and how far its archive reaches go into the same transaction. */
  #settle(settlement: Settlement): void {
    this.#deps.frontier.settle({
      ...settlement,
      notes: {
        [MARK]: String(this.#deps.archive.mark()),
        progress: [this.#before.pages + this.#pages, this.#before.secondary + this.#secondary, this.#good, this.#before.bytes + this.#fetcher.bytes, Math.round(this.#before.ms + this.#clock.now() - this.#startedAt)].join(' '),
        ...(this.#startTrouble && this.#good === 0 ? { trouble: `${this.#startTrouble.outcome} ${this.#startTrouble.reason}` } : {}),
      },
    });
  }

  #result(outcome: VisitOutcome, reason: string | null): VisitResult {
    const { frontier } = this.#deps;
    const [start = ''] = this.#options.start;
    return {
      outcome,
      reason,
      pages: this.#before.pages + this.#pages,
      secondaryPages: this.#before.secondary + this.#secondary,
      bytes: this.#before.bytes + this.#fetcher.bytes,
      queued: frontier.counts(false).queued,
      failures: frontier.failures(),
      robots: this.#robots && { url: this.#robots.url, status: this.#robots.status, reason: this.#robots.reason, position: this.#robots.position },
      delayMs: start === '' ? this.#options.delayMs : this.#fetcher.delayOf(start),
      startedAt: new Date(this.#startedAt).toISOString(),
      endedAt: new Date(this.#clock.now()).toISOString(),
    };
  }
}

/** What a visit has used and seen, over all its runs. */
interface Progress {
  readonly pages: number;
  readonly secondary: number;
  readonly good: number;
  readonly bytes: number;
  readonly ms: number;
}

function progressOf(note: string | null): Progress {
  const [pages = 0, secondary = 0, good = 0, bytes = 0, ms = 0] = (note ?? '').split(' ').map(Number);
  return { pages, secondary, good, bytes, ms };
}

/** A visit that was finished before says again what it said then. */
function troubleOf(note: string | null): { readonly outcome: VisitOutcome; readonly reason: string } | null {
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
