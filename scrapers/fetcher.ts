/**
 * One page of a site: robots.txt asked, the pace kept, patience where the site asks for it, redirects hop by hop, every
 * answer archived before anyone looks at it.
 */
import type { ArchivePosition, Capture, Header } from '../core/types.ts';
import { fieldOf } from '../core/warc.ts';
import type { FailureKind } from './addresses.ts';
import { Pace, retryAfterMs } from './pace.ts';
import { fetchRobots, freeze, redirectTarget, thaw } from './robots-gate.ts';
import type { RobotsFile } from './robots-gate.ts';
import type { Clock, Fetched, Source } from './sources/source.ts';

/** What a visit needs of an archive; store/archive's writer has this shape. */
export interface CaptureSink {
  /** Compresses, beside other work. What comes out is the sink's own business. */
  encode(capture: Capture): Promise<unknown>;
  /** Puts it at the end. */
  append(encoded: unknown): ArchivePosition;
  /** Length of the archive file, once everything appended is in it: what belongs to the visit. */
  mark(): number;
}

/** What an earlier wave knows of a URL: enough to ask whether it has changed, and to show it if not. */
export interface Known {
  /** If-None-Match and If-Modified-Since. */
  readonly headers: readonly Header[];
  /** The page as it is, where the server has answered 304. @param position of the archived answer */
  unchanged(position: ArchivePosition): Capture;
}

export interface Hop {
  readonly url: string;
  readonly status: number;
  readonly position: ArchivePosition;
}

