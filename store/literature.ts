import { createHash } from 'node:crypto';
import type { BibEntry, BibRecord, ImportProblem } from '../core/types.ts';
import type { Store } from './open.ts';
import { all, get, insert, run, upsert, value } from './sql.ts';

export interface SourceRow {
  readonly id: string;
  readonly database: string;
  readonly query: string | null;
  readonly searchedOn: string | null;
  readonly hitsReported: number | null;
  readonly exportFile: string;
  readonly sha256: string;
  readonly format: string;
  readonly encoding: string;
  readonly label: string | null;
}

export function sourceCount(db: Store): number {
  return value<number>(db, `SELECT count(*) FROM source`);
}

/** The source that holds a file with this content. */
export function sourceWithHash(db: Store, sha256: string): string | undefined {
  return get<{ id: string }>(db, `SELECT id FROM source WHERE file_sha256 = ? ORDER BY id LIMIT 1`, sha256)?.id;
}

/**
 * Puts an export into the store, replacing what the same source held before. A record keeps its id
 * over re-exports as long as its key (or, without a key, its text) stays the same.
 */
export function putSource(
  db: Store,
  prefix: string,
  source: SourceRow,
  entries: readonly BibEntry[],
  problems: readonly ImportProblem[],
  runId: number,
): void {
  db.transaction(() => {
    upsert(db, 'source', ['id'], {
      id: source.id, database: source.database, query: source.query, searched_on: source.searchedOn, hits_reported: source.hitsReported,
      export_file: source.exportFile, file_sha256: source.sha256, format: source.format, encoding: source.encoding, label: source.label, run_id: runId,
    });
    const taken = new Set(all<{ id: string }>(db, `SELECT id FROM record WHERE source_id <> ?`, source.id).map((r) => r.id));
    const present = new Set<string>();
    entries.forEach((entry, ordinal) => {
      const base = `${prefix}:${entry.key ?? createHash('sha256').update(entry.raw).digest('hex').slice(0, 10)}`;
      let id = base;
      for (let n = 2; taken.has(id); n++) id = `${base}~${n}`;
      taken.add(id);
      present.add(id);
      upsert(db, 'record', ['id'], {
        id, source_id: source.id, ordinal: ordinal + 1, line: entry.line, kind: entry.kind, title: entry.title, authors: JSON.stringify(entry.authors),
        year: entry.year, venue: entry.venue, volume: entry.volume, issue: entry.issue, pages: entry.pages, doi: entry.doi, isbn: entry.isbn,
        issn: entry.issn, url: entry.url, abstract: entry.abstract, keywords: JSON.stringify(entry.keywords), language: entry.language,
        note: entry.note, raw: entry.raw, run_id: runId,
      });
    });
    for (const { id } of all<{ id: string }>(db, `SELECT id FROM record WHERE source_id = ?`, source.id)) {
      if (!present.has(id)) run(db, `DELETE FROM record WHERE id = ?`, id);
    }
    run(db, `DELETE FROM import_problem WHERE source_id = ?`, source.id);
    problems.forEach((problem, n) =>
      insert(db, 'import_problem', { id: `${source.id}#${n + 1}`, source_id: source.id, line: problem.line, message: problem.message, raw: problem.raw, run_id: runId }),
    );
  })();
}

interface RecordRow extends Record<string, string | number | null> {
  id: string; kind: string; title: string; authors: string; year: number | null; venue: string | null; volume: string | null; issue: string | null;
  pages: string | null; doi: string | null; isbn: string | null; issn: string | null; url: string | null; abstract: string | null; keywords: string;
  language: string | null; note: string | null;
}

const recordColumns = 'id, kind, title, authors, year, venue, volume, issue, pages, doi, isbn, issn, url, abstract, keywords, language, note';

const asRecord = (row: RecordRow): BibRecord => ({ ...row, authors: JSON.parse(row.authors) as string[], keywords: JSON.parse(row.keywords) as string[] });

/** All records, by id. */
export function records(db: Store): BibRecord[] {
  return all<RecordRow>(db, `SELECT ${recordColumns} FROM record ORDER BY id`).map(asRecord);
}

export interface DuplicateRow {
  readonly a: string;
  readonly b: string;
  readonly verdict: 'same' | 'different' | 'in doubt';
  readonly score: number;
  readonly rule: string;
  readonly reason: string;
}

