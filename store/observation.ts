import { createHash } from 'node:crypto';
import type { ArchivePosition, FeatureObservation, Finding, Region } from '../core/types.ts';
import type { Store } from './open.ts';
import { all, get, insert, run, upsert } from './sql.ts';

export function putWave(db: Store, number: number, moment: string, runId: number): string {
  const id = `w${number}`;
  run(db, `INSERT INTO wave (id, number, moment, run_id) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`, id, number, moment, runId);
  return id;
}

export function waves(db: Store): { id: string; number: number; moment: string | null }[] {
  return all(db, `SELECT id, number, moment FROM wave ORDER BY number`);
}

export type VisitOutcome = 'done' | 'budget' | 'refused' | 'gone' | 'unreachable' | 'interrupted';

export interface SiteVisitRow {
  readonly id: string;
  readonly wave_id: string;
  readonly platform_id: string;
  readonly outcome: VisitOutcome;
  readonly reason: string | null;
  readonly pages: number;
  readonly bytes: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly rendering: string;
  readonly logged_in: number;
}

export function putSiteVisit(db: Store, visit: SiteVisitRow, runId: number): void {
  upsert(db, 'site_visit', ['id'], { ...visit, run_id: runId }, ['started_at']);
}

export function siteVisit(db: Store, wave: string, platform: string): SiteVisitRow | undefined {
  return get(db, `SELECT id, wave_id, platform_id, outcome, reason, pages, bytes, started_at, ended_at, rendering, logged_in FROM site_visit WHERE wave_id = ? AND platform_id = ?`, wave, platform);
}

export function siteVisits(db: Store, wave: string): SiteVisitRow[] {
  return all(db, `SELECT id, wave_id, platform_id, outcome, reason, pages, bytes, started_at, ended_at, rendering, logged_in FROM site_visit WHERE wave_id = ? ORDER BY id`, wave);
}

/** Number of the last page that was taken over from the visit's own file. */
export function takenOf(db: Store, siteVisit: string): number {
  return get<{ taken: number }>(db, `SELECT taken FROM site_visit WHERE id = ?`, siteVisit)?.taken ?? 0;
}

export function setTaken(db: Store, siteVisit: string, seq: number): void {
  run(db, `UPDATE site_visit SET taken = ? WHERE id = ?`, seq, siteVisit);
}

export interface PageVisit {
  readonly siteVisit: string;
  readonly url: string;
  readonly canonicalUrl: string;
  readonly referrer: string | null;
  readonly depth: number;
  readonly secondary: boolean;
  readonly title: string | null;
  readonly status: number;
  readonly contentType: string | null;
  readonly bytes: number;
  readonly source: 'live' | 'render' | 'browse' | 'past' | 'import';
  readonly session: string | null;
  /** What X-Robots-Tag and meta robots say. */
  readonly robotsDirectives: string | null;
  readonly capturedAt: string;
  readonly position: ArchivePosition;
  readonly links: readonly { readonly url: string; readonly text: string; readonly rel: string | null; readonly leads: 'inside' | 'outside' }[];
}

