/** What every source of pages gives: one exchange as received, or why there is none. */
import type { Capture, Header } from '../../core/types.ts';
import type { FailureKind } from '../addresses.ts';

export type Fetched = { readonly ok: true; readonly capture: Capture } | { readonly ok: false; readonly kind: FailureKind; readonly reason: string };

export interface Source {
  /** Fetches one URL, with further request headers (If-None-Match …) if given. Redirects are not followed. Never rejects. */
  get(url: string, signal?: AbortSignal, headers?: readonly Header[]): Promise<Fetched>;
  close(): Promise<void>;
}

/** Time as it is handed in, so that tests need not wait and results do not depend on it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after the time, or early when the signal fires. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted || milliseconds <= 0) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done, { once: true });
    }),
};
