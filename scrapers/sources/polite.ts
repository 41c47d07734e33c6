/** What a browser asks for while it draws a page, under the manners of the visit that drew it. */
import type { Capture } from '../../core/types.ts';
import { sameSite } from '../../core/url.ts';
import { actionOf } from '../actions.ts';
import { Pace, paceOf } from '../pace.ts';
import { fetchRobots, type RobotsFile } from '../robots-gate.ts';
import { systemClock, type Clock, type Fetched, type Source } from './source.ts';

export interface PoliteOptions {
  /** An address of the site; nothing of other sites is asked for. */
  readonly site: string;
  /** Product token that robots.txt is asked for. */
  readonly agent: string;
  readonly delayMs: number;
  readonly paces: Map<string, Pace>;
  /** What the archive has already is not asked for again. */
  readonly archived: (url: string) => Capture | null;
  /** Everything received, for the archive. */
  readonly onCapture: (capture: Capture) => void;
  readonly clock?: Clock;
}

/** Most bytes of answers that are kept for the next page that asks for the same. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

/** Robots.txt, pace and the rule against links that act hold for scripts and data too; third parties are left out. */
export function politeSource(through: Source, options: PoliteOptions): Source {
  const robots = new Map<string, Promise<RobotsFile>>();
  const kept = new Map<string, Promise<Fetched>>();
  let keptBytes = 0;
  const refused = (reason: string): Fetched => ({ ok: false, kind: 'address', reason });

  const exchange = async (url: string, signal?: AbortSignal): Promise<Fetched> => {
    const name = paceOf(url, [options.site]);
    let pace = options.paces.get(name);
    if (!pace) options.paces.set(name, (pace = new Pace({ delayMs: options.delayMs, adaptive: options.delayMs > 0 }, options.clock ?? systemClock)));
    const fetched = await pace.ask(() => through.get(url, signal), signal);
    if (fetched?.ok) options.onCapture(fetched.capture);
    return fetched ?? { ok: false, kind: 'aborted', reason: 'interrupted' };
  };

  /** Pages of a site share scripts, styles and data: each is asked for once, also by pages drawn at the same time. */
  const shared = (url: string, signal?: AbortSignal): Promise<Fetched> => {
    const before = kept.get(url);
    if (before) return before;
    const answer = exchange(url, signal).then((fetched) => {
      if (fetched.ok && keptBytes + fetched.capture.body.length <= MAX_KEPT_BYTES) keptBytes += fetched.capture.body.length;
      else kept.delete(url);
      return fetched;
    });
    kept.set(url, answer);
    return answer;
  };

  return {
    get: async (url, signal) => {
      const known = options.archived(url);
      if (known) return { ok: true, capture: known };
      if (!sameSite(url, options.site)) return refused('it belongs to another site');
      const target = new URL(url);
      const action = actionOf(target, null);
      if (action !== null) return refused(action);
      let file = robots.get(target.origin);
      if (!file) robots.set(target.origin, (file = fetchRobots(target.origin, async (at) => ({ fetched: await exchange(at, signal), position: null }))));
      const verdict = (await file).robots.verdict(options.agent, url);
      if (!verdict.allowed) return refused(`robots.txt: ${verdict.rule ?? 'not allowed'}`);
      return shared(url, signal);
    },
    close: () => Promise.resolve(),
  };
}
