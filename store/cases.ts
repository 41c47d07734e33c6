import type { Store } from './open.ts';
import { all, insert, run, upsert } from './sql.ts';

export interface CaseRow {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly platform: string;
}

/** Puts the candidate cases; one that is a candidate no longer goes, with what rests on it. */
export function putCases(db: Store, cases: readonly CaseRow[], runId: number): void {
  const present = new Set(cases.map((c) => c.id));
  for (const { id } of all<{ id: string }>(db, `SELECT id FROM case_study`)) if (!present.has(id)) run(db, `DELETE FROM case_study WHERE id = ?`, id);
  for (const c of cases) upsert(db, 'case_study', ['id'], { id: c.id, name: c.name, company: c.company, platform_id: c.platform, run_id: runId });
}

export function cases(db: Store): CaseRow[] {
  return all(db, `SELECT id, name, company, platform_id AS platform FROM case_study ORDER BY id`);
}

export interface SelectionRow {
  readonly caseId: string;
  readonly method: 'maximum variation' | 'selection log';
  readonly seed: number;
  readonly chosen: boolean;
  readonly score: number | null;
  readonly reason: string | null;
  readonly coder: string;
}

export function putSelection(db: Store, rows: readonly SelectionRow[], runId: number): void {
  run(db, `DELETE FROM selection`);
  for (const r of rows) {
    insert(db, 'selection', { case_id: r.caseId, method: r.method, seed: r.seed, chosen: r.chosen ? 1 : 0, score: r.score, reason: r.reason, coder_id: r.coder, run_id: runId });
  }
}

export interface AttributeRow {
  readonly caseId: string;
  readonly name: string;
  readonly value: string;
  readonly quote: string | null;
  readonly coder: string;
  readonly supported: boolean;
}

export const attributeId = (a: { caseId: string; name: string; coder: string }): string => `${a.caseId}/${a.name}/${a.coder}`;

export function putAttributes(db: Store, rows: readonly AttributeRow[], runId: number): void {
  run(db, `DELETE FROM case_attribute`);
  for (const r of rows) {
    insert(db, 'case_attribute', { id: attributeId(r), case_id: r.caseId, name: r.name, value: r.value, quote: r.quote, supported: r.supported ? 1 : 0, coder_id: r.coder, run_id: runId });
  }
}

export function putCodebook(
  db: Store,
  book: { id: string; version: string; title: string; codes: readonly { id: string; c: number; name: string; definition: string; tools: readonly string[]; purpose: readonly string[]; examples: readonly string[] }[] },
  runId: number,
): void {
  upsert(db, 'codebook', ['id'], { id: book.id, version: book.version, title: book.title, run_id: runId });
  for (const c of book.codes) {
    upsert(db, 'code', ['id'], {
      id: c.id, codebook_id: book.id, c: c.c, name: c.name, definition: c.definition,
      tools: JSON.stringify(c.tools), purpose: JSON.stringify(c.purpose), examples: JSON.stringify(c.examples), run_id: runId,
    });
  }
}

export interface CodingRow {
  readonly caseId: string;
  readonly code: string;
  readonly value: 'present' | 'absent' | 'unknown';
  readonly quote: string | null;
  readonly evidence: string | null;
  readonly coder: string;
  readonly memo: string | null;
}

export const codingId = (c: { caseId: string; code: string; coder: string }, n: number): string => `${c.caseId}/${c.code}/${c.coder}/${n}`;

export function putCodings(db: Store, rows: readonly CodingRow[], runId: number): void {
  run(db, `DELETE FROM coding`);
  const seen = new Map<string, number>();
  for (const r of rows) {
    const key = `${r.caseId}/${r.code}/${r.coder}`;
    const n = (seen.get(key) ?? 0) + 1;
    seen.set(key, n);
    insert(db, 'coding', { id: codingId(r, n), case_id: r.caseId, code_id: r.code, evidence_id: r.evidence, value: r.value, quote: r.quote, coder_id: r.coder, memo: r.memo, run_id: runId }, 'OR IGNORE');
  }
}

export function putAgreement(db: Store, rows: readonly { code: string; statistic: string; value: number | null; units: number; reason: string | null }[], runId: number): void {
  run(db, `DELETE FROM agreement`);
  for (const r of rows) {
    insert(db, 'agreement', { id: `${r.code}/${r.statistic}`, code_id: r.code, statistic: r.statistic, value: r.value, units: r.units, reason: r.reason, run_id: runId });
  }
}
