import { z } from 'zod';
import { codebook } from '../../analysis/codebook.ts';
import { cohensKappa } from '../../analysis/agreement/cohen.ts';
import { locateQuote } from '../../analysis/quotes.ts';
import type { Region } from '../../core/types.ts';
import { cases, codingId, putAgreement, putCodebook, putCodings, type CodingRow } from '../../store/cases.ts';
import { dropSupports, putRegion, putSupport, waves } from '../../store/observation.ts';
import { standingDecisions } from '../../store/provenance.ts';
import { pagesOf } from '../pages.ts';
import { stage } from '../stage.ts';
import { anyText, readSheet, takeDecisions, writeSheet, type Sheet } from '../to-decide.ts';

const values = ['present', 'absent', 'unknown'] as const;
const roles = codebook.codes.map((c) => c.id);

export const codingsSheet: Sheet = {
  name: 'codings',
  columns: ['case', 'role', 'value', 'quote', 'coder', 'memo'],
  key: ['case', 'role'],
  decide: { value: values, quote: anyText },
  reason: 'memo',
};

export const casesCode = stage({
  name: 'cases code',
  phase: 'cases',
  title: 'Code the cases with the 5C roles',
  about:
    'Takes the codings of to-decide/codings.csv (case, role, value, quote, coder), looks their quotes up in the archived pages, and computes agreement where two coders coded the same case. ' +
    "People's codings stand beside the roles that detectors saw; neither overwrites the other.",
  inPhase: true,
  options: z.object({}),
  reads: ['case_study', 'page_visit', 'decision'],
  writes: ['codebook', 'code', 'coding', 'agreement', 'evidence', 'support', 'decision'],
  run: async (context) => {
    const { study, runId, progress } = context;
    const { db, config } = study;
    const rows = readSheet(study.dir, codingsSheet);
    const known = cases(db);
    takeDecisions(context, codingsSheet, rows);
    const chosen = new Map(known.map((c) => [c.id, c]));

    const entries = new Map<string, { caseId: string; code: string; coder: string; value: string; quote: string | null; memo: string | null }>();
    for (const d of standingDecisions(db, codingsSheet.name)) {
      const [caseId = '', code = ''] = d.item.split(' | ');
      if (!chosen.has(caseId) || !(roles as readonly string[]).includes(code)) {
        progress.note(`to-decide/codings.csv: ${chosen.has(caseId) ? `the role "${code}" is none of ${roles.join(', ')}` : `the case "${caseId}" is not among the cases`}; the row is kept and has no effect.`);
        continue;
      }
      const key = `${d.item} | ${d.coder}`;
      const entry = entries.get(key) ?? { caseId, code, coder: d.coder, value: '', quote: null, memo: d.reason };
      if (d.field === 'value') entry.value = d.value;
      if (d.field === 'quote') entry.quote = d.value;
      entries.set(key, entry);
    }
    const wave = waves(db)[0]?.id;
    const regions = new Map<string, Region>();
    for (const platform of wave === undefined ? [] : new Set([...entries.values()].map((e) => chosen.get(e.caseId)?.platform ?? ''))) {
      progress.step(`looking up quotes of ${platform} …`);
      const wanted = [...entries].filter(([, e]) => e.quote !== null && chosen.get(e.caseId)?.platform === platform);
      for (const page of pagesOf(study, wave ?? '', platform)) {
        for (const [key, e] of wanted) {
          const region = regions.has(key) || page.status !== 200 ? undefined : locateQuote(page, e.quote ?? '')[0];
          if (region) regions.set(key, region);
        }
      }
    }
    const codings: CodingRow[] = [];
    db.transaction(() => {
      putCodebook(db, codebook, runId);
      dropSupports(db, 'coding', '*');
      for (const [key, e] of entries) {
        const region = regions.get(key);
        const evidence = region ? putRegion(db, region, config.ethics.quotes === 'publishable', runId) : null;
        const coding: CodingRow = { caseId: e.caseId, code: e.code, value: values.find((v) => v === e.value) ?? 'unknown', quote: e.quote, evidence, coder: e.coder, memo: e.memo };
        codings.push(coding);
        if (evidence !== null) putSupport(db, { kind: 'coding', id: codingId(coding, 1) }, 'for', { evidence }, null, runId);
      }
      putCodings(db, codings, runId);
      putAgreement(db, roles.map((code) => agreementOn(code, codings)), runId);
    })();
    const open = known.flatMap((c) => roles.filter((code) => !codings.some((k) => k.caseId === c.id && k.code === code)).map((role) => ({ case: c.id, role })));
    const selected = new Set(standingDecisions(db, 'cases').filter((d) => d.field === 'decision' && d.value === 'selected').map((d) => d.item));
    const waiting = writeSheet(study.dir, codingsSheet, open.filter((o) => selected.has(o.case)), rows);
    const quoted = codings.filter((c) => c.quote !== null).length;
    return {
      lines: [`${codings.length} codings by ${new Set(codings.map((c) => c.coder)).size} coders; ${regions.size} of ${quoted} quotes found in archived pages.`],
      waiting: [{ sheet: codingsSheet.name, rows: waiting }],
      data: { codings: codings.length, quoted, located: regions.size },
    };
  },
});

function agreementOn(code: string, codings: readonly CodingRow[]): { code: string; statistic: string; value: number | null; units: number; reason: string | null } {
  const coders = [...new Set(codings.map((c) => c.coder))].sort().slice(0, 2);
  const [first, second] = coders;
  const pairs = codings.filter((c) => c.code === code && c.coder === first).flatMap((a) => {
    const b = codings.find((c) => c.code === code && c.coder === second && c.caseId === a.caseId);
    return b ? [[a.value, b.value] as const] : [];
  });
  const kappa = cohensKappa(pairs);
  return { code, statistic: 'cohen kappa', value: kappa, units: pairs.length, reason: kappa === null ? (pairs.length === 0 ? 'no_pairable_units' : 'no_variation') : null };
}