/** Replaces the duplicate decisions of one coder. */
export function putDuplicates(db: Store, coder: string, pairs: readonly DuplicateRow[], runId: number): void {
  run(db, `DELETE FROM duplicate_decision WHERE coder_id = ?`, coder);
  for (const p of pairs) {
    insert(db, 'duplicate_decision', { record_a: p.a, record_b: p.b, verdict: p.verdict, score: p.score, rule: p.rule, reason: p.reason, coder_id: coder, run_id: runId });
  }
}

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly abstract: string | null;
  readonly keywords: readonly string[];
  readonly records: readonly string[];
}

/** Replaces the documents; a document that stays keeps what rests on it. */
export function putDocuments(db: Store, documents: readonly DocumentRow[], runId: number): void {
  const present = new Set(documents.map((d) => d.id));
  for (const { id } of all<{ id: string }>(db, `SELECT id FROM document`)) if (!present.has(id)) run(db, `DELETE FROM document WHERE id = ?`, id);
  run(db, `DELETE FROM document_record`);
  for (const d of documents) {
    upsert(db, 'document', ['id'], {
      id: d.id, title: d.title, authors: JSON.stringify(d.authors), year: d.year, venue: d.venue, doi: d.doi, url: d.url,
      abstract: d.abstract, keywords: JSON.stringify(d.keywords), run_id: runId,
    });
    for (const record of d.records) insert(db, 'document_record', { record_id: record, document_id: d.id, run_id: runId });
  }
}

export interface CriterionRow {
  readonly id: string;
  readonly kind: 'include' | 'exclude';
  readonly definition: string;
}

export function putCriteria(db: Store, criteria: readonly CriterionRow[], runId: number): void {
  for (const c of criteria) upsert(db, 'criterion', ['id'], { id: c.id, kind: c.kind, definition: c.definition, run_id: runId });
  const known = criteria.map((c) => c.id);
  for (const { id } of all<{ id: string }>(db, `SELECT id FROM criterion`)) {
    if (known.includes(id)) continue;
    run(db, `DELETE FROM screening WHERE criterion_id = ?`, id);
    run(db, `DELETE FROM criterion WHERE id = ?`, id);
  }
}

export interface ScreeningRow {
  readonly record: string;
  readonly criterion: string;
  readonly decision: 'include' | 'exclude' | 'unsure';
  readonly coder: string;
  readonly reason: string | null;
  readonly decidedAt: string | null;
}

/** Replaces all screening rows: they are derived from the decision log and the rules of the criteria. */
export function putScreening(db: Store, rows: readonly ScreeningRow[], runId: number): void {
  run(db, `DELETE FROM screening`);
  for (const s of rows) {
    insert(db, 'screening', { record_id: s.record, criterion_id: s.criterion, decision: s.decision, coder_id: s.coder, reason: s.reason, decided_at: s.decidedAt, run_id: runId }, 'OR REPLACE');
  }
}

export interface Waiting {
  readonly document: string;
  readonly title: string;
  readonly year: number | null;
  readonly abstract: string | null;
  readonly criterion: string;
}

/** What still has to be screened: documents if duplicates have been looked for, else records; per criterion not yet decided. */
export function unscreened(db: Store): Waiting[] {
  return all<Waiting>(
    db,
    `WITH item AS (
       SELECT min(o.record_id) AS record_id FROM record_outcome AS o LEFT JOIN document_record AS dr ON dr.record_id = o.record_id
       GROUP BY coalesce(dr.document_id, o.record_id)
       HAVING sum(o.outcome = 'included') = 0 AND sum(o.outcome = 'excluded') = 0)
     SELECT coalesce(r.doi, r.id) AS document, r.title, r.year, r.abstract, c.id AS criterion
     FROM item AS i JOIN record AS r ON r.id = i.record_id CROSS JOIN criterion AS c
     WHERE NOT EXISTS (SELECT 1 FROM screening_in_force AS s WHERE s.record_id = r.id AND s.criterion_id = c.id AND s.decision <> 'unsure')
     ORDER BY r.id, c.id`,
  );
}

/** Documents that meet the criteria, with the text in which platforms may be named. */
export function includedDocuments(db: Store): { id: string; title: string; abstract: string | null; keywords: string[] }[] {
  return all<{ id: string; title: string; abstract: string | null; keywords: string }>(
    db,
    `SELECT d.id, d.title, d.abstract, d.keywords FROM document AS d JOIN document_outcome AS o ON o.document_id = d.id AND o.outcome = 'included' ORDER BY d.id`,
  ).map((d) => ({ ...d, keywords: JSON.parse(d.keywords) as string[] }));
}
