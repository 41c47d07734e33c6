import type { ArchivePosition } from '../core/types.ts';
import type { Store } from './open.ts';
import { all, run } from './sql.ts';

/** What something rests on, as `reproduce` and the report name it. */
export interface EvidenceRef {
  readonly kind: 'region' | 'capture' | 'record' | 'decision';
  readonly id: string;
  readonly use: 'for' | 'against' | 'coverage';
}

/** Regions and captures that support a row. */
export function supportOf(db: Store, kind: string, id: string): EvidenceRef[] {
  return all<{ use: EvidenceRef['use']; evidence_id: string | null; page_visit_id: string | null }>(
    db,
    `SELECT DISTINCT use, evidence_id, page_visit_id FROM support WHERE target_kind = ? AND target_id = ? ORDER BY use, evidence_id, page_visit_id`,
    kind, id,
  ).map((s) => ({ kind: s.evidence_id !== null ? 'region' : 'capture', id: s.evidence_id ?? s.page_visit_id ?? '', use: s.use }));
}

/** Details that findings carried, for example the amounts of a pledge. */
export function supportDetails(db: Store, kind: string, id: string): Record<string, string | number>[] {
  return all<{ details: string }>(db, `SELECT details FROM support WHERE target_kind = ? AND target_id = ? AND use = 'for' AND details IS NOT NULL`, kind, id)
    .map((s) => JSON.parse(s.details) as Record<string, string | number>);
}

/** Decisions as evidence: sheet, item, field and coder name one. */
export function decisionRefs(db: Store, sheet: string, field: string, value?: string): EvidenceRef[] {
  return all<{ item: string; coder_id: string }>(
    db,
    `SELECT item, coder_id FROM standing_decision WHERE sheet = ? AND field = ? AND (? IS NULL OR value = ?) ORDER BY item, coder_id`,
    sheet, field, value ?? null, value ?? null,
  ).map((d) => ({ kind: 'decision', id: decisionKey(sheet, d.item, field, d.coder_id), use: 'for' }));
}

export const decisionKey = (sheet: string, item: string, field: string, coder: string): string => [sheet, item, field, coder].join(' / ');

/** Records, by what became of them. */
export function recordRefs(db: Store, which: 'all' | 'included'): EvidenceRef[] {
  const sql = which === 'all'
    ? `SELECT id FROM record ORDER BY id`
    : `SELECT dr.record_id AS id FROM document_record AS dr JOIN document_outcome AS o ON o.document_id = dr.document_id AND o.outcome = 'included' ORDER BY 1`;
  return all<{ id: string }>(db, sql).map((r) => ({ kind: 'record', id: r.id, use: 'for' }));
}

/** A region that could be shown as a picture, with the page that it stands on. */
export interface RegionToShoot {
  readonly id: string;
  readonly wave: string;
  readonly platform: string;
  readonly url: string;
  readonly selector: string | null;
  readonly quote: string;
  readonly screenshot: string | null;
  readonly position: ArchivePosition;
}

/**
 * The first regions of every present observation of a platform, in the order in which the report shows them: what was done
 * before what could be done, and every page before a second region of one. Each region once, those of a page together.
 */
export function regionsToShoot(db: Store, platform: string, wave: string | null, perObservation: number): RegionToShoot[] {
  return all<Omit<RegionToShoot, 'position'> & ArchivePosition>(
    db,
    `SELECT DISTINCT id, wave, platform, url, selector, quote, screenshot, file, "offset", length, digest FROM (
       SELECT *, row_number() OVER (PARTITION BY observation ORDER BY mode IS NOT 'performed', nth, url, id) AS place FROM (
         SELECT o.id AS observation, o.wave_id AS wave, o.platform_id AS platform, e.id, v.url, e.selector, e.quote, e.screenshot, s.details ->> 'mode' AS mode,
                v.archive_file AS file, v.archive_offset AS "offset", v.archive_length AS length, v.digest,
                row_number() OVER (PARTITION BY o.id, e.page_visit_id ORDER BY (s.details ->> 'mode') IS NOT 'performed', e.id) AS nth
         FROM observation AS o JOIN support AS s ON s.target_kind = 'observation' AND s.target_id = o.id AND s.use = 'for'
         JOIN evidence AS e ON e.id = s.evidence_id JOIN page_visit AS v ON v.id = e.page_visit_id
         WHERE o.platform_id = ? AND (? IS NULL OR o.wave_id = ?) AND o.value = 'present'))
     WHERE place <= ? ORDER BY wave, url, file, "offset", id`,
    platform, wave, wave, perObservation,
  ).map(({ file, offset, length, digest, ...region }) => ({ ...region, position: { file, offset, length, digest } }));
}

export function setScreenshot(db: Store, evidence: string, path: string | null): void {
  run(db, `UPDATE evidence SET screenshot = ? WHERE id = ? AND screenshot IS NOT ?`, path, evidence, path);
}

/** Paths of all screenshots that belong to evidence. */
export function screenshots(db: Store): string[] {
  return all<{ screenshot: string }>(db, `SELECT DISTINCT screenshot FROM evidence WHERE screenshot IS NOT NULL ORDER BY 1`).map((e) => e.screenshot);
}
