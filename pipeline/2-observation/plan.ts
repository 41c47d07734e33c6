import PQueue from 'p-queue';
import { planSite, type SitePlan } from '../../scrapers/plan.ts';
import { liveSource } from '../../scrapers/sources/live.ts';
import type { PlatformRow } from '../../store/platforms.ts';
import type { StageContext, StageResult } from '../stage.ts';
import { visitOptions, type Reach } from './site-visit.ts';

/** Says what a crawl would do, from each site's robots.txt alone. */
export async function planCrawl(context: StageContext, targets: readonly (PlatformRow & { address: string })[], reached: Reach): Promise<StageResult> {
  const { study, progress, signal } = context;
  const source = liveSource({ userAgent: reached.userAgent, policy: reached.policy, resolve: reached.resolve });
  const plans: (SitePlan & { platform: string })[] = [];
  try {
    const queue = new PQueue({ concurrency: study.config.observation.parallel });
    await queue.addAll(
      targets.map((p) => async () => {
        if (signal.aborted) return;
        const plan = await planSite(visitOptions(study, p, reached), { source, signal });
        plans.push({ ...plan, platform: p.name });
        progress.step(`${plans.length} of ${targets.length} robots.txt files read`);
      }),
    );
  } finally {
    await source.close();
  }
  const { budget, parallel: places } = study.config.observation;
  plans.sort((a, b) => (a.platform < b.platform ? -1 : 1));
  const allowed = plans.filter((p) => p.verdict === 'allowed');
  return {
    lines: [
      ...plans.map((p) => `${p.platform}: ${p.verdict === 'allowed' ? `at most ${p.pages} pages, ${p.delaySeconds} s between two, which makes ${duration(p.worstSeconds)} of waiting` : `${p.verdict}${p.reason === null ? '' : ` (${p.reason})`}`}`),
      `${allowed.length} of ${plans.length} sites would be visited; ${plans.filter((p) => p.verdict === 'refused').length} refuse.`,
      `With ${places} at a time that is at most about ${duration(longest(allowed.map((p) => p.worstSeconds), places))} of waiting, and never more than ${duration(longest(allowed.map(() => budget.seconds), places))} in all, since a visit ends after ${duration(budget.seconds)}. Nothing was fetched but robots.txt.`,
    ],
    data: { plans },
  };
}

/** Seconds that site visits take when the next one begins as soon as a place is free, longest first. */
function longest(seconds: readonly number[], places: number): number {
  const busy = Array.from({ length: places }, () => 0);
  for (const s of [...seconds].sort((a, b) => b - a)) {
    const free = busy.indexOf(Math.min(...busy));
    busy[free] = (busy[free] ?? 0) + s;
  }
  return Math.max(0, ...busy);
}

const duration = (seconds: number): string => (seconds < 120 ? `${Math.ceil(seconds)} seconds` : seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${(seconds / 3600).toFixed(1)} hours`);
