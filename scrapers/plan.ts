/** What a visit would do, said beforehand: nothing is fetched but robots.txt. */
import { Fetcher } from './fetcher.ts';
import { systemClock } from './sources/source.ts';
import type { Clock, Source } from './sources/source.ts';
import type { VisitOptions } from './visit.ts';

export interface SitePlan {
  readonly start: string;
  /** `allowed`, or why the site would not be visited. */
  readonly verdict: 'allowed' | 'refused' | 'gone' | 'unreachable';
  /** The rule or the reason, in words; null if there is nothing to say. */
  readonly reason: string | null;
  readonly robotsStatus: number | null;
  /** Between two requests. */
  readonly delaySeconds: number;
  readonly pages: number;
  /** How long the visit takes at most, answers not counted beyond the budget of seconds. */
  readonly worstSeconds: number;
  readonly sitemaps: readonly string[];
}

export async function planSite(options: VisitOptions, deps: { readonly source: Source; readonly clock?: Clock; readonly signal?: AbortSignal }): Promise<SitePlan> {
  const clock = deps.clock ?? systemClock;
  const { budget } = options;
  const [start = ''] = options.start;
  const fetcher = new Fetcher(
    // A plan waits for nobody.
    { agent: options.agent, delayMs: options.delayMs, adaptive: false, retries: 0, deadline: clock.now() },
    { source: deps.source, sink: { encode: () => Promise.resolve(null), append: () => ({ file: '', offset: 0, length: 0, digest: '' }), mark: () => 0 }, clock, paces: new Map(), paceOf: (url) => new URL(url).host, signal: deps.signal, known: undefined, recall: () => null, remember: () => {} },
  );
  const { robots, failure, status, reason } = await fetcher.robotsOf(start);
  const rule = robots.verdict(options.agent, start);
  const verdict = failure === 'dns' ? 'gone' : failure === 'address' ? 'refused' : failure !== null && failure !== 'protocol' ? 'unreachable' : rule.allowed ? 'allowed' : 'refused';
  const delaySeconds = fetcher.delayOf(start) / 1000;
  const requests = budget.pages + (options.secondary ?? 8);
  return {
    start,
    verdict,
    reason: verdict === 'refused' && rule.rule !== null ? `robots.txt line ${rule.line}: ${rule.rule}` : reason,
    robotsStatus: status,
    delaySeconds,
    pages: verdict === 'allowed' ? budget.pages : 0,
    worstSeconds: verdict === 'allowed' ? Math.min(budget.seconds, Math.ceil(requests * delaySeconds)) : 0,
    sitemaps: robots.sitemaps,
  };
}
