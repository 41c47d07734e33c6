import { z } from 'zod';
import { businessUse } from '../../analysis/business-use.ts';
import { observePlatform, readPage, readSite, type PageReading } from '../../analysis/features/observe.ts';
import { features } from '../../analysis/features/registry.ts';
import { roleRules, rolesOf } from '../../analysis/roles.ts';
import type { FeatureObservation } from '../../core/types.ts';
import {
  closedAddresses, dropSupports, putDetectors, putFeatures, putObservations, putRegion, putRoleRules, putRoles, putSupport, setPageKind, siteVisits, sweepEvidence, waves,
} from '../../store/observation.ts';
import { platformByName, putSuggestion } from '../../store/platforms.ts';
import { ensureCoder } from '../../store/provenance.ts';
import { NetnoError } from '../../core/errors.ts';
import { pagesOf } from '../pages.ts';
import { counted, stage, type StageContext } from '../stage.ts';
import { waveOf } from './waves.ts';

const detector = 'features';
const business = 'business use';

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
    const { study, runId, progress, signal } = context;
    const { db } = study;
    const wave = waveOf(waves(db), options.wave);
    if (wave === null) throw new NetnoError('Nothing has been observed yet. Run "netno observe crawl" first.');
    const only = options.platform?.map((name) => {
      const known = platformByName(db, name);
      if (!known) throw new NetnoError(`There is no platform "${name}".`);
      return known.id;
    });
    const visits = siteVisits(db, wave).filter((v) => only === undefined || only.includes(v.platform_id));
    db.transaction(() => {
      putFeatures(db, features.map((f) => ({ id: f.id, name: f.name, kind: f.kind, role: f.role, counts: f.counts, countsNot: f.countsNot, pageKinds: f.coverage.map((g) => g.join(' or ')).join('; ') })), runId);
      putDetectors(db, features.map((f) => ({ name: f.id, version: String(f.version) })), runId);
      putRoleRules(db, roleRules, runId);
      ensureCoder(db, business, 'detector', '1', runId);
    })();
    let pages = 0;
    let present = 0;
    for (const [n, visit] of visits.entries()) {
      if (signal.aborted) break;
      progress.step(`reading ${visit.platform_id} (${n + 1} of ${visits.length}) …`);
      const readings = readSite((ids) => pagesOf(study, wave, visit.platform_id, ids === null ? {} : { ids }));
      // Pages that only said where to log in were not archived as pages of their own.
      const closed = closedAddresses(db, visit.id).map((url) => readPage({ id: url, url, status: 401, contentType: '', html: '', secondary: false, loggedIn: false }));
      pages += readings.length;
      const observed = observePlatform([...readings, ...closed]);
      present += observed.filter((o) => o.value === 'present').length;
      save(context, wave, visit.platform_id, readings, observed);
      // Between sites, so that Ctrl-C is heard.
      await new Promise((next) => setImmediate(next));
    }
    db.transaction(() => sweepEvidence(db))();
    return { lines: [`${counted(pages, 'page')} of ${counted(visits.length, 'platform')} read in wave ${wave.slice(1)}; ${counted(present, 'feature')} present.`], data: { wave, platforms: visits.length, pages, present } };
  },
});

function save({ study, runId }: StageContext, wave: string, platform: string, readings: readonly PageReading[], observed: readonly FeatureObservation[]): void {
  const { db, config } = study;
  const publishable = config.ethics.quotes === 'publishable';
  const versions = new Map(features.map((f) => [f.id, String(f.version)]));
  db.transaction(() => {
    for (const r of readings) setPageKind(db, r.id, r.kind);
    putObservations(db, { wave, platform, detector, version: (feature) => versions.get(feature) ?? '0', publishable }, observed, runId);
    // What covers an absence is no part of what makes a role present.
    const roles = rolesOf(observed).map((r) => ({ ...r, coverage: r.lenient === 'present' ? [] : r.coverage }));
    putRoles(db, { wave, platform, ruleVersion: roleRules.version }, roles, runId);
    const use = businessUse(readings);
    const target = { kind: 'platform_screening', id: `${wave}/${platform}/b2b_use` } as const;
    dropSupports(db, 'platform_screening', target.id);
    putSuggestion(db, { platform, criterion: 'b2b_use', decision: use.suggestion, coder: business, reason: use.companies.map((c) => `${c.name}: ${c.reason}`).join('; ') || null }, runId);
    for (const c of use.companies) putSupport(db, target, 'for', { evidence: putRegion(db, c.region, publishable, runId) }, JSON.stringify({ company: c.name, reason: c.reason }), runId);
  })();
}
