import { z } from 'zod';
import { locateQuote } from '../../analysis/quotes.ts';
import type { Item } from '../../analysis/sampling/gower.ts';
import { maximumVariation } from '../../analysis/sampling/max-variation.ts';
import type { ArchivedPage } from '../../core/types.ts';
import { attributeId, putAttributes, putCases, putSelection, type AttributeRow, type CaseRow, type SelectionRow } from '../../store/cases.ts';
import { dropSupports, putRegion, putSupport, waves } from '../../store/observation.ts';
import { platformByName, platforms } from '../../store/platforms.ts';
import { ensureCoder, standingDecisions } from '../../store/provenance.ts';
import { view } from '../../store/view.ts';
import { pagesOf } from '../pages.ts';
import { stage, type StageContext } from '../stage.ts';
import { anyText, readSheet, takeDecisions, writeSheet, type Sheet } from '../to-decide.ts';

/** The selection log. Rows are a person's: which company used which platform is for a person to say. */
export const casesSheet: Sheet = {
  name: 'cases',
  columns: ['case', 'name', 'company', 'platform', 'suggested', 'decision', 'coder', 'reason'],
  key: ['case'],
  decide: { name: anyText, company: anyText, platform: anyText, decision: ['selected', 'not selected', 'withdrawn'] },
  reason: 'reason',
};

export const attributesSheet: Sheet = {
  name: 'attributes',
  columns: ['case', 'attribute', 'value', 'quote', 'coder', 'reason'],
  key: ['case', 'attribute'],
  decide: { value: anyText, quote: anyText },
  reason: 'reason',
};

const method = 'maximum variation';

export const casesSelect = stage({
  name: 'cases select',
  phase: 'cases',
  title: 'Select cases of maximum variation',
  about:
    'Candidates stand in to-decide/cases.csv, what is known of them (with quotes from archived pages) in to-decide/attributes.csv. ' +
    'Maximum variation suggests, the selection log decides; where the two differ both are shown.',
  inPhase: true,
  options: z.object({}),
  reads: ['platform', 'classification', 'page_visit', 'decision'],
  writes: ['case_study', 'case_attribute', 'selection', 'evidence', 'support', 'decision'],
  run: async (context) => {
    const { study, runId } = context;
    const { db, config } = study;
    const caseRows = readSheet(study.dir, casesSheet);
    const attributeRows = readSheet(study.dir, attributesSheet);
    takeDecisions(context, casesSheet, caseRows);
    takeDecisions(context, attributesSheet, attributeRows);

    const candidates = candidatesOf(context);
    if (candidates.length === 0) {
      const used = new Set(view<{ platform_id: string; decision: string }>(db, 'platform_use').filter((u) => u.decision === 'yes').map((u) => u.platform_id));
      const proposed = platforms(db).filter((p) => used.has(p.id)).map((p) => ({ case: p.id, name: p.name, platform: p.name }));
      const waiting = writeSheet(study.dir, casesSheet, proposed, caseRows);
      return {
        lines: [`There are no candidate cases yet. In to-decide/cases.csv a row is a case: an id of its own, the company, the platform, and "selected" or "not selected".${used.size === 0 ? ' Platforms used by B2B companies would be proposed there; none has been decided yet.' : ''}`],
        waiting: [{ sheet: casesSheet.name, rows: waiting }], data: { candidates: 0 },
      };
    }
    const attributes = attributesOf(context, candidates);
    db.transaction(() => putCases(db, candidates, runId))();
    const located = locate(context, candidates, attributes);
    const suggestion = maximumVariation(items(context, candidates, attributes), config.cases.dimensions, config.cases.count);

    const log = standingDecisions(db, casesSheet.name).filter((d) => d.field === 'decision' && candidates.some((c) => c.id === d.item));
    const rows: SelectionRow[] = [
      ...candidates.map((c): SelectionRow => ({ caseId: c.id, method, seed: config.cases.seed, chosen: suggestion.chosen.includes(c.id), score: suggestion.objective, reason: null, coder: method })),
      ...log.map((d): SelectionRow => ({ caseId: d.item, method: 'selection log', seed: config.cases.seed, chosen: d.value === 'selected', score: null, reason: d.reason, coder: d.coder })),
    ];
    db.transaction(() => {
      ensureCoder(db, method, 'detector', '1', runId);
      dropSupports(db, 'case_attribute', '*');
      putAttributes(db, attributes.map((a) => ({ ...a, supported: (located.get(attributeId(a)) ?? []).length > 0 })), runId);
      for (const [id, regions] of located) {
        for (const region of regions) {
          const evidence = putRegion(db, region, config.ethics.quotes === 'publishable', runId);
          putSupport(db, { kind: 'case_attribute', id }, 'for', { evidence }, null, runId);
        }
      }
      putSelection(db, rows, runId);
    })();
    const waiting = writeSheet(
      study.dir, casesSheet,
      candidates.map((c) => ({ case: c.id, name: c.name, company: c.company, platform: nameOf(context, c.platform), suggested: suggestion.chosen.includes(c.id) ? 'yes' : 'no' })),
      caseRows,
    );
    const wanted = ['product', 'industry', 'task', 'complexity', 'sector', ...config.cases.dimensions.filter((d) => d !== 'type')];
    const open = candidates.flatMap((c) =>
      [...new Set(wanted)].filter((name) => !attributes.some((a) => a.caseId === c.id && a.name === name)).map((attribute) => ({ case: c.id, attribute })),
    );
    const openAttributes = writeSheet(study.dir, attributesSheet, open, attributeRows);
    const chosen = new Set(log.filter((d) => d.value === 'selected').map((d) => d.item));
    const differ = candidates.filter((c) => chosen.has(c.id) !== suggestion.chosen.includes(c.id)).map((c) => c.id);
    const unsupported = attributes.filter((a) => chosen.has(a.caseId) && (located.get(attributeId(a)) ?? []).length === 0);
    return {
      lines: [
        `${candidates.length} candidates; the selection log chooses ${chosen.size}, maximum variation suggests ${suggestion.chosen.length} (smallest distance ${suggestion.objective}${suggestion.proven ? ', proven best' : ''}, ${suggestion.covered} of ${suggestion.levels} levels covered).`,
        ...(chosen.size > 0 && differ.length > 0 ? [`They differ on ${differ.join(', ')}; the log's reasons are in the table selection.`] : []),
        ...unsupported.map((a) => (a.quote === null ? `No quote is given for ${a.name} of ${a.caseId}.` : `The quote for ${a.name} of ${a.caseId} stands in no archived page of its platform: "${a.quote}".`)),
      ],
      waiting: [{ sheet: casesSheet.name, rows: waiting }, { sheet: attributesSheet.name, rows: openAttributes }],
      data: { candidates: candidates.length, chosen: [...chosen].sort(), suggested: suggestion, differ, unsupported: unsupported.map(attributeId) },
    };
  },
});

