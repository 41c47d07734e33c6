import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { reasonOf } from '../core/errors.ts';
import { obtain, type Obtained } from '../pipeline/reproduce/obtain.ts';
import { reproduce } from '../pipeline/reproduce/reproduce.ts';
import { statements } from '../pipeline/reproduce/statements.ts';
import { runStage, silent } from '../pipeline/stage.ts';
import { stages } from '../pipeline/stages.ts';
import { openStudy, type Study } from '../pipeline/study.ts';
import { cases } from '../store/cases.ts';
import type { EvidenceRef } from '../store/evidence.ts';
import { view } from '../store/view.ts';
import { platformOf, removeCaptures, removeDecisions, removeRecords, removeRegions } from './mutate.ts';
import type { BenchArgs } from './run.ts';

/**
 * Does every result rest on what it says it rests on? For each check of `netno reproduce`: take what supports it
 * out of a copy of the finished study, run again what lies downstream, and see whether the result is gone; then
 * take out something the check does not name, and see whether it stays.
 */
export interface MutationResult {
  readonly checks: number;
  readonly differed: number;
  readonly unrelatedChanged: number;
  readonly failures: readonly { readonly id: string; readonly mutation: string; readonly why: string }[];
}

export async function run({ quick }: BenchArgs): Promise<MutationResult> {
  const dir = mkdtempSync(join(tmpdir(), 'netno-mutation-'));
  try {
    const finished = join(dir, 'finished');
    process.stderr.write('reproducing the study once …\n');
    await reproduce({ dir: finished, seed: 1, phases: ['literature', 'observe', 'cases'], progress: silent, signal: new AbortController().signal });
    return await mutateAll(finished, dir, { seed: 1, sample: quick ? 4 : null, log: (line) => process.stderr.write(`${line}\n`) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Options {
  readonly seed: number;
  /** How many checks to draw by the seed; null for all. */
  readonly sample: number | null;
  readonly log: (line: string) => void;
}

interface Mutation {
  readonly name: string;
  /** Changes the copy. @returns stages to run again, with their options */
  readonly apply: (study: Study) => (readonly [string, Record<string, unknown>])[];
  /** Is the result what the removal should have led to? */
  readonly right: (obtained: unknown) => boolean;
}

export async function mutateAll(finished: string, workIn: string, options: Options): Promise<MutationResult> {
  const study = openStudy(finished);
  const before = obtain(study.db);
  const random = generator(options.seed);
  const chosen = options.sample === null ? before : shuffle(before, random).slice(0, options.sample);
  const failures: { id: string; mutation: string; why: string }[] = [];
  let differed = 0;
  let unrelatedChanged = 0;
  const plans = chosen.map((check) => ({ check, mutations: mutationsOf(study, check, random), unrelated: unrelatedTo(study, check, random) }));
  study.db.pragma('wal_checkpoint(TRUNCATE)');
  study.close();

  const outcome = async (mutation: Mutation, id: string): Promise<unknown> => {
    const copy = join(workIn, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(finished, copy, { recursive: true });
    const mutated = openStudy(copy);
    try {
      for (const [name, stageOptions] of mutation.apply(mutated)) {
        const s = stages.find((x) => x.name === name);
        if (!s) throw new Error(`no stage ${name}`);
        await runStage(s, mutated, stageOptions);
      }
      return obtain(mutated.db).find((o) => o.id === id)?.obtained ?? null;
    } finally {
      mutated.close();
    }
  };

  for (const [n, { check, mutations, unrelated }] of plans.entries()) {
    let all = mutations.length > 0;
    if (!all) failures.push({ id: check.id, mutation: 'none', why: 'there is nothing to take away: the check names no evidence' });
    for (const mutation of mutations) {
      try {
        const after = await outcome(mutation, check.id);
        if (isDeepStrictEqual(after, check.obtained) || !mutation.right(after)) {
          all = false;
          failures.push({ id: check.id, mutation: mutation.name, why: `${JSON.stringify(check.obtained)} became ${JSON.stringify(after)}` });
        }
      } catch (error) {
        all = false;
        failures.push({ id: check.id, mutation: mutation.name, why: reasonOf(error) });
      }
    }
    if (all) differed++;
    const after = await outcome(unrelated, check.id);
    if (!isDeepStrictEqual(after, check.obtained)) {
      unrelatedChanged++;
      failures.push({ id: check.id, mutation: unrelated.name, why: `unrelated, yet ${JSON.stringify(check.obtained)} became ${JSON.stringify(after)}` });
    }
    options.log(`${n + 1}/${plans.length} ${check.id}: ${mutations.map((m) => m.name).join('; ')}${all ? '' : '  ← did not follow'}`);
  }
  return { checks: chosen.length, differed, unrelatedChanged, failures };
}

const literature: (readonly [string, Record<string, unknown>])[] = [['literature screen', {}], ['literature dedupe', {}], ['literature mentions', {}]];
const observed = (platforms: readonly string[]): (readonly [string, Record<string, unknown>])[] => [
  ...[...new Set(platforms)].map((platform) => ['observe detect', { wave: '1', platform: [platform] }] as const),
  ['observe classify', { wave: '1' }],
];

const of = (evidence: readonly EvidenceRef[], kind: EvidenceRef['kind'], use: EvidenceRef['use']): EvidenceRef[] => evidence.filter((e) => e.kind === kind && e.use === use);
const ids = (refs: readonly EvidenceRef[]): string[] => refs.map((r) => r.id);

function mutationsOf(study: Study, check: Obtained, random: () => number): Mutation[] {
  const [group = '', middle = '', column = ''] = check.id.split('.');
  if (group === 'funnel') return funnelMutation(study, check, middle, random);
  if (group === 'table4') return [tableFour(check)];
  if (group === 'table2' || group === 'table3') return cellMutations(check, middle, column);
  return statementMutations(study, check, middle, random);
}

function funnelMutation(study: Study, check: Obtained, name: string, random: () => number): Mutation[] {
  const right = (after: unknown): boolean => after === Number(check.obtained) - 1;
  switch (name) {
    case 'retrieved': {
      const record = pick(ids(of(check.evidence, 'record', 'for')), random);
      return [{ name: `record ${record} goes`, right, apply: (s) => (removeRecords(s, [record]), literature) }];
    }
    case 'relevant_unique': {
      const document = pick(view<{ document_id: string; outcome: string }>(study.db, 'document_outcome').filter((d) => d.outcome === 'included').map((d) => d.document_id), random);
      const records = study.db.prepare(`SELECT record_id FROM document_record WHERE document_id = ?`).pluck().all(document) as string[];
      return [{ name: `all ${records.length} records of ${document} go`, right, apply: (s) => (removeRecords(s, records), literature) }];
    }
    case 'platforms_identified': {
      const platform = pick(study.db.prepare(`SELECT p.name FROM platform_in_literature AS l JOIN platform AS p ON p.id = l.platform_id ORDER BY 1`).pluck().all() as string[], random);
      return [{
        name: `every mention decided to be ${platform} goes`, right,
        apply: (s) => (removeDecisions(s, 'mentions', (r) => r['platform'] === platform, ['candidate']), [['literature mentions', {}]]),
      }];
    }
    case 'platforms_b2b': {
      const item = pick(ids(check.evidence).map((id) => id.split(' / ')[1] ?? ''), random, (p) => inLiterature(study, p));
      return [{ name: `the decision on ${item} goes`, right, apply: (s) => (removeDecisions(s, 'b2b-use', (r) => r['platform'] === item, ['platform']), [['observe classify', { wave: '1' }]]) }];
    }
    default: {
      const item = pick(ids(check.evidence).map((id) => id.split(' / ')[1] ?? ''), random);
      return [{ name: `the selection of ${item} goes`, right, apply: (s) => (removeDecisions(s, 'cases', (r) => r['case'] === item, ['case']), [['cases select', {}]]) }];
    }
  }
}

const inLiterature = (study: Study, name: string): boolean =>
  study.db.prepare(`SELECT count(*) FROM platform_in_literature AS l JOIN platform AS p ON p.id = l.platform_id WHERE p.name = ?`).pluck().get(name) === 1;

function tableFour(check: Obtained): Mutation {
  if (check.obtained === 'X') {
    const regions = ids(of(check.evidence, 'region', 'for'));
    return {
      name: `its ${regions.length} regions go`, right: (after) => after === '–' || after === '?',
      apply: (s) => {
        const platforms = platformsOf(s, check.evidence, 'for');
        removeRegions(s, regions);
        return observed(platforms);
      },
    };
  }
  const captures = ids(of(check.evidence, 'capture', 'coverage'));
  return {
    name: `the ${captures.length} captures that cover it go`, right: (after) => after === '?',
    apply: (s) => {
      const platforms = platformsOf(s, check.evidence, 'coverage');
      removeCaptures(s, captures);
      return observed(platforms);
    },
  };
}

function platformsOf(copy: Study, evidence: readonly EvidenceRef[], use: EvidenceRef['use']): string[] {
  return [...new Set(evidence.filter((e) => e.use === use).flatMap((e) => platformOf(copy, e) ?? []))];
}

function cellMutations(check: Obtained, caseId: string, column: string): Mutation[] {
  const right = (after: unknown): boolean => after === null;
  const regions = ids(of(check.evidence, 'region', 'for'));
  return [
    { name: 'the decision goes', right, apply: (s) => (removeDecisions(s, 'attributes', (r) => r['case'] === caseId && r['attribute'] === column, ['case', 'attribute']), [['cases select', {}]]) },
    { name: `the quoted region goes (${regions.length})`, right, apply: (s) => (removeRegions(s, regions), [['cases select', {}]]) },
  ];
}

function statementMutations(study: Study, check: Obtained, id: string, random: () => number): Mutation[] {
  const right = (after: unknown): boolean => typeof after === 'object' && after !== null && 'holds' in after && after.holds !== true;
  const chosen = cases(study.db);
  const platform = (caseId: string): string => chosen.find((c) => c.id === caseId)?.platform ?? '';
  const evidenceOn = (platforms: readonly string[], use: EvidenceRef['use']): EvidenceRef[] => check.evidence.filter((e) => e.use === use && platforms.includes(platformOf(study, e) ?? ''));
  const without = (platforms: readonly string[]): Mutation => {
    const regions = ids(of(evidenceOn(platforms, 'for'), 'region', 'for'));
    return { name: `the evidence on ${platforms.join(', ')} goes`, right, apply: (s) => (removeRegions(s, regions), observed(platforms)) };
  };
  const uncovered = (platforms: readonly string[]): Mutation => {
    const captures = ids(of(evidenceOn(platforms, 'coverage'), 'capture', 'coverage'));
    return { name: `the coverage on ${platforms.join(', ')} goes`, right, apply: (s) => (removeCaptures(s, captures), observed(platforms)) };
  };
  const having = (check.obtained as { cases?: string[] }).cases ?? [];
  const statement = statements.find((s) => s.id === id);
  if (statement) {
    const shows = shuffle(having, random);
    switch (statement.quantifier) {
      case 'all':
        return [without([platform(pick(having, random))])];
      case 'includes':
        return [without([platform(pick(statement.subjects, random))])];
      case 'exactly': {
        const out = view<{ id: string }>(study.db, 'chosen_case').map((c) => c.id).filter((c) => !statement.subjects.includes(c));
        return [without([platform(pick(statement.subjects, random))]), uncovered([platform(pick(out, random))])];
      }
      case 'most': {
        const n = view(study.db, 'chosen_case').length;
        return [without(shows.slice(0, having.length - Math.floor(n / 2)).map(platform))];
      }
      case 'some':
        return [without(shows.map(platform))];
      case 'none':
        return [uncovered([platform(pick(view<{ id: string }>(study.db, 'chosen_case').map((c) => c.id), random))])];
    }
  }
  if (check.basis === 'decided') {
    const item = pick(ids(of(check.evidence, 'decision', 'for')).map((d) => d.split(' / ')[1] ?? ''), random);
    const [caseId = '', attribute = ''] = item.split(' | ');
    return cellMutations(check, caseId, attribute).map((m) => ({ ...m, right })).slice(0, 1);
  }
  // Statements on types: all programmes of one type lose their evidence, or one programme where every one counts.
  const types = view<{ programme_id: string; platform_id: string; detected: string | null; wave_id: string }>(study.db, 'programme_type', { wave_id: 'w1' });
  const concerned = types.filter((t) => (id === 'types-represented' ? view<{ platform_id: string }>(study.db, 'chosen_case').some((c) => c.platform_id === t.platform_id) : check.evidence.some((e) => platformOf(study, e) === t.platform_id)));
  const type = pick([...new Set(concerned.flatMap((t) => t.detected ?? []))], random);
  const losing = id === 'types-represented' ? concerned.filter((t) => t.detected === type) : [pick(concerned, random)];
  const regions = losing.flatMap((t) => study.db.prepare(`SELECT evidence_id FROM support WHERE target_kind = 'classification' AND target_id = ? AND use = 'for' AND evidence_id IS NOT NULL`).pluck().all(`${t.wave_id}/${t.programme_id}`) as string[]);
  return [{ name: `the evidence for ${losing.map((t) => t.programme_id).join(', ')} goes`, right, apply: (s) => (removeRegions(s, regions), observed(losing.map((t) => t.platform_id))) }];
}

/** Something that the check does not name: a record for what is counted from records, a captured page otherwise. */
function unrelatedTo(study: Study, check: Obtained, random: () => number): Mutation {
  const same = (): boolean => true;
  if (check.id.startsWith('funnel.') && check.id !== 'funnel.cases' && check.id !== 'funnel.platforms_b2b') {
    const named = new Set(ids(of(check.evidence, 'record', 'for')));
    const others = (study.db.prepare(`SELECT id FROM record ORDER BY id`).pluck().all() as string[]).filter((id) => !named.has(id));
    const excluded = check.id === 'funnel.platforms_identified' ? (study.db.prepare(`SELECT record_id FROM record_outcome WHERE outcome = 'excluded' ORDER BY 1`).pluck().all() as string[]) : others;
    if (excluded.length > 0) {
      const record = pick(excluded, random);
      return { name: `record ${record} goes`, right: same, apply: (s) => (removeRecords(s, [record]), literature) };
    }
  }
  const named = new Set(check.evidence.flatMap((e) => (e.kind === 'capture' ? [e.id] : e.kind === 'region' ? [study.db.prepare(`SELECT page_visit_id FROM evidence WHERE id = ?`).pluck().get(e.id) as string] : [])));
  const platforms = new Set(check.evidence.flatMap((e) => platformOf(study, e) ?? []));
  const pages = study.db.prepare(`SELECT v.id, s.platform_id AS platform FROM page_visit AS v JOIN site_visit AS s ON s.id = v.site_visit_id WHERE s.wave_id = 'w1' ORDER BY v.id`).all() as { id: string; platform: string }[];
  const free = pages.filter((p) => !named.has(p.id));
  // A page of the very platforms concerned is the harder test; where none is free, of any other.
  const near = free.filter((p) => platforms.has(p.platform));
  const page = pick(near.length > 0 ? near : free, random);
  return {
    name: `page ${page.id} goes`, right: same,
    apply: (s) => (removeCaptures(s, [page.id]), [...observed([page.platform]), ...(check.basis === 'decided' ? [['cases select', {}] as const] : [])]),
  };
}

function pick<T>(from: readonly T[], random: () => number, only: (item: T) => boolean = () => true): T {
  const list = from.filter(only);
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  return list.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** A small seeded generator (mulberry32), so that a sample can be drawn again. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
