import PQueue from 'p-queue';
import { z } from 'zod';
import { NetnoError, reasonOf } from '../../core/errors.ts';
import { putWave, siteVisit, siteVisits, waves } from '../../store/observation.ts';
import type { Store } from '../../store/open.ts';
import { platforms, requirePlatform, type PlatformRow } from '../../store/platforms.ts';
import { view } from '../../store/view.ts';
import { counted, stage, type StageContext } from '../stage.ts';
import { detectBeside } from './detecting.ts';
import { takeFound } from './found.ts';
import { planCrawl } from './plan.ts';
import { crawlOnQueue, crawlWithWorkers, requireQueue } from './queued-crawl.ts';
import { reach, requireIdentity, visitPlatform, type Addressed, type Reach, type Visited } from './site-visit.ts';
import { takeStudyPlatforms } from './study-platforms.ts';

/** Outcomes after which a platform is not visited again in the same wave. */
const settled: readonly string[] = ['done', 'budget', 'refused', 'gone'];

export const observeCrawl = stage({
  name: 'observe crawl',
  phase: 'observe',
  title: 'Visit the platforms politely and archive every response',
  about:
    'Visits every platform that has an address, and the secondary sources it links to (one step out), under robots.txt, with a delay and a budget per site; every response goes into archive/ as WARC. ' +
    'A visit that was interrupted goes on where it stopped. Platforms that secondary sources lead to wait in to-decide/found.csv and are visited once accepted. ' +
    'With --plan it asks only for each robots.txt and says which sites, how long at most, and who refuses.',
  inPhase: true,
  options: z.object({
    wave: z.string().optional().meta({ description: 'number of the wave, or "next", which goes on with the newest where that was interrupted; otherwise the newest', word: 'n' }),
    platform: z.array(z.string()).optional().meta({ description: 'only these platforms', word: 'name...' }),
    scope: z.enum(['all', 'b2b']).default('all').meta({ description: 'all platforms, or those decided to be used by B2B companies' }),
    workers: z.number().int().min(1).max(64).optional().meta({ description: 'processes of this machine that visit sites side by side; without it one process does', word: 'n' }),
    queue: z.string().optional().meta({ description: 'Redis or Valkey server at which "netno worker" on other machines takes up the visits: redis://host:6379/0', word: 'url' }),
    detect: z.boolean().optional().meta({ description: 'read the pages for features in a thread of its own while they come in' }),
    plan: z.boolean().optional().meta({ description: 'say what a crawl would do, and do nothing else' }),
  }),
  reads: ['platform', 'platform_screening', 'site_visit', 'decision'],
  writes: ['wave', 'site_visit', 'page_visit', 'link', 'fetch_failure', 'platform', 'programme', 'decision', 'feature', 'detector', 'observation', 'role', 'role_rule', 'evidence', 'support', 'platform_screening'],
  run: async (context, options) => {
    if (options.queue !== undefined && options.workers !== undefined) throw new NetnoError('--workers is for processes of this machine, --queue for those of others: give one of the two.');
    if (options.queue !== undefined) await requireQueue(options.queue, context.study);
    takeStudyPlatforms(context);
    const { db } = context.study;
    const number = waveNumber(db, options.wave);
    const reached = reach(context.study);
    const chosen = targets(context, options);
    const withoutAddress = chosen.filter((p) => p.address === null);
    const visitable = chosen.filter(isAddressed);
    if (visitable.length === 0) {
      throw new NetnoError('There is no platform with an address to visit. Name platforms in study.yaml, or give addresses in to-decide/addresses.csv and run "netno literature mentions".');
    }
    requireIdentity(context.study, visitable);
    if (options.plan) return planCrawl(context, visitable, reached);

    const wave = putWave(db, number, context.now(), context.runId);
    const beside = options.detect ? detectBeside(context, wave) : null;
    const done: Visited[] = [];
    let found = 0;
    try {
      done.push(...(await crawl(context, wave, visitable, reached, options)));
      found = takeFound(context, wave);
      // Platforms that come to light are visited in the same run, and may lead to others.
      for (let round = 0; round < 5 && !context.signal.aborted; round++) {
        const fresh = targets(context, options).filter(isAddressed).filter((p) => p.known_since === 'observation' && siteVisit(db, wave, p.id) === undefined);
        if (fresh.length === 0) break;
        done.push(...(await crawl(context, wave, fresh, reached, options)));
        found = takeFound(context, wave);
      }
      await beside?.finish(done.map((d) => d.platform));
    } finally {
      await beside?.close();
    }
    if (done.length === 0) {
      return { lines: [`Wave ${number} is complete: its ${visitable.length} platforms were visited before. "netno observe crawl --wave next" begins another.`, ...reached.notes], waiting: [{ sheet: 'found', rows: found }], data: { wave, visits: [] } };
    }
    const count = (outcome: string): number => done.filter((d) => d.outcome === outcome).length;
    const troubled = done.filter((d) => d.outcome !== 'done' && d.outcome !== 'budget');
    return {
      lines: [
        `Wave ${number}: ${counted(done.length, 'platform')} visited, ${counted(done.reduce((n, d) => n + d.pages, 0), 'page')} of theirs archived, secondary sources apart; ${count('done') + count('budget')} seen, ${count('refused')} refused, ${count('gone')} gone, ${count('unreachable')} unreachable.`,
        ...troubled.map((d) => `  ${d.platform}: ${d.outcome}${d.reason === null ? '' : ` (${d.reason})`}`),
        ...(withoutAddress.length > 0 ? [`${withoutAddress.length} platforms have no address yet; see to-decide/addresses.csv.`] : []),
        ...reached.notes,
      ],
      waiting: [{ sheet: 'found', rows: found }],
      data: { wave, visits: done, withoutAddress: withoutAddress.map((p) => p.name) },
    };
  },
});

