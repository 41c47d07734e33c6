/** What detection says of a platform, into the study. */
import { businessUse } from '../../analysis/business-use.ts';
import { observePlatform, readPage, SiteReader, type PageReading } from '../../analysis/features/observe.ts';
import { features } from '../../analysis/features/registry.ts';
import { roleRules, rolesOf } from '../../analysis/roles.ts';
import {
  archivedPages, closedAddresses, dropSupports, putDetectors, putFeatures, putObservations, putRegion, putRoleRules, putRoles, putSupport, setPageKind,
} from '../../store/observation.ts';
import { putSuggestion } from '../../store/platforms.ts';
import { ensureCoder } from '../../store/provenance.ts';
import { pagesOf } from '../pages.ts';
import type { StageContext } from '../stage.ts';
import type { Study } from '../study.ts';
import { visitId } from './site-visit.ts';

const detector = 'features';
const business = 'business use';

/** The codebook as it is now, before anything rests on it. */
export function putInstrument({ study: { db }, runId }: StageContext): void {
  db.transaction(() => {
    putFeatures(db, features.map((f) => ({ id: f.id, name: f.name, kind: f.kind, role: f.role, counts: f.counts, countsNot: f.countsNot, pageKinds: f.coverage.map((g) => g.join(' or ')).join('; ') })), runId);
    putDetectors(db, features.map((f) => ({ name: f.id, version: String(f.version) })), runId);
    putRoleRules(db, roleRules, runId);
    ensureCoder(db, business, 'detector', '1', runId);
  })();
}

/** Reads what the reader does not know yet of a platform's pages. */
export function readNew(study: Pick<Study, 'dir' | 'db'>, wave: string, platform: string, reader: SiteReader): void {
  for (const page of pagesOf(study, wave, platform, { wanted: (id) => !reader.has(id) })) reader.add(page);
}

/** The readings of all pages that are archived of a platform now. */
export function readAll(study: Pick<Study, 'dir' | 'db'>, wave: string, platform: string, reader: SiteReader = new SiteReader()): PageReading[] {
  const before = reader.ids;
  readNew(study, wave, platform, reader);
  // A page that was read as it was fetched may have been drawn since.
  const current = before.length === 0 ? null : new Set(archivedPages(study.db, wave, platform).map((p) => p.id));
  if (current !== null) for (const id of before) if (!current.has(id)) reader.drop(id);
  return reader.finish((ids) => pagesOf(study, wave, platform, { wanted: (id) => ids.has(id) }));
}

/** @returns number of features that are present */
export function putDetected({ study, runId }: StageContext, wave: string, platform: string, readings: readonly PageReading[]): number {
  const { db, config } = study;
  // Pages that only said where to log in were not archived as pages of their own.
  const closed = closedAddresses(db, visitId(wave, platform)).map((url) => readPage({ id: url, url, status: 401, contentType: '', html: '', secondary: false, loggedIn: false }));
  const observed = observePlatform([...readings, ...closed]);
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
  return observed.filter((o) => o.value === 'present').length;
}
