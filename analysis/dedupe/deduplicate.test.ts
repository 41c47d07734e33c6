import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { BibRecord } from '../../core/types.ts';
import { cluster } from './cluster.ts';
import { deduplicate } from './deduplicate.ts';
import { mergeRecords } from './merge.ts';

const base: BibRecord = {
  id: 'x', kind: 'article', title: 'Open calls for machine builders: evidence from three contests', authors: ['Doe, Jane', 'Roe, R.'], year: 2012, venue: 'Journal of Open Calls', volume: '7', issue: '2',
  pages: '101-118', doi: null, isbn: null, issn: null, url: null, abstract: null, keywords: [], language: null, note: null,
};
const record = (id: string, differing: Partial<BibRecord> = {}): BibRecord => ({ ...base, ...differing, id });
const verdictOf = (a: Partial<BibRecord>, b: Partial<BibRecord>): string => {
  const { clusters, pairs } = deduplicate([record('a', a), record('b', b)]);
  return clusters.length === 1 ? 'same' : (pairs[0]?.verdict ?? 'different');
};

describe('the same document', () => {
  it.each<[string, Partial<BibRecord>, Partial<BibRecord>]>([
    ['by DOI', { doi: '10.1/x' }, { doi: '10.1/x', title: 'Open calls for machine-builders', pages: null, volume: null }],
    ['by title, author and year alone', { venue: null, volume: null, issue: null, pages: null }, {}],
    ['with initials, capitals, abbreviated source and pages', { authors: ['Doe, J', 'Roe, Richard'], title: base.title.toUpperCase(), venue: 'J Open Calls', pages: '101-118' }, {}],
    ["with a database's remarks", { title: `${base.title}. [Review] [33 refs]` }, {}],
    ['without its subtitle', { title: 'Open calls for machine builders' }, {}],
    ['with a misprint', { title: 'Open cals for machine builders: evidence form three contests' }, {}],
    ['in translation, at one place', { title: 'Offene Ausschreibungen für Maschinenbauer' }, {}],
  ])('%s', (_, a, b) => expect(verdictOf(a, b)).toBe('same'));
});

describe('different documents', () => {
  it.each<[string, Partial<BibRecord>, Partial<BibRecord>]>([
    ['conference and journal version', { kind: 'conference', venue: 'Proceedings of the Fair', volume: null, issue: null, pages: '1-10', year: 2011 }, {}],
    ['preprint and article, each with its DOI', { doi: '10.48550/arxiv.1', venue: 'arXiv', volume: null, issue: null, pages: null }, { doi: '10.1/x' }],
    ['an erratum', { title: `Erratum: ${base.title}`, pages: '300', issue: '4' }, {}],
    ['a reply on the same page', { title: `${base.title} - Reply`, pages: '101' }, {}],
    ['parts of a series', { title: 'Open calls, part I', pages: '1-9' }, { title: 'Open calls, part II', pages: '10-19' }],
    ['columns of one name', { title: "Editor's comments", pages: null, issue: '1' }, { title: "Editor's comments", pages: null, issue: '2' }],
    ['two studies by the same authors', { title: 'Open calls for machine builders: evidence from two fairs', pages: '201-218' }, {}],
  ])('%s', (_, a, b) => expect(verdictOf(a, b)).toBe('different'));
});

it('puts a record that fits two different ones where it fits best, and keeps those apart', () => {
  const { clusters } = deduplicate([
    record('journal', { doi: '10.1/j' }),
    record('conference', { doi: '10.1/c', kind: 'conference', venue: 'Proceedings of the Fair', volume: null, issue: null, pages: '1-10' }),
    record('sparse', { pages: null }),
  ]);
  expect(clusters).toEqual([['conference'], ['journal', 'sparse']]);
});

