/** How fast one site is asked: never faster than the study, its robots.txt or its own slowness allow. */
import { sameSite, siteHost } from '../core/url.ts';
import type { Clock } from './sources/source.ts';

export interface PaceOptions {
  /** Milliseconds between the end of one exchange and the start of the next. 0 switches politeness off (benchmarks). */
  readonly delayMs: number;
  /** Whether a site that answers slowly is asked more slowly. */
  readonly adaptive?: boolean;
}

/** A site is left alone for twice as long as it took to answer (the idea of Heritrix's delay factor), within this limit. */
const SLOWNESS_FACTOR = 2;
const SLOWEST_MS = 30_000;

export class Pace {
  readonly #clock: Clock;
  readonly #base: number;
  readonly #adaptive: boolean;
  #crawlDelayMs = 0;
  #answerMs = 0;
  #lastEnd = -Infinity;
  #heldUntil = -Infinity;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: PaceOptions, clock: Clock) {
    this.#clock = clock;
    this.#base = options.delayMs;
    this.#adaptive = options.adaptive ?? true;
  }

  /** What robots.txt asks for; null if nothing. */
  crawlDelay(seconds: number | null): void {
    this.#crawlDelayMs = this.#base === 0 ? 0 : Math.max(this.#crawlDelayMs, (seconds ?? 0) * 1000);
  }

  get delayMs(): number {
    const asked = Math.max(this.#base, this.#crawlDelayMs);
    return this.#adaptive && asked > 0 ? Math.max(asked, Math.min(SLOWEST_MS, this.#answerMs * SLOWNESS_FACTOR)) : asked;
  }

  /** Milliseconds until the site may be asked again. */
  remaining(): number {
    const delay = this.delayMs;
    return Math.max(0, (delay === 0 ? this.#heldUntil : Math.max(this.#heldUntil, this.#lastEnd + delay)) - this.#clock.now());
  }

  /** The site has asked for patience: nobody asks it for anything in the meantime. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + milliseconds);
  }

  /**
   * One exchange in its turn: after those that were asked for before it, and no sooner than the pace allows.
   * Visits that share a host share its pace. Where politeness is off requests need not wait for one another.
   * @returns null if the signal fired while it waited
   */
  async ask<T extends { readonly ok: boolean }>(request: () => Promise<T>, signal?: AbortSignal): Promise<T | null> {
    const before = this.#base === 0 ? undefined : this.#queue;
    let done: () => void = () => undefined;
    this.#queue = new Promise((resolve) => (done = resolve));
    await before;
    try {
      await this.turn(signal);
      if (signal?.aborted) return null;
      const began = this.#clock.now();
      const answer = await request();
      this.finished(answer.ok ? this.#clock.now() - began : null);
      return answer;
    } finally {
      done();
    }
  }

  /** Waits until then. */
  async turn(signal?: AbortSignal): Promise<void> {
    // While it waits the site may ask for more.
    for (let wait = this.remaining(); wait > 0 && !signal?.aborted; wait = this.remaining()) await this.#clock.sleep(wait, signal);
  }

  /** An exchange is over; `tookMs` is null if the site did not answer. */
  finished(tookMs: number | null): void {
    this.#lastEnd = this.#clock.now();
    if (tookMs !== null) this.#answerMs = this.#answerMs === 0 ? tookMs : this.#answerMs * 0.8 + tookMs * 0.2;
  }
}

/**
 * Milliseconds that Retry-After asks for (RFC 9110 10.2.3: seconds or a date); null if the value says neither.
 */
export function retryAfterMs(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const date = text === '' ? NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * Name of the pace that a URL keeps: one for a site with all its subdomains, by http or https, which are one machine as
 * far as anyone knows.
 * @param start the site's addresses
 */
export function paceOf(url: string, start: readonly string[]): string {
  const site = start.find((one) => sameSite(url, one)) ?? url;
  const { port } = new URL(site);
  return `${siteHost(site)}:${port}`;
}
