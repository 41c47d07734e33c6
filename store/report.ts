import type { Store } from './open.ts';
import { all, get } from './sql.ts';

/** What the report shows and no named view gives. Everything here reads; orders are complete, so the same store gives the same rows. */

export interface WaveSummary {
  readonly id: string;
  readonly number: number;
  readonly moment: string | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly visits: number;
  readonly pages: number;
  readonly loggedIn: number;
  readonly rendering: string | null;
}

export function waveSummaries(db: Store): WaveSummary[] {
  return all(
    db,
    `SELECT w.id, w.number, w.moment, min(s.started_at) AS first, max(s.ended_at) AS last, count(s.id) AS visits,
            (SELECT count(*) FROM page_visit AS v JOIN site_visit AS x ON x.id = v.site_visit_id WHERE x.wave_id = w.id) AS pages,
            coalesce(sum(s.logged_in), 0) AS loggedIn, group_concat(DISTINCT s.rendering) AS rendering
     FROM wave AS w LEFT JOIN site_visit AS s ON s.wave_id = w.id GROUP BY w.id ORDER BY w.number`,
  );
}

export interface CoderSummary {
  readonly id: string;
  readonly kind: 'person' | 'detector';
  readonly version: string | null;
  readonly decisions: number;
}

export function coderSummaries(db: Store): CoderSummary[] {
  return all(db, `SELECT c.id, c.kind, c.version, (SELECT count(*) FROM standing_decision AS d WHERE d.coder_id = c.id) AS decisions FROM coder AS c ORDER BY c.kind DESC, c.id`);
}

/** Versions of the program that wrote the study; a report writes nothing, so its own runs do not count. */
export function codeVersions(db: Store): string[] {
  return all<{ v: string }>(db, `SELECT DISTINCT code_version AS v FROM run WHERE stage <> 'cases report' ORDER BY 1`).map((r) => r.v);
}

export function ruleVersions(db: Store): string[] {
  return all<{ v: string }>(db, `SELECT DISTINCT rule_version AS v FROM role ORDER BY 1`).map((r) => r.v);
}

/** Labels that the data carry themselves, with the number of sources and platforms that do. */
export function labels(db: Store): { label: string; sources: number; platforms: number }[] {
  return all(
    db,
    `SELECT label, sum(k = 's') AS sources, sum(k = 'p') AS platforms
     FROM (SELECT label, 's' AS k FROM source UNION ALL SELECT label, 'p' FROM platform) WHERE label IS NOT NULL GROUP BY label ORDER BY label`,
  );
}

export function quoteCounts(db: Store): { all: number; withheld: number } {
  return get(db, `SELECT count(*) AS "all", coalesce(sum(publishable = 0), 0) AS withheld FROM evidence`) ?? { all: 0, withheld: 0 };
}

export function recordOutcomes(db: Store): Record<string, number> {
  return Object.fromEntries(all<{ outcome: string; n: number }>(db, `SELECT outcome, count(*) AS n FROM record_outcome GROUP BY outcome ORDER BY outcome`).map((r) => [r.outcome, r.n]));
}

export interface ProblemRow {
  readonly sourceId: string;
  readonly line: number;
  readonly message: string;
}

/** The first problems of every export file. */
export function importProblems(db: Store, perSource: number): ProblemRow[] {
  return all(
    db,
    `SELECT source_id AS sourceId, line, message FROM (SELECT *, row_number() OVER (PARTITION BY source_id ORDER BY line, id) AS nth FROM import_problem)
     WHERE nth <= ? ORDER BY source_id, line, id`,
    perSource,
  );
}

export interface PlatformSummary {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly knownSince: 'literature' | 'observation' | 'study';
  readonly answers: string;
  readonly note: string | null;
  /** Included documents that mention it. */
  readonly documents: number;
  readonly use: 'yes' | 'no' | 'unsure' | null;
  readonly useReason: string | null;
  readonly useCoder: string | null;
  readonly suggestion: string | null;
}

