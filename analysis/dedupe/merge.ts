import type { BibRecord } from '../../core/types.ts';
import { compareText } from './block.ts';

/** The fields of a document, taken from the records that are its copies. */
export interface MergedFields {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly abstract: string | null;
  readonly keywords: readonly string[];
}

/**
 * The fullest metadata of a cluster, the same whatever the order: each field from the record in which it says most,
 * ties by record id. Years by majority, then the latest (online-first dates are the earlier ones).
 */
export function mergeRecords(records: readonly BibRecord[]): MergedFields {
  const ordered = [...records].sort((a, b) => compareText(a.id, b.id));
  const fullest = <T>(values: readonly T[], weight: (value: T) => number): T | undefined => {
    let best: T | undefined;
    for (const value of values) if (best === undefined || weight(value) > weight(best)) best = value;
    return best;
  };
  const text = (pick: (record: BibRecord) => string | null): string | null =>
    fullest(ordered.map(pick).filter((value) => value !== null && value !== ''), (value) => value?.length ?? 0) ?? null;
  const years = new Map<number, number>();
  for (const { year } of ordered) if (year !== null) years.set(year, (years.get(year) ?? 0) + 1);
  const keywords = new Map<string, string>();
  for (const keyword of ordered.flatMap((record) => record.keywords)) if (!keywords.has(keyword.toLowerCase())) keywords.set(keyword.toLowerCase(), keyword);
  return {
    // Remarks of a database in brackets make a title longer, not fuller; capitals throughout make it poorer.
    title: fullest(ordered.map(({ title }) => title), (title) => title.replace(/\[[^\]]*\]/g, '').length * (title === title.toUpperCase() ? 0.5 : 1)) ?? '',
    authors: fullest(ordered.map(({ authors }) => authors), (authors) => authors.length * 1000 + Math.min(999, authors.join('').length)) ?? [],
    year: [...years].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? null,
    venue: text(({ venue }) => venue),
    doi: ordered.find(({ doi }) => doi !== null)?.doi ?? null,
    url: ordered.find(({ url, doi }) => url !== null && doi !== null)?.url ?? ordered.find(({ url }) => url !== null)?.url ?? null,
    abstract: text(({ abstract }) => abstract),
    keywords: [...keywords.values()],
  };
}