function candidatesOf({ study, progress }: StageContext): CaseRow[] {
  const byCase = new Map<string, Record<string, string>>();
  for (const d of standingDecisions(study.db, casesSheet.name)) byCase.set(d.item, { ...byCase.get(d.item), [d.field]: d.value });
  const found: CaseRow[] = [];
  for (const [id, fields] of byCase) {
    if (fields['decision'] === 'withdrawn') continue;
    const platform = platformByName(study.db, fields['platform'] ?? '');
    if (platform) found.push({ id, name: fields['name'] ?? id, company: fields['company'] ?? '', platform: platform.id });
    else progress.note(`to-decide/cases.csv: the platform "${fields['platform'] ?? ''}" of case ${id} is not known; the row is kept and has no effect.`);
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function attributesOf({ study }: StageContext, candidates: readonly CaseRow[]): Omit<AttributeRow, 'supported'>[] {
  const rows = new Map<string, { caseId: string; name: string; coder: string; value: string; quote: string | null }>();
  for (const d of standingDecisions(study.db, attributesSheet.name)) {
    const [caseId = '', name = ''] = d.item.split(' | ');
    if (!candidates.some((c) => c.id === caseId)) continue;
    const row = rows.get(`${d.item} | ${d.coder}`) ?? { caseId, name, coder: d.coder, value: '', quote: null };
    if (d.field === 'value') row.value = d.value;
    if (d.field === 'quote') row.quote = d.value;
    rows.set(`${d.item} | ${d.coder}`, row);
  }
  return [...rows.values()].filter((r) => r.value !== '');
}

/** Looks up every quote in the archived pages of its case's platform, in the first wave that has any. */
function locate({ study, progress }: StageContext, candidates: readonly CaseRow[], attributes: readonly Omit<AttributeRow, 'supported'>[]): Map<string, ReturnType<typeof locateQuote>> {
  const located = new Map<string, ReturnType<typeof locateQuote>>();
  const wave = waves(study.db)[0]?.id;
  if (wave === undefined) return located;
  const byPlatform = new Map<string, (Omit<AttributeRow, 'supported'>)[]>();
  for (const a of attributes) {
    const platform = candidates.find((c) => c.id === a.caseId)?.platform;
    if (platform === undefined || a.quote === null) continue;
    byPlatform.set(platform, [...(byPlatform.get(platform) ?? []), a]);
  }
  for (const [platform, wanted] of byPlatform) {
    progress.step(`looking up quotes of ${platform} …`);
    for (const page of pagesOf(study, wave, platform) as Iterable<ArchivedPage>) {
      if (page.status !== 200) continue;
      for (const a of wanted) {
        const id = attributeId(a);
        located.set(id, [...(located.get(id) ?? []), ...locateQuote(page, a.quote ?? '')]);
      }
    }
  }
  return located;
}

function items({ study }: StageContext, candidates: readonly CaseRow[], attributes: readonly Omit<AttributeRow, 'supported'>[]): Item[] {
  const types = view<{ platform_id: string; type: string | null }>(study.db, 'programme_type');
  return candidates.map((c) => {
    const values: Record<string, string[]> = { type: types.filter((t) => t.platform_id === c.platform).flatMap((t) => t.type ?? []), company: [c.company] };
    for (const a of attributes) if (a.caseId === c.id) values[a.name] = [...(values[a.name] ?? []), a.value];
    return { id: c.id, values };
  });
}

function nameOf({ study }: StageContext, platform: string): string {
  return platformByName(study.db, platform)?.name ?? platform;
}