export function platformSummaries(db: Store): PlatformSummary[] {
  return all(
    db,
    `SELECT p.id, p.name, p.address, p.known_since AS knownSince, p.answers, p.note,
            (SELECT count(DISTINCT m.document_id) FROM mention AS m JOIN document_outcome AS d ON d.document_id = m.document_id AND d.outcome = 'included' WHERE m.platform_id = p.id) AS documents,
            u.decision AS "use", u.reason AS useReason, u.coder_id AS useCoder,
            (SELECT min(s.decision) FROM platform_screening AS s JOIN coder AS c ON c.id = s.coder_id AND c.kind = 'detector' WHERE s.platform_id = p.id AND s.criterion = 'b2b_use') AS suggestion
     FROM platform AS p LEFT JOIN platform_use AS u ON u.platform_id = p.id AND u.criterion = 'b2b_use' ORDER BY p.name COLLATE NOCASE, p.id`,
  );
}

export function activityPeriods(db: Store, wave: string): { platform: string; period: string; posts: number }[] {
  return all(db, `SELECT platform_id AS platform, period, posts FROM activity WHERE wave_id = ? ORDER BY platform_id, period`, wave);
}

/** Terms that a platform uses more than the others do, those that stand out most first: so many of each. */
export function standingTerms(db: Store, wave: string, most: number): { platform: string; surface: string }[] {
  return all(
    db,
    `SELECT platform_id AS platform, surface FROM (
       SELECT platform_id, surface, row_number() OVER (PARTITION BY platform_id ORDER BY log_likelihood DESC, term) AS place
       FROM platform_term WHERE wave_id = ? AND log_ratio > 0) WHERE place <= ? ORDER BY platform_id, place`,
    wave, most,
  );
}

export interface VisitSummary {
  readonly wave: string;
  readonly platform: string;
  readonly name: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly pages: number;
  readonly refusedPages: number;
  readonly failedPages: number;
}

export function visitSummaries(db: Store): VisitSummary[] {
  return all(
    db,
    `SELECT s.wave_id AS wave, s.platform_id AS platform, p.name, s.outcome, s.reason, s.pages,
            (SELECT count(*) FROM fetch_failure AS f WHERE f.site_visit_id = s.id AND f.kind = 'robots') AS refusedPages,
            (SELECT count(*) FROM fetch_failure AS f WHERE f.site_visit_id = s.id AND f.kind <> 'robots') AS failedPages
     FROM site_visit AS s JOIN platform AS p ON p.id = s.platform_id JOIN wave AS w ON w.id = s.wave_id
     ORDER BY w.number, p.name COLLATE NOCASE, s.id`,
  );
}

export interface ObservationRow {
  readonly id: string;
  readonly feature: string;
  readonly name: string;
  readonly c: number | null;
  readonly counts: string;
  readonly pageKinds: string;
  readonly actor: 'member' | 'operator';
  readonly value: 'present' | 'absent' | 'unknown';
  readonly mode: string | null;
  readonly reach: string | null;
  readonly traces: number;
  readonly reason: string | null;
  readonly detector: string;
  readonly version: string;
}

const observation = `
  SELECT o.id, o.feature_id AS feature, f.name, f.role AS c, f.counts, f.page_kinds AS pageKinds, o.actor, o.value, o.mode, o.reach, o.traces, o.reason,
         o.detector, o.detector_version AS version
  FROM observation AS o JOIN feature AS f ON f.id = o.feature_id`;

export function observationRows(db: Store, wave: string, platform: string): ObservationRow[] {
  return all(db, `${observation} WHERE o.wave_id = ? AND o.platform_id = ? ORDER BY f.role, o.actor, o.value = 'unknown', o.value = 'absent', o.mode = 'afforded', o.feature_id`, wave, platform);
}

export function observationRow(db: Store, id: string): ObservationRow | undefined {
  return get(db, `${observation} WHERE o.id = ?`, id);
}

