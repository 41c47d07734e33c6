/**
 * The queue in the study itself, for workers on this machine. They work in the visit's own folder of the archive, so
 * nothing is handed over; that a visit has one writer is seen to by the lock on its frontier, held for the slice.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../../store/open.ts';
import { addJob, claimJob, failedJobs, finishedJobs, jobCounts, jobResult, keepJob, settleJob, type Settlement } from '../../../store/queue.ts';
import { ATTEMPTS, BACKOFF, backoffMs, siteOf, visitSpec, type Backoff, type Lease, type Outcome, type VisitQueue } from './types.ts';

export interface EmbeddedOptions {
  /** Folder of the archive. */
  readonly archive: string;
  /** The run that queues; workers need none. */
  readonly runId?: number;
  readonly backoff?: Backoff;
}

/** The store stays the caller's: it is not closed with the queue. */
export function embeddedQueue(db: Store, { archive, runId = 0, backoff = BACKOFF }: EmbeddedOptions): VisitQueue {
  return {
    enqueue: async (specs, { priority = () => 0, again = false } = {}) =>
      db.transaction(() => specs.filter((spec) => addJob(db, { id: spec.id, site: siteOf(spec), spec: JSON.stringify(spec), priority: priority(spec) }, again, Date.now(), runId)).length).immediate(),
    claim: async (worker, leaseMs) => {
      const now = Date.now();
      const job = claimJob(db, { worker, now, until: now + leaseMs, attempts: ATTEMPTS });
      return job && { spec: visitSpec.parse(JSON.parse(job.spec)), site: job.site, worker, fence: job.fence, slice: job.slice };
    },
    heartbeat: async ({ spec, fence }, leaseMs) => keepJob(db, spec.id, fence, Date.now(), Date.now() + leaseMs),
    prepare: async ({ spec }) => {
      const folder = join(archive, spec.id);
      mkdirSync(folder, { recursive: true });
      return { folder, base: undefined, leave: () => undefined };
    },
    settle: async (lease: Lease, outcome) => settleJob(db, lease.spec.id, lease.fence, (failed) => settlement(outcome, failed, backoff)),
    counts: async () => jobCounts(db),
    failures: async () => failedJobs(db),
    finished: async () => finishedJobs(db),
    result: async (id) => JSON.parse(jobResult(db, id) ?? 'null') as unknown,
    mend: async () => undefined,
    close: async () => undefined,
  };
}

function settlement(outcome: Outcome, failed: number, backoff: Backoff): Settlement {
  const now = Date.now();
  switch (outcome.state) {
    case 'continue':
      return { state: 'queued', runAt: now + outcome.afterMs, attempts: 0, result: null, reason: null };
    case 'finished':
      return { state: 'finished', runAt: now, attempts: 0, result: JSON.stringify(outcome.result), reason: null };
    case 'failed': {
      const attempts = failed + 1;
      return { state: attempts >= ATTEMPTS ? 'failed' : 'queued', runAt: now + backoffMs(backoff, attempts), attempts, result: null, reason: outcome.reason };
    }
  }
}
