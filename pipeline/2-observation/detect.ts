import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { siteVisits, sweepEvidence, waves } from '../../store/observation.ts';
import { requirePlatform } from '../../store/platforms.ts';
import { counted, stage } from '../stage.ts';
import { putDetected, putInstrument, readAll } from './detected.ts';
import { waveOf } from './waves.ts';

export const observeDetect = stage({
  name: 'observe detect',
  phase: 'observe',
  title: 'Read the archived pages for social features and 5C roles',
  about:
    'Reads the archive, fetches nothing. Every feature is present, absent (the kinds of page on which it would show were seen) or unknown, ' +
    'with all regions and pages it rests on; 5C roles follow by the rules of the codebook. Can be run again whenever a detector gets better.',
  inPhase: true,
  options: z.object({
    wave: z.string().optional().meta({ description: 'number of the wave; otherwise the newest', word: 'n' }),
    platform: z.array(z.string()).optional().meta({ description: 'only these platforms', word: 'name...' }),
  }),
  reads: ['page_visit', 'site_visit'],
  writes: ['feature', 'detector', 'observation', 'role', 'role_rule', 'evidence', 'support', 'platform_screening'],
  run: async (context, options) => {
    const { study, progress, signal } = context;
    const { db } = study;
    const wave = waveOf(waves(db), options.wave);
    if (wave === null) throw new NetnoError('Nothing has been observed yet. Run "netno observe crawl" first.');
    const only = options.platform?.map((name) => requirePlatform(db, name).id);
    const visits = siteVisits(db, wave).filter((v) => only === undefined || only.includes(v.platform_id));
    putInstrument(context);
    let pages = 0;
    let present = 0;
    for (const [n, visit] of visits.entries()) {
      if (signal.aborted) break;
      progress.step(`reading ${visit.platform_id} (${n + 1} of ${visits.length}) …`);
      const readings = readAll(study, wave, visit.platform_id);
      pages += readings.length;
      present += putDetected(context, wave, visit.platform_id, readings);
      // Between sites, so that Ctrl-C is heard.
      await new Promise((next) => setImmediate(next));
    }
    db.transaction(() => sweepEvidence(db))();
    return { lines: [`${counted(pages, 'page')} of ${counted(visits.length, 'platform')} read in wave ${wave.slice(1)}; ${counted(present, 'feature')} present.`], data: { wave, platforms: visits.length, pages, present } };
  },
});
