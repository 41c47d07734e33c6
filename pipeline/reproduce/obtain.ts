import type { Presence } from '../../core/types.ts';
import { decisionKey, decisionRefs, recordRefs, supportDetails, supportOf, type EvidenceRef } from '../../store/evidence.ts';
import { classificationId, observationId, observations, roleId, waves } from '../../store/observation.ts';
import type { Store } from '../../store/open.ts';
import { view } from '../../store/view.ts';
import { both, either, holds, type Truth } from './quantify.ts';
import { statements, type Property } from './statements.ts';

export type Basis = 'counted' | 'detected' | 'decided';

/** What one check obtains from the store, with everything it rests on. */
export interface Obtained {
  readonly id: string;
  readonly basis: Basis;
  readonly obtained: unknown;
  readonly evidence: readonly EvidenceRef[];
}

interface Seen {
  readonly value: Presence;
  readonly evidence: readonly EvidenceRef[];
}

interface Case {
  readonly id: string;
  readonly company: string;
  readonly platform_id: string;
}

/** All that the paper states, as this study gives it. Reads the store, and no expected value. */
export function obtain(db: Store): Obtained[] {
  const wave = waves(db)[0]?.id ?? '';
  const chosen = view<Case>(db, 'chosen_case').sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...funnel(db), ...cells(db, chosen), ...matrix(db, chosen, wave), ...sentences(db, chosen, wave), ...summaries(db, chosen, wave)];
}

function funnel(db: Store): Obtained[] {
  const n = new Map(view<{ name: string; n: number }>(db, 'funnel').map((f) => [f.name, f.n]));
  const evidence: Record<string, EvidenceRef[]> = {
    retrieved: recordRefs(db, 'all'),
    relevant_unique: recordRefs(db, 'included'),
    platforms_identified: decisionRefs(db, 'mentions', 'platform'),
    platforms_b2b: decisionRefs(db, 'b2b-use', 'decision', 'yes'),
    cases: decisionRefs(db, 'cases', 'decision', 'selected'),
  };
  return Object.entries(evidence).map(([name, refs]) => ({ id: `funnel.${name}`, basis: name === 'cases' ? 'decided' : 'counted', obtained: n.get(name) ?? null, evidence: refs }));
}

/** Cells of Tables 2 and 3: a person's decision counts when its quote stands in an archived page. */
function cells(db: Store, chosen: readonly Case[]): Obtained[] {
  const attributes = view<{ id: string; case_id: string; name: string; value: string; supported: number; coder_id: string }>(db, 'case_attribute_in_force');
  const columns = [['table2', 'product'], ['table2', 'industry'], ['table3', 'task'], ['table3', 'complexity']] as const;
  return columns.flatMap(([table, column]) =>
    chosen.map((c): Obtained => {
      const cell = attributes.find((a) => a.case_id === c.id && a.name === column);
      return {
        id: `${table}.${c.id}.${column}`, basis: 'decided', obtained: cell?.supported === 1 ? cell.value : null,
        evidence: cell ? [{ kind: 'decision', id: decisionKey('attributes', `${c.id} | ${column}`, 'value', cell.coder_id), use: 'for' }, ...supportOf(db, 'case_attribute', cell.id)] : [],
      };
    }),
  );
}

function matrix(db: Store, chosen: readonly Case[], wave: string): Obtained[] {
  const rows = view<Record<string, string>>(db, 'table_4', { wave_id: wave });
  return chosen.flatMap((c) =>
    [1, 2, 3, 4, 5].map((n): Obtained => {
      const id = roleId(wave, c.platform_id, n);
      return { id: `table4.${c.id}.${n}C`, basis: 'detected', obtained: rows.find((r) => r['case_id'] === c.id)?.[`${n}C`] ?? '?', evidence: supportOf(db, 'role', id) };
    }),
  );
}

function sentences(db: Store, chosen: readonly Case[], wave: string): Obtained[] {
  return statements.map((s): Obtained => {
    const seen = new Map(chosen.map((c) => [c.id, look(db, c, wave, s.property)]));
    const values = new Map([...seen].map(([id, v]) => [id, v.value]));
    const having = [...values].filter(([, v]) => v === 'present').map(([id]) => id);
    const obtained: { holds: Truth; cases: string[]; values?: unknown } = { holds: holds(s, values), cases: having };
    if (s.range !== undefined) obtained.values = rangeOf(db, chosen.filter((c) => having.includes(c.id)), wave, s.property, s.range);
    return { id: `text.${s.id}`, basis: 'detected', obtained, evidence: unique([...seen.values()].flatMap((v) => v.evidence)) };
  });
}

function look(db: Store, c: Case, wave: string, property: Property): Seen {
  if ('all' in property || 'any' in property) {
    const parts = ('all' in property ? property.all : property.any).map((p) => look(db, c, wave, p));
    return { value: ('all' in property ? both : either)(parts.map((p) => p.value)), evidence: unique(parts.flatMap((p) => p.evidence)) };
  }
  if ('role' in property) {
    const cell = view<Record<string, Presence>>(db, 'five_c_matrix', { platform_id: c.platform_id, wave_id: wave })[0]?.[`${property.role}C`];
    return { value: cell ?? 'unknown', evidence: supportOf(db, 'role', roleId(wave, c.platform_id, property.role)) };
  }
  if ('type' in property) {
    const programmes = detectedTypes(db, wave).filter((t) => t.platform_id === c.platform_id);
    const matching = programmes.filter((t) => t.detected === property.type);
    const value = matching.length > 0 ? 'present' : programmes.length === 0 || programmes.some((t) => t.detected === null) ? 'unknown' : 'absent';
    return { value, evidence: (matching.length > 0 ? matching : programmes).flatMap((t) => supportOf(db, 'classification', classificationId(wave, t.programme_id))) };
  }
  if ('operator' in property) return lookAtOperator(db, c, wave, property.operator);
  const actors = property.actor === 'any' ? (['member', 'operator'] as const) : (['member'] as const);
  const rows = observations(db, wave, c.platform_id).filter((o) => o.feature === property.feature && actors.some((a) => a === o.actor));
  return {
    value: rows.length === 0 ? 'unknown' : either(rows.map((r) => r.value)),
    evidence: rows.flatMap((r) => supportOf(db, 'observation', observationId(wave, c.platform_id, r.feature, r.actor))),
  };
}

