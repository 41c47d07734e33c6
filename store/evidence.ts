import type { Store } from './open.ts';
import { all } from './sql.ts';

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
