import { z } from 'zod';
import { applyCriteria } from '../../analysis/screening/criteria.ts';
import type { BibRecord } from '../../core/types.ts';
import { putCriteria, putScreening, records, unscreened, type ScreeningRow } from '../../store/literature.ts';
import { ensureCoder, standingDecisions } from '../../store/provenance.ts';
import { view } from '../../store/view.ts';
import { stage } from '../stage.ts';
import { readSheet, takeDecisions, writeSheet, type Sheet } from '../to-decide.ts';

const decisions = ['include', 'exclude', 'unsure'] as const;

/** The decision log: a row says what one coder decides on one document under one criterion. */
export const screeningSheet: Sheet = {
  name: 'screening',
  columns: ['document', 'title', 'year', 'criterion', 'decision', 'coder', 'reason', 'abstract'],
  key: ['document', 'criterion', 'coder'],
  decide: { decision: decisions },
  reason: 'reason',
};

const detector = 'criteria rules';

export const literatureScreen = stage({
  name: 'literature screen',
  phase: 'literature',
  title: 'Screen records against the criteria',
  about:
    'Takes the decisions of to-decide/screening.csv (document by id, DOI, key or title; a row decides one criterion) and applies those criteria of study.yaml that have a rule. ' +
    "A person's decision outranks a rule's. What is left goes to the sheet.",
  inPhase: true,
  options: z.object({}),
  reads: ['record', 'decision'],
  writes: ['criterion', 'screening', 'decision'],
  run: async (context) => {
    const { study, runId } = context;
    const { db } = study;
    const criteria = study.config.criteria.map((c) => ({ ...c }));
    if (criteria.length === 0) return { lines: ['No criteria in study.yaml: every record stays undecided. Add them under "criteria".'] };
    const sheet: Sheet = { ...screeningSheet, decide: { ...screeningSheet.decide } };
    const rows = readSheet(study.dir, sheet);
    const changed = takeDecisions(context, sheet, rows);

    const everything = records(db);
    const find = finder(everything);
    const known = new Set(criteria.map((c) => c.id));
    const unknown: string[] = [];
    const screening: ScreeningRow[] = [];
    ensureCoder(db, detector, 'detector', '1', runId);
    for (const record of everything) {
      for (const d of applyCriteria(record, criteria)) {
        screening.push({ record: record.id, criterion: d.criterion, decision: d.decision, coder: detector, reason: d.reason, decidedAt: null });
      }
    }
    for (const d of standingDecisions(db, sheet.name)) {
      const [document = '', criterion = ''] = d.item.split(' | ');
      const found = find(document);
      if (!known.has(criterion)) unknown.push(`criterion "${criterion}" (document ${document}) is not in study.yaml`);
      else if (found.length === 0) unknown.push(`document "${document}" is not among the records`);
      else {
        for (const record of found) {
          screening.push({ record: record.id, criterion, decision: decisionOf(d.value), coder: d.coder, reason: d.reason, decidedAt: d.decidedAt });
        }
      }
    }
    db.transaction(() => {
      putCriteria(db, criteria, runId);
      putScreening(db, screening, runId);
    })();
    const waiting = writeSheet(study.dir, sheet, unscreened(db).map((w) => ({ document: w.document, title: w.title, year: String(w.year ?? ''), criterion: w.criterion, abstract: (w.abstract ?? '').slice(0, 2000) })), rows);
    const outcomes: Record<string, number> = {};
    for (const { outcome } of view<{ outcome: string }>(db, 'record_outcome')) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    for (const sentence of new Set(unknown)) context.progress.note(`to-decide/${sheet.name}.csv: ${sentence}; the row is kept and has no effect.`);
    return {
      lines: [`Records: ${Object.entries(outcomes).map(([o, n]) => `${n} ${o}`).join(', ')}${changed > 0 ? ` (${changed} new decisions)` : ''}.`],
      waiting: [{ sheet: sheet.name, rows: waiting }],
      data: { outcomes, newDecisions: changed, unknown: [...new Set(unknown)] },
    };
  },
});

const decisionOf = (value: string): 'include' | 'exclude' | 'unsure' => decisions.find((d) => d === value) ?? 'unsure';

const fold = (title: string): string => title.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Finds records by id, DOI, the export's own key, or title; all that match, since duplicates share them. */
function finder(everything: readonly BibRecord[]): (name: string) => readonly BibRecord[] {
  const index = new Map<string, BibRecord[]>();
  const add = (key: string, record: BibRecord): void => {
    const list = index.get(key);
    if (!list) index.set(key, [record]);
    else if (!list.includes(record)) list.push(record);
  };
  for (const record of everything) {
    add(`id ${record.id}`, record);
    add(`key ${record.id.slice(record.id.indexOf(':') + 1)}`, record);
    if (record.doi !== null) add(`doi ${record.doi}`, record);
    if (record.title !== '') add(`title ${fold(record.title)}`, record);
  }
  return (name) =>
    index.get(`id ${name}`) ?? index.get(`doi ${name.toLowerCase().replace(/^https?:\/\/(dx\.)?doi\.org\//, '')}`) ?? index.get(`key ${name}`) ?? index.get(`title ${fold(name)}`) ?? [];
}
