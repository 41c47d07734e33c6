/** When a page that scripts build is done, so that nobody waits longer than that. */
import type { Page } from 'playwright-core';

/** What is under way between a page and whoever answers its requests. */
export class Traffic {
  #pending = 0;
  #turns = 0;
  #last = performance.now();
  #waiting: (() => void)[] = [];

  begin(): void {
    this.#pending++;
    this.#turns++;
  }

  end(): void {
    this.#pending--;
    this.#turns++;
    this.#last = performance.now();
    if (this.#pending > 0) return;
    for (const go of this.#waiting.splice(0)) go();
  }

  get pending(): number {
    return this.#pending;
  }

  /** Differs as soon as a request has begun or ended. */
  get turns(): number {
    return this.#turns;
  }

  /** When a request ended last, by `performance.now()`. */
  get last(): number {
    return this.#last;
  }

  /** Resolves when nothing is pending, or after so many milliseconds. */
  idle(milliseconds: number): Promise<void> {
    if (this.#pending === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Timers up to this long are waited for; longer ones are reminders, refreshes and time limits. */
const LONGEST_TIMER_MS = 500;
/** A timer started by a timer started by … so many: an endless animation, which nobody waits for. */
const DEEPEST_TIMER = 5;

interface Watch {
  quiet(forMs: number, afresh: boolean, limitMs: number): Promise<boolean>;
}

/**
 * To be run before a page's own scripts. Sees changes of the content (attributes apart, which animations change) and short
 * timers.
 */
export const watcher = `(() => {
  const now = performance.now.bind(performance), later = window.setTimeout.bind(window), clear = window.clearTimeout.bind(window);
  const timers = new Set();
  let changed = now(), depth = 0;
  window.setTimeout = function setTimeout(task, delay, ...rest) {
    if (typeof task !== 'function' || Number(delay) > ${LONGEST_TIMER_MS}) return later(task, delay, ...rest);
    const own = depth + 1;
    const id = later((...given) => {
      timers.delete(id);
      const outer = depth;
      depth = own;
      try { task.apply(window, given); } finally { depth = outer; }
    }, delay, ...rest);
    if (own <= ${DEEPEST_TIMER}) timers.add(id);
    return id;
  };
  window.clearTimeout = function clearTimeout(id) { timers.delete(id); clear(id); };
  new MutationObserver(() => { changed = now(); }).observe(document, { childList: true, subtree: true, characterData: true });
  Object.defineProperty(window, '__netno', { value: { quiet: (forMs, afresh, limitMs) => new Promise((resolve) => {
    const end = now() + limitMs;
    if (afresh) changed = now();
    const look = () => {
      const at = now(), busy = document.readyState !== 'complete' || timers.size > 0;
      const left = (document.scripts.length === 0 ? 0 : changed + forMs) - at;
      if (!busy && left <= 0) resolve(true);
      else if (at >= end) resolve(false);
      else later(look, Math.min(busy ? 20 : Math.max(left, 4), end - at));
    };
    look();
  }) } });
})();`;

export interface SettleLimits {
  /** So long nothing may have happened. */
  readonly quietMs: number;
  /** Longest wait after the last answer that the page got. */
  readonly settleMs: number;
  /** Latest moment, by `performance.now()`. */
  readonly until: number;
}

/**
 * Resolves when the page has no request pending, no short timer running, and its content has not changed for `quietMs`;
 * or at the limits. The context of the page must have been given `watcher`.
 */
export async function settled(page: Page, traffic: Traffic, limits: SettleLimits): Promise<void> {
  for (let seen = -1; ; ) {
    const left = Math.min(traffic.last + limits.settleMs, limits.until) - performance.now();
    if (left <= 0) return;
    if (traffic.pending > 0) {
      await traffic.idle(left);
      continue;
    }
    // An answer has been sent, but the page may not have read it yet: its quiet counts from now.
    const afresh = traffic.turns !== seen;
    seen = traffic.turns;
    const calm = await page.evaluate(([quietMs, again, limitMs]) => (window as unknown as { __netno: Watch }).__netno.quiet(quietMs, again, limitMs), [limits.quietMs, afresh, left] as const);
    if (calm && traffic.pending === 0 && traffic.turns === seen) return;
  }
}
