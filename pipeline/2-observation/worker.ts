/** A worker: takes site visits, works on each for a slice, hands over, and takes the next, until it is told to stop. */
import { hostname } from 'node:os';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import type { Progress } from '../stage.ts';
import type { Lease, Outcome, Place, RunSlice, VisitQueue, VisitSpec } from './queue/types.ts';
import { pause, unlessAborted } from './queue/wait.ts';

export interface WorkOptions {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly sliceMs?: number;
  /** A worker that is not heard of for so long has died. */
  readonly leaseMs?: number;
  /** Visits side by side. */
  readonly parallel?: number;
  readonly idleMs?: number;
  /** One slice, or none if there is none now. */
  readonly once?: boolean;
  /** End when no visit is open any more; otherwise wait for others. */
  readonly untilEmpty?: boolean;
  /** What this machine permits of a visit. */
  readonly permit?: (spec: VisitSpec) => VisitSpec;
}

/**
 * Each visit is of another site, so that several side by side hurry nobody.
 * @returns how many slices were handed over
 */
export async function work(queue: VisitQueue, runSlice: RunSlice, options: WorkOptions): Promise<number> {
  const { signal, progress, parallel = 8, leaseMs = 60_000, idleMs = 500, once = false, untilEmpty = false } = options;
  const name = `${hostname()} ${process.pid}`;
  const busy = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let handedOver = 0;
  const begin = async (lease: Lease): Promise<void> => {
    try {
      if (await slice(queue, lease, runSlice, options)) handedOver++;
      else progress.note(`${lease.spec.id}: another worker has taken it over; what was done here is dropped.`);
    } catch (error) {
      failures.push(error);
    }
  };
  while (!signal.aborted && failures.length === 0) {
    if (busy.size >= parallel) {
      await Promise.race(busy);
      continue;
    }
    const lease = await unlessAborted(queue.claim(name, leaseMs), signal);
    if (lease !== null) {
      const visit = begin(lease).finally(() => busy.delete(visit));
      busy.add(visit);
    } else if (untilEmpty && busy.size === 0) {
      const open = await unlessAborted(queue.counts(), signal);
      if (open !== null && open.queued + open.running === 0) break;
    }
    if (once) break;
    if (lease === null) await Promise.race([pause(idleMs, signal), ...busy]);
  }
  await Promise.all(busy);
  if (failures.length > 0) throw failures[0];
  return handedOver;
}

async function slice(queue: VisitQueue, lease: Lease, runSlice: RunSlice, { signal, progress, sliceMs = 180_000, leaseMs = 60_000, permit = (spec) => spec }: WorkOptions): Promise<boolean> {
  const lost = new AbortController();
  const stop = keepAlive(queue, lease, leaseMs, () => lost.abort());
  let place: Place | null = null;
  try {
    let outcome: Outcome;
    try {
      place = await queue.prepare(lease);
      progress.step(`${lease.spec.id}: slice ${lease.slice + 1}`);
      const how = { signal: AbortSignal.any([signal, lost.signal]), sliceMs, ...(place.base === undefined ? {} : { base: place.base }) };
      const { state, result, retryAfterMs = 0 } = await runSlice(permit(lease.spec), place.folder, how);
      outcome = state === 'finished' ? { state, result } : { state, afterMs: retryAfterMs };
    } catch (error) {
      outcome = { state: 'failed', reason: reasonOf(error) };
      progress.note(`${lease.spec.id}: ${outcome.reason}`);
    }
    // Also when the lease was not renewed in time: while nobody else has taken the visit, what was done counts.
    return await queue.settle(lease, outcome, place);
  } finally {
    stop();
    place?.leave();
  }
}

/** Renews a lease until it is told to stop. By its own clock it gives up before anybody else can have the site. */
function keepAlive(queue: VisitQueue, lease: Lease, leaseMs: number, onLost: () => void): () => void {
  const tick = leaseMs / 6;
  let until = performance.now() + leaseMs;
  let asking = false;
  const timer = setInterval(() => {
    const now = performance.now();
    if (now > until - 1.5 * tick) onLost();
    if (asking || now < until - leaseMs + 1.5 * tick) return;
    asking = true;
    queue
      .heartbeat(lease, leaseMs)
      .then((kept) => {
        if (kept) until = now + leaseMs;
        else onLost();
      })
      // A server that is away is asked again; the clock above says for how long.
      .catch(() => undefined)
      .finally(() => (asking = false));
  }, tick);
  return () => clearInterval(timer);
}

/**
 * A visit with those private addresses only that the worker's machine permits too.
 * @throws NetnoError, when called, for a visit of a private site that the study allows and this machine does not: the site has refused nothing
 */
export function permitting(allowed: readonly string[]): (spec: VisitSpec) => VisitSpec {
  return (spec) => {
    for (const { host, hostname } of spec.start.map((start) => new URL(start))) {
      const names = spec.names !== null && hostname.endsWith(spec.names.suffix) ? [spec.names.suffix] : spec.allowPrivate.filter((name) => name === host || name === hostname);
      const [name] = names;
      if (name !== undefined && !names.some((one) => allowed.includes(one))) throw new NetnoError(`this worker may not visit ${host}, which is private; start it with --allow-private ${name}`);
    }
    return {
      ...spec,
      allowPrivate: spec.allowPrivate.filter((host) => allowed.includes(host)),
      names: spec.names !== null && allowed.includes(spec.names.suffix) ? spec.names : null,
    };
  };
}
