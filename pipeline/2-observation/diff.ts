import { z } from 'zod';
import { compareWaves } from '../../analysis/change.ts';
import { featureById } from '../../analysis/features/registry.ts';
import { NetnoError } from '../../core/errors.ts';
import { observations, putChanges, siteVisits, waves, type ChangeRow } from '../../store/observation.ts';
import type { Store } from '../../store/open.ts';
import { counted, stage } from '../stage.ts';
import { waveOf } from './waves.ts';

export const observeDiff = stage({
  name: 'observe diff',
  phase: 'observe',
  title: 'Compare two waves',
  about:
    'Which features came, went, or could not be seen this time, with their cause: the platform, another detector version (instrument), pages not seen (coverage), or the site gone. ' +
    'Evidence of both waves stands in view evidence_trail.',
  inPhase: true,
  options: z.object({
    from: z.string().optional().meta({ description: 'earlier wave; otherwise the last but one', word: 'n' }),
    to: z.string().optional().meta({ description: 'later wave; otherwise the newest', word: 'n' }),
  }),
  reads: ['observation', 'site_visit', 'wave'],
  writes: ['change'],
  run: async ({ study, runId }, options) => {
    const { db } = study;
    const known = waves(db);
    if (known.length < 2 && options.from === undefined) return { lines: ['There is one wave only; nothing to compare yet.'], data: { changes: 0 } };
    const to = waveOf(known, options.to);
    const from = options.from === undefined ? (known[known.findIndex((w) => w.id === to) - 1]?.id ?? null) : waveOf(known, options.from);
    if (from === null || to === null || from === to) throw new NetnoError('Two different waves are needed: name them with --from and --to.');
    const before = new Map(siteVisits(db, from).map((v) => [v.platform_id, v]));
    const changes: ChangeRow[] = [];
    let compared = 0;
    for (const visit of siteVisits(db, to)) {
      const earlier = before.get(visit.platform_id);
      if (!earlier) continue;
      compared++;
      const found = compareWaves(featuresSeen(db, from, visit.platform_id), featuresSeen(db, to, visit.platform_id), { before: earlier.outcome, after: visit.outcome });
      changes.push(...found.map((c) => ({ ...c, platform: visit.platform_id })));
    }
    db.transaction(() => putChanges(db, from, to, changes, runId))();
    const count = (kind: string): number => changes.filter((c) => c.kind === kind).length;
    return {
      lines: [
        `${counted(compared, 'platform')} in waves ${from.slice(1)} and ${to.slice(1)}: ${counted(count('came'), 'feature')} came, ${count('went')} went, ${count('unseen')} could not be seen this time, ${counted(count('gone'), 'site')} gone.`,
        ...changes.map((c) => `  ${c.platform}: ${c.feature ?? 'site'}${c.actor === null ? '' : ` (${c.actor})`} ${c.kind}, cause ${c.cause}`),
      ],
      data: { from, to, compared, changes },
    };
  },
});

/** Traits serve statements on cases and follow from what features show; a change of the platform is told by its features. */
function featuresSeen(db: Store, wave: string, platform: string): ReturnType<typeof observations> {
  return observations(db, wave, platform).filter((o) => featureById(o.feature)?.kind !== 'trait');
}
