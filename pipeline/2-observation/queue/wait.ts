import { setTimeout as after } from 'node:timers/promises';
import type { Counts, VisitQueue } from './types.ts';

/** A while, or less if the signal comes. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await after(milliseconds, undefined, { signal });
  } catch {
    // The caller looks at the signal.
  }
}

/** What becomes of the work, or null if the signal comes first: a server that is away may never answer. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let stop = (): void => undefined;
  const aborted = new Promise<null>((resolve) => {
    stop = () => resolve(null);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Waits until no visit of a queue is open, or the signal comes.
 * @param onTick takes what has come in; what a finished visit delivered is there when it is called with the counts
 */
export async function untilDone(queue: Pick<VisitQueue, 'counts' | 'mend'>, onTick: (counts: Counts) => void | Promise<void>, { signal, pollMs = 250 }: { readonly signal: AbortSignal; readonly pollMs?: number }): Promise<void> {
  let mended = performance.now();
  while (!signal.aborted) {
    const counts = await unlessAborted(queue.counts(), signal);
    if (counts === null) return;
    // Never left half-way: the caller closes what it works on.
    await onTick(counts);
    if (counts.queued + counts.running === 0) return;
    if (performance.now() - mended > 30_000) {
      await unlessAborted(queue.mend(), signal);
      mended = performance.now();
    }
    await pause(pollMs, signal);
  }
}
