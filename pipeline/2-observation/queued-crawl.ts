/** A wave whose visits others work on: processes of this machine, or workers anywhere on a queue in Redis. */
import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { sessionOf } from '../../scrapers/session.ts';
import type { VisitResult } from '../../scrapers/visit.ts';
import { openFrontier } from '../../store/frontier.ts';
import { counted, type StageContext } from '../stage.ts';
import { paths, type Study } from '../study.ts';
import { embeddedQueue } from './queue/embedded.ts';
import { begunIn, ingest } from './queue/ingest.ts';
import { workLocally } from './queue/local.ts';
import type { VisitQueue } from './queue/types.ts';
import { unlessAborted, untilDone } from './queue/wait.ts';
import { archivePosition, takeRows } from './rows.ts';
import { beginVisit, endVisit, folderOf, specOf, visitId, type Addressed, type Reach, type Visited } from './site-visit.ts';

/** Results come from other machines, too. */
const visitResult: z.ZodType<VisitResult> = z.object({
  outcome: z.enum(['done', 'budget', 'refused', 'gone', 'unreachable', 'interrupted']),
  reason: z.string().nullable(),
  pages: z.number(),
  secondaryPages: z.number(),
  bytes: z.number(),
  queued: z.number(),
  failures: z.array(z.object({ url: z.string(), state: z.enum(['failed', 'refused']), kind: z.string(), reason: z.string() })),
  robots: z.object({
    url: z.string(), status: z.number().nullable(), reason: z.string().nullable(),
    position: archivePosition.nullable(),
  }).nullable(),
  delayMs: z.number(),
  rendering: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
});

/** Visits with local worker processes. */
export async function crawlWithWorkers(context: StageContext, wave: string, targets: readonly Addressed[], reached: Reach, workers: number): Promise<Visited[]> {
  const { study, runId, signal } = context;
  const queue = embeddedQueue(study.db, { archive: paths.archive(study.dir), runId });
  const queued = new QueuedWave(context, wave, targets, queue);
  await queued.begin(reached);
  await workLocally({ dir: study.dir, queue, count: workers, args: ['--parallel', String(Math.ceil(study.config.observation.parallel / workers))] }, () => queued.takeFinished((id) => takeFrom(context, id)), signal);
  return queued.end();
}

/** @throws NetnoError where there is no such queue, before anything is begun */
export async function requireQueue(url: string, study: Study): Promise<void> {
  const { redisQueue } = await import('./queue/redis.ts');
  const queue = await redisQueue(url, { study: study.config.title });
  await queue.close();
}

/** Visits with workers on a Redis queue; they are started elsewhere. */
export async function crawlOnQueue(context: StageContext, wave: string, targets: readonly Addressed[], reached: Reach, url: string): Promise<Visited[]> {
  const { study, runId, signal, progress } = context;
  const archive = paths.archive(study.dir);
  // Loaded where it is needed: most crawls know no queue.
  const { redisQueue } = await import('./queue/redis.ts');
  const queue = await redisQueue(url, { study: study.config.title, begun: begunIn(study.db, archive) });
  try {
    const queued = new QueuedWave(context, wave, targets, queue);
    await queued.begin(reached);
    progress.note(`${counted(targets.length, 'site visit')} in the queue at ${queue.name}; "netno worker --queue" works on them, on any machine.`);
    const into = { db: study.db, archive, runId, takeRows: (id: string): void => void takeFrom(context, id) };
    const look = async (): Promise<void> => {
      // What a finished visit delivered was there before it was finished.
      const finished = await queue.finished();
      await ingest(queue, into);
      await queued.takeFinished(() => undefined, finished);
    };
    await untilDone(queue, look, { signal });
    if (!signal.aborted) await look();
    return await queued.end();
  } finally {
    await queue.close();
  }
}

/** Pages that the visit's own file has and the study has not. */
function takeFrom({ study, runId }: StageContext, id: string): number {
  const frontier = openFrontier(folderOf(study, id));
  try {
    return takeRows(study.db, id, frontier, sessionOf(study.dir, id.split('/')[1] ?? ''), runId);
  } finally {
    frontier.close();
  }
}

class QueuedWave {
  readonly #context: StageContext;
  readonly #wave: string;
  readonly #open: Map<string, Addressed>;
  readonly #queue: VisitQueue;
  readonly #done: Visited[] = [];

  constructor(context: StageContext, wave: string, targets: readonly Addressed[], queue: VisitQueue) {
    this.#context = context;
    this.#wave = wave;
    this.#open = new Map(targets.map((target) => [visitId(wave, target.id), target]));
    this.#queue = queue;
  }

  async begin(reached: Reach): Promise<void> {
    const { study } = this.#context;
    study.db.transaction(() => {
      for (const target of this.#open.values()) beginVisit(this.#context, this.#wave, target.id, sessionOf(study.dir, target.id));
    })();
    await this.#queue.enqueue([...this.#open.values()].map((target) => specOf(study, this.#wave, target, reached)), { again: true });
  }

  /** Brings finished visits into the study. @param take their pages */
  async takeFinished(take: (id: string) => unknown, finished: readonly string[] | null = null): Promise<void> {
    for (const id of finished ?? (await this.#queue.finished())) {
      const target = this.#open.get(id);
      if (!target) continue;
      const parsed = visitResult.safeParse(await this.#queue.result(id));
      if (!parsed.success) throw new NetnoError(`The queue's result of ${id} cannot be read (${parsed.error.issues[0]?.message ?? ''}): its workers are of another version. Run the same version everywhere.`);
      take(id);
      this.#close(id, target, parsed.data);
    }
  }

  /** Those that were given up or interrupted stay interrupted: the same command goes on with them. */
  async end(): Promise<Visited[]> {
    // A server that is away when the crawl is interrupted is not waited for.
    const failures = await unlessAborted(this.#queue.failures(), this.#context.signal);
    const failed = new Map((failures ?? []).map((failure) => [failure.id, failure.reason]));
    for (const [id, target] of this.#open) {
      this.#done.push({ platform: target.id, outcome: 'interrupted', reason: failed.get(id) ?? 'interrupted; the same command goes on from here', pages: 0 });
    }
    return this.#done;
  }

  #close(id: string, target: Addressed, result: VisitResult): void {
    const { outcome, reason, pages } = endVisit(this.#context, this.#wave, target.id, result);
    this.#open.delete(id);
    this.#done.push({ platform: target.id, outcome, reason, pages });
    this.#context.progress.step(`${this.#done.length} of ${this.#done.length + this.#open.size} platforms; last ${target.name}: ${outcome}, ${pages} pages`);
  }
}