it('does not depend on the order of the input', () => {
  const variants: Partial<BibRecord>[] = [
    {}, { title: base.title.toUpperCase() }, { doi: '10.1/x' }, { doi: '10.1/y', pages: '1-9' }, { title: 'Open calls for machine builders' }, { pages: null, volume: null }, { year: 2013 },
    { title: 'Another title altogether on markets', doi: '10.1/x' }, { title: `Erratum: ${base.title}` }, { venue: 'Proceedings of the Fair', pages: '1-10', volume: null }, { authors: [] }, { title: '' },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...variants), { minLength: 2, maxLength: 12 }).chain((list) => {
      const records = list.map((variant, i) => record(`r${i}`, variant));
      return fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }));
    }), ([records, shuffled]) => {
      const result = deduplicate(records);
      expect(deduplicate(shuffled)).toEqual(result);
      expect(result.clusters.flat().sort()).toEqual(records.map(({ id }) => id).sort());
      expect(result.pairs.every(({ a, b, score }) => a < b && score > 0 && score < 1)).toBe(true);
      expect(mergeRecords(shuffled)).toEqual(mergeRecords(records));
    }),
    { numRuns: 200 },
  );
});

describe('clusters from verdicts', () => {
  const same = (a: string, b: string, score = 0.9) => ({ a, b, verdict: 'same' as const, score });
  it('lets a person split what the rules joined', () => {
    expect(cluster(['a', 'b', 'c'], [same('a', 'b'), same('b', 'c', 0.8), { a: 'a', b: 'c', verdict: 'different', score: 0 }])).toEqual([['a', 'b'], ['c']]);
  });
  it("lets a person's word join across what the rules found different", () => {
    expect(cluster(['a', 'b', 'c'], [same('a', 'b'), { a: 'b', b: 'c', verdict: 'different', score: 0.1 }, same('a', 'c', 1)])).toEqual([['a', 'b', 'c']]);
  });
  it('gives what deduplicate gives when nobody has spoken', () => {
    const records = [record('a'), record('b', { doi: '10.1/x' }), record('c', { doi: '10.1/y', pages: '1-9' }), record('d', { pages: null })];
    const { pairs, clusters } = deduplicate(records);
    expect(cluster(records.map(({ id }) => id), pairs)).toEqual(clusters);
  });
});

it('merges to the fullest fields', () => {
  expect(mergeRecords([record('a', { title: 'OPEN CALLS FOR MACHINE BUILDERS: EVIDENCE FROM THREE CONTESTS', abstract: 'Short.', keywords: ['A'] }), record('b', { abstract: 'A longer one.', keywords: ['a', 'b'], doi: '10.1/x', year: 2013 }), record('c', { authors: [] })])).toMatchObject({
    title: base.title, abstract: 'A longer one.', keywords: ['A', 'b'], doi: '10.1/x', year: 2012, authors: base.authors,
  });
});

const shared = fileURLToPath(new URL('../../../shared/data/dedupe/', import.meta.url));
describe.skipIf(!existsSync(shared))('labelled sets (skipped where ../shared is missing)', () => {
  it.each([['cytology_screening', 0.99], ['haematology', 0.85], ['digital_work', 0.98]] as const)('%s: nothing merged wrongly, sensitivity %d', async (name, least) => {
    const { parseExport } = await import('../bibliography/parse.ts');
    const file = gunzipSync(readFileSync(`${shared}${name}.csv.gz`));
    const rows: Record<string, string>[] = parse(file.toString('utf8'), { columns: true, bom: true });
    const clusterOf = new Map(rows.map((row) => [row['ID'] ?? '', row['cluster'] ?? '']));
    const records = parseExport(file, name).entries.map((entry): BibRecord => ({ ...entry, id: entry.key ?? '' }));
    const truth = new Set([...clusterOf.values()].filter((value) => value !== ''));
    const duplicates = [...clusterOf.values()].filter((value) => value !== '').length - truth.size;
    const { clusters, pairs } = deduplicate(records);
    let found = 0;
    let wrong = 0;
    for (const members of clusters) {
      const kinds = new Set(members.map((id) => clusterOf.get(id) || id));
      found += members.length - kinds.size;
      wrong += kinds.size - 1;
    }
    expect(wrong).toBe(0);
    expect(found / duplicates).toBeGreaterThan(least);
    expect(pairs.filter(({ verdict }) => verdict === 'in doubt').length).toBeLessThanOrEqual(records.length / 100);
  });
});