const words = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Is the organisation that runs the site the case's company? Compared by the first word of its name and up. */
function lookAtOperator(db: Store, c: Case, wave: string, wanted: 'company' | 'other'): Seen {
  const ids = ['member', 'operator'].map((actor) => observationId(wave, c.platform_id, 'site_operator', actor));
  const names = ids.flatMap((id) => supportDetails(db, 'observation', id)).flatMap((d) => (typeof d['company'] === 'string' ? [d['company']] : []));
  const evidence = ids.flatMap((id) => supportOf(db, 'observation', id));
  if (names.length === 0) return { value: 'unknown', evidence };
  const company = words(c.company);
  const own = names.some((name) => company.every((word) => words(name).includes(word)));
  return { value: own === (wanted === 'company') ? 'present' : 'absent', evidence };
}

function rangeOf(db: Store, having: readonly Case[], wave: string, property: Property, [from, to]: readonly [string, string]): { from: number; to: number } | null {
  if (!('feature' in property)) return null;
  const details = having.flatMap((c) => ['member', 'operator'].flatMap((actor) => supportDetails(db, 'observation', observationId(wave, c.platform_id, property.feature, actor))));
  const numbers = (key: string): number[] => details.flatMap((d) => (typeof d[key] === 'number' ? [d[key]] : []));
  const [low, high] = [numbers(from), numbers(to)];
  return low.length === 0 || high.length === 0 ? null : { from: Math.min(...low), to: Math.max(...high) };
}

interface ProgrammeType {
  readonly programme_id: string;
  readonly platform_id: string;
  readonly detected: string | null;
}

const detectedTypes = (db: Store, wave: string): ProgrammeType[] => view<ProgrammeType>(db, 'programme_type', { wave_id: wave });

/** Statements of counts and lists over all cases or programmes. */
function summaries(db: Store, chosen: readonly Case[], wave: string): Obtained[] {
  const inUse = new Set(view<{ platform_id: string; decision: string }>(db, 'platform_use').filter((u) => u.decision === 'yes').map((u) => u.platform_id));
  const inLiterature = new Set(view<{ platform_id: string }>(db, 'platform_in_literature').map((p) => p.platform_id));
  const types = detectedTypes(db, wave);
  const listed = types.filter((t) => inUse.has(t.platform_id) && inLiterature.has(t.platform_id));
  const ofCases = types.filter((t) => chosen.some((c) => c.platform_id === t.platform_id));
  const typeEvidence = (of: readonly ProgrammeType[]): EvidenceRef[] => of.flatMap((t) => supportOf(db, 'classification', classificationId(wave, t.programme_id)));
  const represented = [...new Set(ofCases.flatMap((t) => t.detected ?? []))].sort();
  const all = ['community', 'competition', 'event', 'marketplace'];
  const attribute = (name: string): { values: string[]; complete: boolean; evidence: EvidenceRef[] } => {
    const rows = view<{ id: string; case_id: string; name: string; value: string; supported: number; coder_id: string }>(db, 'case_attribute_in_force', { name }).filter((a) => chosen.some((c) => c.id === a.case_id));
    return {
      values: rows.filter((a) => a.supported === 1).map((a) => a.value),
      complete: rows.filter((a) => a.supported === 1).length === chosen.length,
      evidence: rows.flatMap((a) => [{ kind: 'decision', id: decisionKey('attributes', `${a.case_id} | ${name}`, 'value', a.coder_id), use: 'for' } as const, ...supportOf(db, 'case_attribute', a.id)]),
    };
  };
  const complexity = attribute('complexity');
  const sector = attribute('sector');
  return [
    { id: 'text.complexity-counts', basis: 'decided', obtained: { holds: complexity.complete ? true : 'unknown', cases: [], values: count(complexity.values) }, evidence: complexity.evidence },
    { id: 'text.types-of-programmes', basis: 'detected', obtained: { holds: listed.length > 0 && listed.every((t) => t.detected !== null) ? true : 'unknown', cases: [], values: count(listed.flatMap((t) => t.detected ?? [])) }, evidence: typeEvidence(listed) },
    { id: 'text.types-represented', basis: 'detected', obtained: { holds: all.every((t) => represented.includes(t)) ? true : ofCases.some((t) => t.detected === null) ? 'unknown' : false, cases: [], values: represented }, evidence: typeEvidence(ofCases) },
    { id: 'text.sectors-represented', basis: 'decided', obtained: { holds: sector.complete ? true : 'unknown', cases: [], values: [...new Set(sector.values)].sort() }, evidence: sector.evidence },
  ];
}

function count(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const v of [...values].sort()) counts[v] = (counts[v] ?? 0) + 1;
  return counts;
}

function unique(refs: readonly EvidenceRef[]): EvidenceRef[] {
  return [...new Map(refs.map((r) => [`${r.kind} ${r.id} ${r.use}`, r])).values()];
}
