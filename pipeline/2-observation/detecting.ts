/** Detection beside a crawl: a thread of its own reads pages as the crawl archives them. */
import { Worker } from 'node:worker_threads';
import type { PageReading } from '../../analysis/features/observe.ts';
import { NetnoError } from '../../core/errors.ts';
import { siteVisits, sweepEvidence } from '../../store/observation.ts';
import type { StageContext } from '../stage.ts';
import { putDetected, putInstrument } from './detected.ts';

/** What the thread is asked, and in what order: it answers the last one of a platform alone. */
export type Asked = { readonly look: string } | { readonly finish: string };
export type Told = { readonly finished: string; readonly readings: readonly PageReading[] } | { readonly failed: string };

interface Detecting {
  /** Reads what has been archived of a platform since it last looked. */
  look(platform: string): void;
  /** Reads the rest, and gives the readings of all its pages. */
  finish(platform: string): Promise<readonly PageReading[]>;
  close(): Promise<void>;
}

/** @param dir folder of the study, whose store and archive the thread only reads */
export function startDetecting(dir: string, wave: string): Detecting {
  const thread = new Worker(new URL('./detecting-thread.mjs', import.meta.url), { workerData: { dir, wave } });
  const waiting = new Map<string, { resolve: (readings: readonly PageReading[]) => void; reject: (error: Error) => void }>();
  let failure: NetnoError | null = null;
  const fail = (why: string): void => {
    failure ??= new NetnoError(`Detection beside the crawl stopped (${why}). The pages are archived; run "netno observe detect".`, 1);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  thread.on('message', (told: Told) => {
    if ('failed' in told) return fail(told.failed);
    waiting.get(told.finished)?.resolve(told.readings);
    waiting.delete(told.finished);
  });
  thread.on('error', (error) => fail(error.message));
  const ask = (asked: Asked): void => thread.postMessage(asked);
  return {
    look: (platform) => ask({ look: platform }),
    finish: (platform) =>
      new Promise((resolve, reject) => {
        // A thread that has failed answers nobody.
        if (failure !== null) return reject(failure);
        waiting.set(platform, { resolve, reject });
        ask({ finish: platform });
      }),
    close: async () => {
      await thread.terminate();
    },
  };
}

/** How often the thread is sent to look, in milliseconds. */
const LOOK_MS = 1000;

/** Detection of a wave beside its crawl; `finish` puts what was found of these platforms into the study. */
export function detectBeside(context: StageContext, wave: string): { finish(platforms: readonly string[]): Promise<void>; close(): Promise<void> } {
  const { study, progress, signal } = context;
  putInstrument(context);
  const thread = startDetecting(study.dir, wave);
  const timer = setInterval(() => {
    for (const visit of siteVisits(study.db, wave)) if (visit.outcome === 'interrupted') thread.look(visit.platform_id);
  }, LOOK_MS);
  return {
    finish: async (platforms) => {
      clearInterval(timer);
      for (const [n, platform] of platforms.entries()) {
        if (signal.aborted) break;
        progress.step(`reading ${platform} (${n + 1} of ${platforms.length}) …`);
        putDetected(context, wave, platform, await thread.finish(platform));
      }
      study.db.transaction(() => sweepEvidence(study.db))();
    },
    close: async () => {
      clearInterval(timer);
      await thread.close();
    },
  };
}
