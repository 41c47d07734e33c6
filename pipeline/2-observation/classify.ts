import { z } from 'zod';
import { classifyProgramme } from '../../analysis/types.ts';
import { NetnoError } from '../../core/errors.ts';
import { classificationId, dropClassifications, dropSupports, findingsOf, pagesRead, putClassification, putRegion, putSupport, siteVisits, waves } from '../../store/observation.ts';
import { platforms, programmes, putPlatformScreening, suggestions, type ProgrammeRow } from '../../store/platforms.ts';
import { ensureCoder, standingDecisions } from '../../store/provenance.ts';
import { stage, type StageContext } from '../stage.ts';
import { readSheet, takeDecisions, writeSheet, type Sheet } from '../to-decide.ts';
import { waveOf } from './waves.ts';

const types = ['competition', 'marketplace', 'event', 'community'] as const;
const compensation = { competition: 'monetary', marketplace: 'monetary', event: 'non-monetary', community: 'non-monetary' } as const;
const detector = 'programme type';

export const typesSheet: Sheet = {
  name: 'types',
  columns: ['programme', 'detected', 'type', 'coder', 'reason'],
  key: ['programme'],
  decide: { type: types },
  reason: 'reason',
};

export const businessSheet: Sheet = {
  name: 'b2b-use',
  columns: ['platform', 'evidence', 'suggestion', 'decision', 'coder', 'reason'],
  key: ['platform'],
  decide: { decision: ['yes', 'no', 'unsure'] },
  reason: 'reason',
};

export const observeClassify = stage({
  name: 'observe classify',
  phase: 'observe',
  title: 'Classify programmes by type, and platforms by use by B2B companies',
  about:
    'Types and primary compensation of every programme from what was detected on its pages (competition, marketplace, event, community); a person may override them in to-decide/types.csv. ' +
    'Use by B2B companies is suggested from the pages and the secondary sources they link to, and decided in to-decide/b2b-use.csv.',
  inPhase: true,
  options: z.object({ wave: z.string().optional().meta({ description: 'number of the wave; otherwise the newest', word: 'n' }) }),
  reads: ['observation', 'support', 'programme', 'platform', 'decision'],
  writes: ['classification', 'platform_screening', 'support', 'decision'],
  run: async (context, options) => {
    const { study, runId } = context;
    const { db } = study;
    const wave = waveOf(waves(db), options.wave);
    if (wave === null) throw new NetnoError('Nothing has been observed yet. Run "netno observe crawl" first.');
    const typeRows = readSheet(study.dir, typesSheet);
    const useRows = readSheet(study.dir, businessSheet);
    takeDecisions(context, typesSheet, typeRows);
    takeDecisions(context, businessSheet, useRows);

    const detected = classify(context, wave);
    const known = platforms(db);
    const byName = new Map(known.flatMap((p) => [[p.name.toLowerCase(), p.id], [p.id, p.id]]));
    const uses = standingDecisions(db, businessSheet.name).flatMap((d) => {
      const platform = byName.get(d.item.toLowerCase());
      const decision = (['yes', 'no', 'unsure'] as const).find((v) => v === d.value);
      return platform !== undefined && decision !== undefined ? [{ platform, decision, coder: d.coder, reason: d.reason }] : [];
    });
    db.transaction(() => {
      putPlatformScreening(db, 'b2b_use', 'person', uses, runId);
    })();

    const suggested = new Map(suggestions(db, 'b2b_use').map((s) => [s.platform, s]));
    const seen = new Set(siteVisits(db, wave).map((v) => v.platform_id));
    const undecided = known.filter((p) => seen.has(p.id) && !uses.some((u) => u.platform === p.id));
    const waitingUse = writeSheet(
      study.dir, businessSheet,
      undecided.map((p) => ({ platform: p.name, evidence: suggested.get(p.id)?.reason ?? '', suggestion: suggested.get(p.id)?.decision ?? '' })),
      useRows,
    );
    const unclear = detected.filter((d) => d.type === null && d.observed);
    const waitingTypes = writeSheet(study.dir, typesSheet, unclear.map((d) => ({ programme: d.programme.name, detected: 'unclear' })), typeRows);
    const counts = types.map((t) => `${detected.filter((d) => d.type === t).length} ${t}`).join(', ');
    return {
      lines: [`Programmes by detected type: ${counts}, ${detected.filter((d) => d.type === null).length} unclear. ${uses.filter((u) => u.decision === 'yes').length} platforms used by B2B companies, ${undecided.length} undecided.`],
      waiting: [{ sheet: typesSheet.name, rows: waitingTypes }, { sheet: businessSheet.name, rows: waitingUse }],
      data: { wave, types: Object.fromEntries(types.map((t) => [t, detected.filter((d) => d.type === t).length])), b2b: uses.filter((u) => u.decision === 'yes').length, undecided: undecided.length },
    };
  },
});

interface Classified {
  readonly programme: ProgrammeRow;
  readonly type: string | null;
  /** Whether pages of it were seen in this wave. */
  readonly observed: boolean;
}

function classify({ study, runId }: StageContext, wave: string): Classified[] {
  const { db, config } = study;
  const all = programmes(db);
  const decided = standingDecisions(db, typesSheet.name);
  const out: Classified[] = [];
  db.transaction(() => {
    ensureCoder(db, detector, 'detector', '1', runId);
    dropClassifications(db, wave);
    dropSupports(db, 'classification', `${wave}/*`);
    for (const platform of new Set(all.map((p) => p.platform_id))) {
      const own = all.filter((p) => p.platform_id === platform);
      const findings = findingsOf(db, wave, platform);
      const readings = pagesRead(db, wave, platform).map((page) => ({ ...page, findings: findings.get(page.id) ?? [] }));
      for (const programme of own) {
        const pages = readings.filter((r) => !r.secondary && r.status === 200 && programmeOf(r.url, own)?.id === programme.id);
        const result = classifyProgramme(pages);
        out.push({ programme, type: result.type, observed: pages.length > 0 });
        putClassification(db, { programme: programme.id, wave, type: result.type, compensation: result.compensation, reasons: JSON.stringify(result.reasons), coder: detector }, runId);
        const target = { kind: 'classification', id: classificationId(wave, programme.id) } as const;
        for (const f of result.findings) {
          putSupport(db, target, 'for', { evidence: putRegion(db, f.region, config.ethics.quotes === 'publishable', runId) }, JSON.stringify({ feature: f.feature, actor: f.actor, mode: f.mode }), runId);
        }
        for (const page of pages) putSupport(db, target, 'coverage', { page: page.id }, null, runId);
        for (const d of decided.filter((x) => x.item === programme.name || x.item === programme.id)) {
          const type = types.find((t) => t === d.value);
          if (type) putClassification(db, { programme: programme.id, wave, type, compensation: compensation[type], reasons: JSON.stringify(d.reason === null ? [] : [d.reason]), coder: d.coder }, runId);
        }
      }
    }
  })();
  return out;
}

/** The programme a page belongs to: the one whose address is the longest beginning of the page's; a sole one owns all. */
function programmeOf(url: string, own: readonly ProgrammeRow[]): ProgrammeRow | undefined {
  if (own.length === 1) return own[0];
  return own.filter((p) => p.address !== null && url.startsWith(p.address)).sort((a, b) => (b.address?.length ?? 0) - (a.address?.length ?? 0))[0];
}