export type PageOutcome =
  | { readonly kind: 'page'; readonly capture: Capture; readonly position: ArchivePosition; readonly hops: readonly Hop[] }
  /** Redirected to somewhere the visit does not follow: outside, or a page that it knows. */
  | { readonly kind: 'led-away'; readonly to: string; readonly hops: readonly Hop[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly hops: readonly Hop[] }
  | { readonly kind: 'failed'; readonly failure: FailureKind | 'redirects'; readonly reason: string; readonly hops: readonly Hop[] }
  /** The site asked for more time than the visit has. */
  | { readonly kind: 'too-long'; readonly reason: string }
  /** The pace allows no request before the visit's time is over. */
  | { readonly kind: 'no-time' }
  | { readonly kind: 'interrupted' };

export interface FetcherOptions {
  /** Product token that robots.txt is asked for. */
  readonly agent: string;
  readonly delayMs: number;
  readonly adaptive: boolean;
  /** How often a page is tried again after a network failure. */
  readonly retries: number;
  /** Milliseconds since 1970 at which the visit is over. */
  readonly deadline: number;
}

export interface FetcherDeps {
  readonly source: Source;
  readonly sink: CaptureSink;
  readonly clock: Clock;
  /** Paces by host, shared by all visits of a crawl: a host is one machine, whoever asks it. */
  readonly paces: Map<string, Pace>;
  /** Name of the pace that a URL keeps. */
  readonly paceOf: (url: string) => string;
  readonly signal: AbortSignal | undefined;
  readonly known: ((url: string) => Known | null) | undefined;
  /** Notes that outlive the program: robots.txt files. */
  readonly recall: (name: string) => string | null;
  readonly remember: (name: string, value: string) => void;
}

const MAX_REDIRECTS = 10;
/** How often a site that asks for patience is asked again for one page. */
const MAX_PATIENCE = 6;
/** Where 429 or 503 come without Retry-After. */
const DEFAULT_PATIENCE_MS = 15_000;
const FIRST_BACKOFF_MS = 1000;

export class Fetcher {
  readonly #options: FetcherOptions;
  readonly #deps: FetcherDeps;
  readonly #robots = new Map<string, RobotsFile>();
  bytes = 0;

  constructor(options: FetcherOptions, deps: FetcherDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** robots.txt of a URL's origin. */
  async robotsOf(url: string): Promise<RobotsFile> {
    const { origin } = new URL(url);
    const known = this.#robots.get(origin);
    if (known) return known;
    const note = this.#deps.recall(`robots ${origin}`);
    let file = note === null ? null : thaw(note, this.#deps.clock.now());
    if (!file) {
      file = await fetchRobots(origin, async (at) => {
        // Whole: a file that may not have changed is no rule to go by.
        const answer = await this.#exchange(at, false);
        return { fetched: answer.fetched, position: await this.#keep(answer) };
      });
      const text = freeze(file, this.#deps.clock.now());
      if (text !== null) this.#deps.remember(`robots ${origin}`, text);
    }
    // An interrupted request says nothing about the site.
    if (file.failure !== 'aborted') this.#robots.set(origin, file);
    this.#paceOf(url).crawlDelay(file.robots.crawlDelay(this.#options.agent));
    return file;
  }

  delayOf(url: string): number {
    return this.#paceOf(url).delayMs;
  }

  /** Begins to fetch a page whose turn has not come, if robots.txt of its origin is known and allows it. */
  ahead(url: string): Ahead | null {
    const file = this.#robots.get(new URL(url).origin);
    if (!file || file.failure !== null || !file.robots.verdict(this.#options.agent, url).allowed) return null;
    return this.#exchange(url);
  }

  /**
   * @param stop whether a redirect's target is not to be followed (outside, or known already)
   * @param ahead what `ahead(url)` gave
   */
  async page(url: string, stop: (target: string) => boolean, ahead: Ahead | null = null): Promise<PageOutcome> {
    const hops: Hop[] = [];
    const seen = new Set([url]);
    let at = url;
    let begun = ahead;
    for (;;) {
      const file = await this.robotsOf(at);
      if (this.#deps.signal?.aborted) return { kind: 'interrupted' };
      if (file.failure !== null && file.failure !== 'protocol') {
        return { kind: 'failed', failure: file.failure, reason: file.status === null ? (file.reason ?? 'no answer') : `robots.txt: ${file.reason ?? 'no answer'}`, hops };
      }
      const verdict = file.robots.verdict(this.#options.agent, at);
      if (!verdict.allowed) return { kind: 'refused', reason: verdict.rule === null ? (file.reason ?? 'robots.txt refuses') : `robots.txt line ${verdict.line}: ${verdict.rule}`, hops };
      if (this.#deps.clock.now() + this.#paceOf(at).remaining() >= this.#options.deadline) return { kind: 'no-time' };
      const answer = await (begun ?? this.#exchange(at));
      begun = null;
      const { fetched } = answer;
      const position = await this.#keep(answer);
      if (!fetched.ok) {
        if (fetched.kind === 'aborted') return { kind: 'interrupted' };
        return { kind: 'failed', failure: fetched.kind, reason: fetched.reason, hops };
      }
      if (answer.patience !== null) return { kind: 'too-long', reason: answer.patience };
      // A capture that was received has been archived.
      if (position === null) return { kind: 'interrupted' };
      const capture = answer.known && fetched.capture.status === 304 ? answer.known.unchanged(position) : fetched.capture;
      const target = redirectTarget(capture);
      if (target === null) return { kind: 'page', capture, position, hops };
      hops.push({ url: at, status: capture.status, position });
      if (seen.has(target)) return { kind: 'failed', failure: 'redirects', reason: `the redirects go round in a circle (${target})`, hops };
      if (hops.length >= MAX_REDIRECTS) return { kind: 'failed', failure: 'redirects', reason: `more than ${MAX_REDIRECTS} redirects`, hops };
      if (stop(target)) return { kind: 'led-away', to: target, hops };
      seen.add(target);
      at = target;
    }
  }

  /** Archives an answer's captures in their order; the position of the last. */
  async #keep(answer: Answer): Promise<ArchivePosition | null> {
    let position: ArchivePosition | null = null;
    for (const { bytes, encoded } of answer.received) {
      position = this.#deps.sink.append(await encoded);
      this.bytes += bytes;
    }
    return position;
  }

  #paceOf(url: string): Pace {
    const host = this.#deps.paceOf(url);
    const { paces } = this.#deps;
    let pace = paces.get(host);
    if (!pace) paces.set(host, (pace = new Pace({ delayMs: this.#options.delayMs, adaptive: this.#options.adaptive }, this.#deps.clock)));
    return pace;
  }

  /**
   * One answer, at last: waits its turn, tries again after network failures, waits where 429 or 503 ask for it.
   */
  async #exchange(url: string, conditional = true): Promise<Answer> {
    const { clock, signal, source, sink } = this.#deps;
    const pace = this.#paceOf(url);
    const known = conditional ? (this.#deps.known?.(url) ?? null) : null;
    const received: Received[] = [];
    const end = (fetched: Fetched, patience: string | null = null): Answer => ({ fetched, received, known, patience });
    let failures = 0;
    let asked = 0;
    for (;;) {
      const fetched = await pace.ask(() => source.get(url, signal, known?.headers), signal);
      if (fetched === null) return end({ ok: false, kind: 'aborted', reason: 'interrupted' });
      if (!fetched.ok) {
        const passing = fetched.kind === 'timeout' || fetched.kind === 'connection';
        const wait = FIRST_BACKOFF_MS * 2 ** failures;
        if (!passing || failures >= this.#options.retries || clock.now() + wait >= this.#options.deadline) return end(fetched);
        failures++;
        await clock.sleep(wait, signal);
        continue;
      }
      const { capture } = fetched;
      const encoded = sink.encode(capture);
      // It is awaited when the page has its turn; until then a failure must not end the program.
      encoded.catch(() => {});
      received.push({ bytes: capture.body.length, encoded });
      if (capture.status !== 429 && capture.status !== 503) return end(fetched);
      const said = retryAfterMs(fieldOf(capture.responseHeaders, 'retry-after'), clock.now());
      // A 503 that names no time is a broken page as often as a busy site.
      if (said === null && capture.status === 503 && asked >= this.#options.retries) return end(fetched);
      const wait = Math.max(1000, said ?? DEFAULT_PATIENCE_MS * 2 ** asked);
      asked++;
      if (asked > MAX_PATIENCE || clock.now() + wait >= this.#options.deadline) {
        return end(fetched, `the site answered ${capture.status} and asked to wait ${Math.ceil(wait / 1000)} s, longer than the visit may take`);
      }
      pace.hold(wait);
    }
  }
}

interface Received {
  readonly bytes: number;
  readonly encoded: Promise<unknown>;
}

/** What came of asking for one URL, not archived yet. */
interface Answer {
  readonly fetched: Fetched;
  readonly received: readonly Received[];
  readonly known: Known | null;
  /** Says in words that the site still asked for more time when there was none. */
  readonly patience: string | null;
}

export type Ahead = Promise<Answer>;