/** Features that a role was found by, as its support names them. */
export function featuresOfRole(db: Store, role: string): { feature: string; actor: string; use: 'for' | 'against' }[] {
  return all(
    db,
    `SELECT DISTINCT details ->> 'feature' AS feature, details ->> 'actor' AS actor, use FROM support
     WHERE target_kind = 'role' AND target_id = ? AND use IN ('for', 'against') AND details IS NOT NULL ORDER BY 1, 2, 3`,
    role,
  );
}

export interface EvidenceRow {
  readonly quote: string;
  readonly selector: string | null;
  readonly matches: number;
  readonly publishable: number;
  readonly screenshot: string | null;
  readonly mode: string | null;
  readonly url: string | null;
  readonly pageKind: string | null;
  readonly capturedAt: string | null;
  readonly source: string | null;
  readonly loggedIn: number;
  readonly secondary: number;
  readonly archiveFile: string | null;
  readonly archiveOffset: number | null;
  readonly recordId: string | null;
}

export interface Shown<T> {
  readonly rows: readonly T[];
  /** Of so many. */
  readonly total: number;
}

/**
 * Regions that support a row: what was done before what could be done, and a second region of a page
 * only after the first of every other, so that few of them still show the breadth.
 */
export function evidenceOf(db: Store, kind: string, id: string, limit: number): Shown<EvidenceRow> {
  const rows = all<EvidenceRow & { total: number }>(
    db,
    `SELECT * FROM (
       SELECT e.quote, e.selector, e.matches, e.publishable, e.screenshot, s.details ->> 'mode' AS mode, v.url, v.page_kind AS pageKind, v.captured_at AS capturedAt,
              v.source, v.session IS NOT NULL AS loggedIn, coalesce(v.secondary, 0) AS secondary, v.archive_file AS archiveFile, v.archive_offset AS archiveOffset, e.record_id AS recordId,
              e.id, count(*) OVER () AS total, row_number() OVER (PARTITION BY e.page_visit_id ORDER BY (s.details ->> 'mode') IS NOT 'performed', e.id) AS nth
       FROM support AS s JOIN evidence AS e ON e.id = s.evidence_id LEFT JOIN page_visit AS v ON v.id = e.page_visit_id
       WHERE s.target_kind = ? AND s.target_id = ? AND s.use = 'for')
     ORDER BY mode IS NOT 'performed', nth, url, recordId, id LIMIT ?`,
    kind, id, limit,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

export interface CoverageRow {
  readonly url: string;
  readonly pageKind: string | null;
  readonly capturedAt: string;
  readonly loggedIn: number;
  readonly archiveFile: string;
  readonly archiveOffset: number;
  /** Pages of this kind among all that cover the row. */
  readonly ofKind: number;
}

/** Pages whose having been seen makes "absent" sayable: one of each kind first. */
export function coverageOf(db: Store, kind: string, id: string, limit: number): Shown<CoverageRow> {
  const rows = all<CoverageRow & { total: number }>(
    db,
    `SELECT * FROM (
       SELECT v.url, v.page_kind AS pageKind, v.captured_at AS capturedAt, v.session IS NOT NULL AS loggedIn, v.archive_file AS archiveFile, v.archive_offset AS archiveOffset,
              count(*) OVER () AS total, count(*) OVER (PARTITION BY v.page_kind) AS ofKind, row_number() OVER (PARTITION BY v.page_kind ORDER BY v.url, v.id) AS nth, v.id
       FROM support AS s JOIN page_visit AS v ON v.id = s.page_visit_id WHERE s.target_kind = ? AND s.target_id = ? AND s.use = 'coverage')
     ORDER BY nth, pageKind, url, id LIMIT ?`,
    kind, id, limit,
  );
  return { rows, total: rows[0]?.total ?? 0 };
}

export interface AttributeView {
  readonly id: string;
  readonly caseId: string;
  readonly name: string;
  readonly value: string;
  readonly quote: string | null;
  readonly supported: number;
  readonly coder: string;
}

export function attributesInForce(db: Store): AttributeView[] {
  return all(db, `SELECT id, case_id AS caseId, name, value, quote, supported, coder_id AS coder FROM case_attribute_in_force ORDER BY case_id, name`);
}

export interface CodingView {
  readonly id: string;
  readonly caseId: string;
  readonly platform: string;
  readonly c: number;
  readonly value: string;
  readonly quote: string | null;
  readonly coder: string;
  readonly memo: string | null;
}

export function codingViews(db: Store): CodingView[] {
  return all(
    db,
    `SELECT k.id, k.case_id AS caseId, s.platform_id AS platform, c.c, k.value, k.quote, k.coder_id AS coder, k.memo
     FROM coding AS k JOIN code AS c ON c.id = k.code_id JOIN case_study AS s ON s.id = k.case_id ORDER BY k.case_id, c.c, k.coder_id, k.id`,
  );
}

export function adjudications(db: Store): { caseId: string; c: number; value: string; coder: string; reason: string | null }[] {
  return all(db, `SELECT a.case_id AS caseId, c.c, a.value, a.coder_id AS coder, a.reason FROM adjudication AS a JOIN code AS c ON c.id = a.code_id ORDER BY a.case_id, c.c, a.id`);
}

export function agreements(db: Store): { c: number; statistic: string; value: number | null; units: number; reason: string | null }[] {
  return all(db, `SELECT c.c, a.statistic, a.value, a.units, a.reason FROM agreement AS a JOIN code AS c ON c.id = a.code_id ORDER BY a.statistic, c.c`);
}

export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly platform: string;
  readonly platformId: string;
  readonly knownSince: string;
  readonly suggested: number | null;
  readonly chosen: number | null;
  readonly reason: string | null;
  readonly coder: string | null;
}

/** Candidates with what maximum variation suggested and what the selection log decided. */
export function candidateRows(db: Store): CandidateRow[] {
  return all(
    db,
    `SELECT k.id, k.name, k.company, p.name AS platform, p.id AS platformId, p.known_since AS knownSince,
            (SELECT max(chosen) FROM selection AS s WHERE s.case_id = k.id AND s.method = 'maximum variation') AS suggested,
            l.chosen, l.reason, l.coder_id AS coder
     FROM case_study AS k JOIN platform AS p ON p.id = k.platform_id
     LEFT JOIN selection AS l ON l.case_id = k.id AND l.method = 'selection log'
       AND l.coder_id = (SELECT min(x.coder_id) FROM selection AS x WHERE x.case_id = k.id AND x.method = 'selection log')
     ORDER BY k.name COLLATE NOCASE, k.id`,
  );
}

/** Smallest distance between two suggested cases, and the seed. */
export function suggestionScore(db: Store): { score: number | null; seed: number } | undefined {
  return get(db, `SELECT max(score) AS score, min(seed) AS seed FROM selection WHERE method = 'maximum variation' HAVING count(*) > 0`);
}

export function featureNames(db: Store): Record<string, string> {
  return Object.fromEntries(all<{ id: string; name: string }>(db, `SELECT id, name FROM feature`).map((f) => [f.id, f.name]));
}

export interface NoteRow {
  readonly observer: string;
  readonly notedAt: string;
  readonly kind: string;
  readonly text: string;
  readonly platform: string | null;
  readonly url: string | null;
}

export function fieldNotes(db: Store): NoteRow[] {
  return all(
    db,
    `SELECT n.observer, n.noted_at AS notedAt, n.kind, n.text, coalesce(p.name, q.name) AS platform, v.url FROM field_note AS n
     LEFT JOIN platform AS p ON p.id = n.platform_id LEFT JOIN page_visit AS v ON v.id = n.page_visit_id
     LEFT JOIN site_visit AS s ON s.id = v.site_visit_id LEFT JOIN platform AS q ON q.id = s.platform_id ORDER BY n.noted_at, n.id`,
  );
}

/** SQL that lists all that stands behind a row, for `netno query`. Ids are made of names, so they are quoted as text. */
export function trailQuery(kind: string, id: string): string {
  return `SELECT quote, url, archive_file, archive_offset FROM evidence_trail WHERE target_kind = '${kind}' AND target_id = '${id.replaceAll("'", "''")}'`;
}