function waveNumber(db: Store, asked: string | undefined): number {
  const newest = waves(db).at(-1)?.number ?? 0;
  if (asked === undefined) return Math.max(newest, 1);
  // One that was interrupted is gone on with first: who runs the same command again means the same wave.
  if (asked === 'next') return siteVisits(db, `w${newest}`).some((visit) => visit.outcome === 'interrupted') ? newest : newest + 1;
  const number = Number(asked);
  if (!Number.isInteger(number) || number < 1) throw new NetnoError(`--wave takes a number from 1, or "next", not "${asked}".`);
  if (number > newest + 1) throw new NetnoError(`The newest wave is ${newest}; the next one is ${newest + 1}, not ${number}.`);
  return number;
}

function targets({ study }: StageContext, options: { platform?: string[] | undefined; scope: 'all' | 'b2b' }): PlatformRow[] {
  if (options.platform) return options.platform.map((name) => requirePlatform(study.db, name));
  const all = platforms(study.db);
  if (options.scope === 'all') return all;
  const used = new Set(view<{ platform_id: string; decision: string }>(study.db, 'platform_use').filter((u) => u.decision === 'yes').map((u) => u.platform_id));
  return all.filter((p) => used.has(p.id));
}

const isAddressed = (p: PlatformRow): p is Addressed => p.address !== null;

async function crawl(context: StageContext, wave: string, all: readonly Addressed[], reached: Reach, how: { workers?: number | undefined; queue?: string | undefined }): Promise<Visited[]> {
  const { db } = context.study;
  const todo = all.filter((p) => !settled.includes(siteVisit(db, wave, p.id)?.outcome ?? ''));
  if (todo.length === 0) return [];
  const done = how.queue !== undefined
    ? await crawlOnQueue(context, wave, todo, reached, how.queue)
    : how.workers !== undefined
      ? await crawlWithWorkers(context, wave, todo, reached, how.workers)
      : await crawlHere(context, wave, todo, reached);
  return done.sort((a, b) => (a.platform < b.platform ? -1 : 1));
}

/** Site visits side by side in this process, each with its own pace. */
async function crawlHere(context: StageContext, wave: string, todo: readonly Addressed[], reached: Reach): Promise<Visited[]> {
  const { study, progress, signal } = context;
  const queue = new PQueue({ concurrency: study.config.observation.parallel });
  const done: Visited[] = [];
  const failures: Error[] = [];
  for (const platform of todo) {
    void queue.add(async () => {
      if (signal.aborted || failures.length > 0) return;
      try {
        const { outcome, reason, pages } = await visitPlatform(context, wave, platform, reached);
        done.push({ platform: platform.id, outcome, reason, pages });
        progress.step(`${done.length} of ${todo.length} platforms; last ${platform.name}: ${outcome}, ${pages} pages`);
      } catch (error) {
        failures.push(error instanceof Error ? error : new NetnoError(reasonOf(error)));
      }
    });
  }
  await queue.onIdle();
  if (failures[0]) throw failures[0];
  return done;
}
