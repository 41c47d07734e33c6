/** What changed on a platform between two waves, and what made it look so. */
import type { Actor, FeatureObservation, Presence } from '../core/types.ts';

export type VisitOutcome = 'done' | 'budget' | 'refused' | 'gone' | 'unreachable' | 'interrupted';

/** What is compared: an observation, with the version of the detector that made it. */
export interface WaveObservation extends Pick<FeatureObservation, 'feature' | 'actor' | 'value'> {
  readonly detectorVersion?: string;
}

/** How the site visits of the two waves ended; null when there was none. */
export interface WaveContext {
  readonly before: VisitOutcome | null;
  readonly after: VisitOutcome | null;
}

export interface Change {
  /** Null when it is the whole site that went or returned. */
  readonly feature: string | null;
  readonly actor: Actor | null;
  readonly kind: 'came' | 'went' | 'unseen' | 'seen' | 'gone' | 'returned';
  readonly cause: 'platform' | 'instrument' | 'coverage' | 'gone';
  readonly before: string | null;
  readonly after: string | null;
}

const NOT_THERE: readonly (VisitOutcome | null)[] = ['gone', 'unreachable'];

/**
 * Present → absent went, absent → present came; what could not be seen in one of the waves is told
 * apart from both. Unknown and absent do not make a change between them: nothing was there to lose.
 * A redesign with the same features gives no rows. Sorted by feature and actor.
 */
export function compareWaves(before: readonly WaveObservation[], after: readonly WaveObservation[], context: WaveContext): Change[] {
  const wasThere = !NOT_THERE.includes(context.before);
  const isThere = !NOT_THERE.includes(context.after);
  const site = { feature: null, actor: null, before: context.before, after: context.after };
  if (wasThere && !isThere) return [{ ...site, kind: 'gone', cause: 'gone' }];
  if (!wasThere && isThere) return [{ ...site, kind: 'returned', cause: 'platform' }];
  if (!wasThere && !isThere) return [];

  const keys = [...new Set([...before, ...after].map((o) => `${o.feature}\n${o.actor}`))].sort();
  return keys.flatMap((key): Change[] => {
    const [feature, actor] = key.split('\n') as [string, Actor];
    const was = valueOf(before, feature, actor);
    const is = valueOf(after, feature, actor);
    const row = { feature, actor, before: was, after: is };
    const versionBefore = versionOf(before, feature, actor);
    const versionAfter = versionOf(after, feature, actor);
    const instrument = versionBefore !== undefined && versionAfter !== undefined && versionBefore !== versionAfter;
    if (was === 'absent' && is === 'present') return [{ ...row, kind: 'came', cause: instrument ? 'instrument' : 'platform' }];
    if (was === 'present' && is === 'absent') return [{ ...row, kind: 'went', cause: instrument ? 'instrument' : 'platform' }];
    if (was === 'present' && is === 'unknown') return [{ ...row, kind: 'unseen', cause: instrument ? 'instrument' : 'coverage' }];
    if (was === 'unknown' && is === 'present') return [{ ...row, kind: 'seen', cause: instrument ? 'instrument' : 'coverage' }];
    return [];
  });
}

function versionOf(observations: readonly WaveObservation[], feature: string, actor: Actor): string | undefined {
  const own = observations.filter((o) => o.feature === feature);
  return (own.find((o) => o.actor === actor) ?? own[0])?.detectorVersion;
}

/** There is a row for the operator only where something was found; what a missing one means follows from what was covered. */
function valueOf(observations: readonly WaveObservation[], feature: string, actor: Actor): Presence {
  const own = observations.find((o) => o.feature === feature && o.actor === actor);
  if (own !== undefined) return own.value;
  const member = observations.find((o) => o.feature === feature && o.actor === 'member');
  return member === undefined || member.value === 'unknown' ? 'unknown' : 'absent';
}