/** A page visit's id says where it comes from: visit, source and address. */
export function pageVisitId(siteVisit: string, source: string, url: string): string {
  return `${siteVisit}/${source === 'live' ? '' : `${source}/`}${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
}

/** Adds a page to the store; the same page of the same visit again replaces it. */
export function putPage(db: Store, page: PageVisit, runId: number): string {
  const id = pageVisitId(page.siteVisit, page.source, page.canonicalUrl);
  db.transaction(() => {
    upsert(db, 'page_visit', ['id'], {
      id, site_visit_id: page.siteVisit, url: page.url, canonical_url: page.canonicalUrl, referrer: page.referrer, depth: page.depth,
      secondary: page.secondary ? 1 : 0, title: page.title, status: page.status, content_type: page.contentType, digest: page.position.digest,
      bytes: page.bytes, source: page.source, session: page.session, robots: page.robotsDirectives, captured_at: page.capturedAt, archive_file: page.position.file,
      archive_offset: page.position.offset, archive_length: page.position.length, run_id: runId,
    });
    run(db, `DELETE FROM link WHERE page_visit_id = ?`, id);
    page.links.forEach((l, n) => insert(db, 'link', { page_visit_id: id, ordinal: n + 1, url: l.url, text: l.text.slice(0, 300), rel: l.rel, leads: l.leads, run_id: runId }));
  })();
  return id;
}

/** Replaces what a visit could not fetch: one that was resumed may have fetched it since. */
export function putFetchFailures(db: Store, siteVisit: string, failures: readonly { url: string; kind: string; reason: string }[], runId: number): void {
  run(db, `DELETE FROM fetch_failure WHERE site_visit_id = ?`, siteVisit);
  for (const f of failures) insert(db, 'fetch_failure', { site_visit_id: siteVisit, url: f.url, kind: f.kind, reason: f.reason, run_id: runId }, 'OR REPLACE');
}

/** Addresses of a visit that led to a log-in. */
export function closedAddresses(db: Store, siteVisit: string): string[] {
  return all<{ url: string }>(db, `SELECT url FROM fetch_failure WHERE site_visit_id = ? AND kind = 'login' ORDER BY url`, siteVisit).map((r) => r.url);
}

export interface ArchivedVisit {
  readonly id: string;
  readonly url: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly secondary: boolean;
  readonly session: string | null;
  readonly source: string;
  readonly position: ArchivePosition;
}

/**
 * Pages of a platform in a wave, in the order of their ids, with where they lie in the archive.
 * A page that was rendered stands for the shell that was fetched: the shell would make things look absent.
 */
export function archivedPages(db: Store, wave: string, platform: string): ArchivedVisit[] {
  return all<Record<string, never> & { id: string; url: string; status: number; content_type: string | null; secondary: number; session: string | null; source: string; file: string; offset: number; length: number; digest: string }>(
    db,
    `SELECT v.id, v.url, v.status, v.content_type, v.secondary, v.session, v.source, v.archive_file AS file, v.archive_offset AS offset, v.archive_length AS length, v.digest
     FROM page_visit AS v JOIN site_visit AS s ON s.id = v.site_visit_id WHERE s.wave_id = ? AND s.platform_id = ?
       AND (v.source <> 'live' OR NOT EXISTS (SELECT 1 FROM page_visit AS r WHERE r.site_visit_id = v.site_visit_id AND r.canonical_url = v.canonical_url AND r.source = 'render'))
     ORDER BY v.id`,
    wave, platform,
  ).map((r) => ({
    id: r.id, url: r.url, status: r.status, contentType: r.content_type, secondary: r.secondary === 1, session: r.session, source: r.source,
    position: { file: r.file, offset: r.offset, length: r.length, digest: r.digest },
  }));
}

export function setPageKind(db: Store, page: string, kind: string): void {
  run(db, `UPDATE page_visit SET page_kind = ? WHERE id = ? AND page_kind IS NOT ?`, kind, page, kind);
}

export function moveArchivePosition(db: Store, from: { file: string; offset: number }, to: ArchivePosition | null): void {
  if (to === null) run(db, `DELETE FROM page_visit WHERE archive_file = ? AND archive_offset = ?`, from.file, from.offset);
  else {
    run(db, `UPDATE page_visit SET archive_offset = ?, archive_length = ?, digest = ? WHERE archive_file = ? AND archive_offset = ?`, to.offset, to.length, to.digest, from.file, from.offset);
  }
}

export interface FeatureRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly role: number | null;
  readonly counts: string;
  readonly countsNot: string;
  readonly pageKinds: string;
}

export function putFeatures(db: Store, features: readonly FeatureRow[], runId: number): void {
  for (const f of features) {
    upsert(db, 'feature', ['id'], { id: f.id, name: f.name, kind: f.kind, role: f.role, counts: f.counts, counts_not: f.countsNot, page_kinds: f.pageKinds, run_id: runId });
  }
}

/** Adds a region as evidence, once. @returns its id, which is made from page, selector and quote */
export function putRegion(db: Store, region: Region, publishable: boolean, runId: number): string {
  const id = `e:${createHash('sha256').update(`${region.page}\n${region.selector}\n${region.quote}`).digest('hex').slice(0, 20)}`;
  insert(db, 'evidence', { id, page_visit_id: region.page, selector: region.selector, matches: region.count, quote: region.quote, publishable: publishable ? 1 : 0, run_id: runId }, 'OR IGNORE');
  return id;
}

export type SupportTarget = 'observation' | 'role' | 'classification' | 'platform_screening' | 'case_attribute' | 'coding';

export function putSupport(
  db: Store,
  target: { kind: SupportTarget; id: string },
  use: 'for' | 'against' | 'coverage',
  what: { evidence: string } | { page: string },
  details: string | null,
  runId: number,
): void {
  insert(db, 'support', {
    target_kind: target.kind, target_id: target.id, use, evidence_id: 'evidence' in what ? what.evidence : null,
    page_visit_id: 'page' in what ? what.page : null, details, run_id: runId,
  }, 'OR IGNORE');
}

export function dropSupports(db: Store, kind: SupportTarget, idLike: string): void {
  run(db, `DELETE FROM support WHERE target_kind = ? AND target_id GLOB ?`, kind, idLike);
}

/** Evidence on which nothing rests any more is taken away. */
export function sweepEvidence(db: Store): void {
  run(db, `DELETE FROM evidence WHERE NOT EXISTS (SELECT 1 FROM support AS s WHERE s.evidence_id = evidence.id)
           AND NOT EXISTS (SELECT 1 FROM coding AS c WHERE c.evidence_id = evidence.id) AND NOT EXISTS (SELECT 1 FROM post AS p WHERE p.evidence_id = evidence.id)`);
}

export const observationId = (wave: string, platform: string, feature: string, actor: string): string => `${wave}/${platform}/${feature}/${actor}`;
export const roleId = (wave: string, platform: string, c: number): string => `${wave}/${platform}/${c}C`;
export const classificationId = (wave: string, programme: string): string => `${wave}/${programme}`;

/** Replaces what detectors said of a platform in a wave. */
export function putObservations(
  db: Store,
  at: { wave: string; platform: string; detector: string; version: (feature: string) => string; publishable: boolean },
  observations: readonly FeatureObservation[],
  runId: number,
): void {
  dropSupports(db, 'observation', `${at.wave}/${at.platform}/*`);
  run(db, `DELETE FROM observation WHERE wave_id = ? AND platform_id = ?`, at.wave, at.platform);
  for (const o of observations) {
    const id = observationId(at.wave, at.platform, o.feature, o.actor);
    insert(db, 'observation', {
      id, platform_id: at.platform, wave_id: at.wave, feature_id: o.feature, actor: o.actor, value: o.value, mode: o.mode, reach: o.reach,
      traces: o.traces, reason: o.reason, detector: at.detector, detector_version: at.version(o.feature), run_id: runId,
    });
    for (const finding of o.for) putSupport(db, { kind: 'observation', id }, 'for', { evidence: putRegion(db, finding.region, at.publishable, runId) }, detailsOf(finding), runId);
    for (const page of o.coverage) putSupport(db, { kind: 'observation', id }, 'coverage', { page }, null, runId);
  }
}

const detailsOf = (finding: Finding): string => JSON.stringify({ mode: finding.mode, actor: finding.actor, reach: finding.reach, ...finding.details });

/** Rules of a version are written once. */
export function putRoleRules(db: Store, rules: { readonly version: string; readonly rules: readonly { readonly c: number; readonly features: readonly string[]; readonly surface: readonly string[] }[] }, runId: number): void {
  for (const r of rules.rules) {
    for (const feature of r.features) insert(db, 'role_rule', { version: rules.version, c: r.c, feature_id: feature, surface: r.surface.includes(feature) ? 1 : 0, run_id: runId }, 'OR IGNORE');
  }
}

export interface RoleRow {
  readonly c: number;
  readonly lenient: string;
  readonly strict: string;
  readonly for: readonly { feature: string; actor: string }[];
  readonly against: readonly { feature: string; actor: string }[];
  readonly coverage: readonly string[];
}

/** Replaces the roles of a platform in a wave; their support is that of the observations they rest on. */
export function putRoles(db: Store, at: { wave: string; platform: string; ruleVersion: string }, roles: readonly RoleRow[], runId: number): void {
  dropSupports(db, 'role', `${at.wave}/${at.platform}/*`);
  run(db, `DELETE FROM role WHERE wave_id = ? AND platform_id = ?`, at.wave, at.platform);
  for (const r of roles) {
    const id = roleId(at.wave, at.platform, r.c);
    insert(db, 'role', { id, platform_id: at.platform, wave_id: at.wave, c: r.c, lenient: r.lenient, strict: r.strict, rule_version: at.ruleVersion, run_id: runId });
    for (const [use, observations] of [['for', r.for], ['against', r.against]] as const) {
      for (const o of observations) {
        run(
          db,
          `INSERT OR IGNORE INTO support (target_kind, target_id, use, evidence_id, details, run_id)
           SELECT 'role', ?, ?, evidence_id, ?, ? FROM support WHERE target_kind = 'observation' AND target_id = ? AND use = 'for'`,
          id, use, JSON.stringify({ feature: o.feature, actor: o.actor }), runId, observationId(at.wave, at.platform, o.feature, o.actor),
        );
      }
    }
    for (const page of r.coverage) putSupport(db, { kind: 'role', id }, 'coverage', { page }, null, runId);
  }
}

export function observations(db: Store, wave: string, platform: string): { feature: string; actor: 'member' | 'operator'; value: 'present' | 'absent' | 'unknown'; mode: 'afforded' | 'performed' | null; reach: 'inside' | 'outside' | null; traces: number; reason: string | null; detectorVersion: string }[] {
  return all(
    db,
    `SELECT feature_id AS feature, actor, value, mode, reach, traces, reason, detector_version AS detectorVersion
     FROM observation WHERE wave_id = ? AND platform_id = ? ORDER BY feature_id, actor`,
    wave, platform,
  );
}

export function putClassification(
  db: Store,
  row: { programme: string; wave: string; type: string | null; compensation: string | null; reasons: string; coder: string },
  runId: number,
): void {
  upsert(db, 'classification', ['programme_id', 'wave_id', 'coder_id'], {
    programme_id: row.programme, wave_id: row.wave, type: row.type, compensation: row.compensation, reasons: row.reasons, coder_id: row.coder, run_id: runId,
  });
}

export function addFieldNote(db: Store, note: { observer: string; notedAt: string; platform: string | null; page: string | null; kind: string; text: string }, runId: number): void {
  insert(db, 'field_note', { observer: note.observer, noted_at: note.notedAt, platform_id: note.platform, page_visit_id: note.page, kind: note.kind, text: note.text, run_id: runId });
}

/** The newest archived page with this address. */
export function pageByUrl(db: Store, url: string): { id: string } | undefined {
  return get(db, `SELECT id FROM page_visit WHERE url = ? OR canonical_url = ? ORDER BY captured_at DESC LIMIT 1`, url, url);
}

export interface ChangeRow {
  readonly platform: string;
  readonly feature: string | null;
  readonly actor: string | null;
  readonly kind: string;
  readonly cause: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Replaces the differences between two waves. */
export function putChanges(db: Store, from: string, to: string, changes: readonly ChangeRow[], runId: number): void {
  run(db, `DELETE FROM change WHERE from_wave = ? AND to_wave = ?`, from, to);
  for (const c of changes) {
    insert(db, 'change', {
      id: `${from}-${to}/${c.platform}/${c.feature ?? ''}/${c.actor ?? ''}`, platform_id: c.platform, feature_id: c.feature, actor: c.actor,
      from_wave: from, to_wave: to, kind: c.kind, cause: c.cause, before: c.before, after: c.after, run_id: runId,
    });
  }
}

export function putDetectors(db: Store, detectors: readonly { name: string; version: string }[], runId: number): void {
  for (const d of detectors) insert(db, 'detector', { name: d.name, version: d.version, run_id: runId }, 'OR IGNORE');
}

export function dropClassifications(db: Store, wave: string): void {
  run(db, `DELETE FROM classification WHERE wave_id = ?`, wave);
}

/** Pages of a platform as the detectors left them: kind and title, in the order of their ids. */
export function pagesRead(db: Store, wave: string, platform: string): { id: string; url: string; kind: string; title: string; secondary: boolean; status: number; capturedAt: string }[] {
  return all<{ id: string; url: string; kind: string | null; title: string | null; secondary: number; status: number; capturedAt: string }>(
    db,
    `SELECT v.id, v.url, v.page_kind AS kind, v.title, v.secondary, v.status, v.captured_at AS capturedAt
     FROM page_visit AS v JOIN site_visit AS s ON s.id = v.site_visit_id WHERE s.wave_id = ? AND s.platform_id = ? ORDER BY v.id`,
    wave, platform,
  ).map((r) => ({ ...r, kind: r.kind ?? 'other', title: r.title ?? '', secondary: r.secondary === 1 }));
}

/** What was found on the pages of a platform, as it stands behind its observations: by page. */
export function findingsOf(db: Store, wave: string, platform: string): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const r of all<{ page: string; feature: string; details: string; selector: string; quote: string; matches: number }>(
    db,
    `SELECT e.page_visit_id AS page, o.feature_id AS feature, s.details, e.selector, e.quote, e.matches
     FROM observation AS o JOIN support AS s ON s.target_kind = 'observation' AND s.target_id = o.id AND s.use = 'for'
     JOIN evidence AS e ON e.id = s.evidence_id
     WHERE o.wave_id = ? AND o.platform_id = ? ORDER BY o.feature_id, e.id, s.details`,
    wave, platform,
  )) {
    const { mode, actor, reach, ...details } = JSON.parse(r.details) as { mode: Finding['mode']; actor: Finding['actor']; reach: Finding['reach'] } & Record<string, string | number>;
    const finding: Finding = { feature: r.feature, mode, actor, reach, details, region: { page: r.page, selector: r.selector, quote: r.quote, count: r.matches } };
    const list = found.get(r.page);
    if (list) list.push(finding);
    else found.set(r.page, [finding]);
  }
  return found;
}

/** Where the store says that pages lie. */
export function allPositions(db: Store): { file: string; offset: number }[] {
  return all(db, `SELECT archive_file AS file, archive_offset AS offset FROM page_visit ORDER BY archive_file, archive_offset`);
}
