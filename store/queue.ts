/** The embedded queue of site visits, and which parcels of distant workers the study holds (docs/decisions/queue.md). */
import type { Store } from './open.ts';
import { all, get, insert, run } from './sql.ts';

export interface NewJob {
  readonly id: string;
  /** Only one job a site is worked on at a time. */
  readonly site: string;
  /** JSON. */
  readonly spec: string;
  /** The highest goes first. */
  readonly priority: number;
}

export interface ClaimedJob extends NewJob {
  readonly fence: number;
  readonly slice: number;
}

export type JobState = 'queued' | 'running' | 'finished' | 'failed';

/** All times are milliseconds since 1970. */
export interface Claim {
  readonly worker: string;
  readonly now: number;
  readonly until: number;
  /** A job whose holders have died or failed this often without a slice between is given up. */
  readonly attempts: number;
}

/**
 * @param again also jobs that are finished or given up; without it they stay as they are
 * @returns whether the job is newly queued
 */
export function addJob(db: Store, job: NewJob, again: boolean, now: number, runId: number): boolean {
  return run(
    db,
    `INSERT INTO visit_job (id, site, spec, priority, state, run_at, run_id) VALUES (?, ?, ?, ?, 'queued', ?, ?)
     ON CONFLICT (id) DO UPDATE SET site = excluded.site, spec = excluded.spec, priority = excluded.priority, state = 'queued', run_at = excluded.run_at,
       attempts = 0, reason = NULL, result = NULL, run_id = excluded.run_id
     WHERE ? AND state IN ('finished','failed')`,
    job.id, job.site, job.spec, job.priority, now, runId, again ? 1 : 0,
  ) > 0;
}

/** The best job that is due, of a site that nobody works on. A job whose lease has run out is due again. */
export function claimJob(db: Store, claim: Claim): ClaimedJob | null {
  return db.transaction((): ClaimedJob | null => {
    // The fence moves on, so that whoever comes back from the dead is refused.
    run(
      db,
      `UPDATE visit_job SET state = 'failed', fence = fence + 1, attempts = attempts + 1, reason = 'its workers died or lost their lease, ' || (attempts + 1) || ' in a row'
       WHERE state = 'running' AND lease_until <= ? AND attempts + 1 >= ?`,
      claim.now, claim.attempts,
    );
    return get<ClaimedJob>(
      db,
      `UPDATE visit_job SET attempts = attempts + (state = 'running'), state = 'running', fence = fence + 1, worker = ?, lease_until = ?
       WHERE id = (
         SELECT id FROM visit_job AS due
         WHERE (state = 'queued' AND run_at <= ? OR state = 'running' AND lease_until <= ?)
           AND NOT EXISTS (SELECT 1 FROM visit_job AS other WHERE other.site = due.site AND other.state = 'running' AND other.lease_until > ?)
         ORDER BY priority DESC, run_at, id LIMIT 1)
       RETURNING id, site, spec, priority, fence, slice`,
      claim.worker, claim.until, claim.now, claim.now, claim.now,
    ) ?? null;
  }).immediate();
}

/** @returns whether the lease is still, or again, the holder's */
export function keepJob(db: Store, id: string, fence: number, now: number, until: number): boolean {
  return run(
    db,
    `UPDATE visit_job SET lease_until = ? WHERE id = ? AND fence = ? AND state = 'running'
       AND NOT EXISTS (SELECT 1 FROM visit_job AS other WHERE other.site = visit_job.site AND other.id <> visit_job.id AND other.state = 'running' AND other.lease_until > ?)`,
    until, id, fence, now,
  ) > 0;
}

export interface Settlement {
  readonly state: Exclude<JobState, 'running'>;
  readonly runAt: number;
  /** Failed tries in a row. */
  readonly attempts: number;
  readonly result: string | null;
  readonly reason: string | null;
}

/**
 * Ends a lease.
 * @param settlement from the number of tries that failed before
 * @returns whether the lease was in force, or had been settled by its holder already
 */
export function settleJob(db: Store, id: string, fence: number, settlement: (attempts: number) => Settlement): boolean {
  return db.transaction((): boolean => {
    const job = get<{ state: JobState; attempts: number }>(db, `SELECT state, attempts FROM visit_job WHERE id = ? AND fence = ?`, id, fence);
    if (!job) return false;
    if (job.state !== 'running') return true;
    const { state, runAt, attempts, result, reason } = settlement(job.attempts);
    run(
      db,
      `UPDATE visit_job SET state = ?, run_at = ?, slice = slice + (? = 0), attempts = ?, result = ?, reason = ?, worker = NULL, lease_until = 0 WHERE id = ?`,
      state, runAt, attempts, attempts, result, reason, id,
    );
    return true;
  }).immediate();
}

export function jobCounts(db: Store): Record<JobState, number> {
  const counts = { queued: 0, running: 0, finished: 0, failed: 0 };
  for (const { state, n } of all<{ state: JobState; n: number }>(db, `SELECT state, count(*) AS n FROM visit_job GROUP BY state`)) counts[state] = n;
  return counts;
}

export function failedJobs(db: Store): { id: string; reason: string }[] {
  return all(db, `SELECT id, coalesce(reason, '') AS reason FROM visit_job WHERE state = 'failed' ORDER BY id`);
}

export function finishedJobs(db: Store): string[] {
  return all<{ id: string }>(db, `SELECT id FROM visit_job WHERE state = 'finished' ORDER BY id`).map((job) => job.id);
}

export function jobResult(db: Store, id: string): string | null {
  return get<{ result: string | null }>(db, `SELECT result FROM visit_job WHERE id = ? AND state = 'finished'`, id)?.result ?? null;
}

export interface ParcelRow {
  readonly site_visit_id: string;
  readonly seq: number;
  readonly fence: number;
  /** Length of the visit's WARC before and the bytes that were added. */
  readonly base: number;
  readonly bytes: number;
  readonly digest: string;
}

export function putParcel(db: Store, parcel: ParcelRow, runId: number): void {
  insert(db, 'visit_parcel', { ...parcel, run_id: runId });
}

/** Number of the parcel that the study waits for. */
export function nextParcel(db: Store, siteVisit: string): number {
  return get<{ next: number }>(db, `SELECT coalesce(max(seq) + 1, 0) AS next FROM visit_parcel WHERE site_visit_id = ?`, siteVisit)?.next ?? 0;
}
