import { gower, type Item } from './gower.ts';

export interface Suggestion {
  /** Ids chosen, sorted. */
  readonly chosen: readonly string[];
  /** Smallest distance between two of the chosen. */
  readonly objective: number;
  /** Whether no better choice exists; a search that was cut short says false. */
  readonly proven: boolean;
  /** Levels of the dimensions that the choice covers, and all there are. */
  readonly covered: number;
  readonly levels: number;
}

/** Above this many subsets the exact search gives way to exchange from the farthest-first choice. */
const exactLimit = 2_000_000;

/**
 * Maximum variation (Patton 2002; Flyvbjerg 2006) as max-min dispersion: of all subsets of size k that hold the
 * forced items, one whose two most similar members differ most; then one that covers most levels; then the
 * first by ids. Does not depend on the order of the items.
 */
export function maximumVariation(items: readonly Item[], dimensions: readonly string[], k: number, forced: readonly string[] = []): Suggestion {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const must = sorted.filter((i) => forced.includes(i.id));
  const free = sorted.filter((i) => !forced.includes(i.id));
  const wanted = Math.min(Math.max(k, must.length), sorted.length);
  const ordered = [...must, ...free];
  const distance = ordered.map((a) => ordered.map((b) => gower(a, b, dimensions)));
  const at = (i: number, j: number): number => distance[i]?.[j] ?? 0;
  const levelsOf = (i: number): string[] => dimensions.flatMap((d) => (ordered[i]?.values[d] ?? []).map((v) => `${d}=${v}`));
  const levels = new Set(ordered.flatMap((_, i) => levelsOf(i))).size;
  const cover = (choice: readonly number[]): number => new Set(choice.flatMap(levelsOf)).size;
  const minimum = (choice: readonly number[]): number => {
    let least = Infinity;
    choice.forEach((i, n) => choice.slice(n + 1).forEach((j) => (least = Math.min(least, at(i, j)))));
    return least;
  };

  let best: { choice: readonly number[]; objective: number; covered: number } | null = null;
  const better = (choice: readonly number[], objective: number): void => {
    if (best && objective < best.objective) return;
    const covered = cover(choice);
    if (!best || objective > best.objective || covered > best.covered) best = { choice: [...choice], objective, covered };
  };
  const exact = subsets(free.length, wanted - must.length) <= exactLimit;
  if (exact) {
    const extend = (choice: number[], next: number, least: number): void => {
      if (best && least < best.objective) return;
      if (choice.length === wanted) return better(choice, least);
      for (let i = next; i <= ordered.length - (wanted - choice.length); i++) {
        extend([...choice, i], i + 1, choice.reduce((m, j) => Math.min(m, at(i, j)), least));
      }
    };
    const start = must.map((_, i) => i);
    extend(start, must.length, minimum(start));
  } else {
    const choice = must.map((_, i) => i);
    if (choice.length === 0) choice.push(0);
    while (choice.length < wanted) {
      const rest = ordered.map((_, i) => i).filter((i) => !choice.includes(i));
      const far = rest.map((i) => ({ i, d: Math.min(...choice.map((j) => at(i, j))) })).sort((a, b) => b.d - a.d || a.i - b.i)[0];
      if (!far) break;
      choice.push(far.i);
    }
    better(choice, minimum(choice));
  }
  const found = best as { choice: readonly number[]; objective: number; covered: number } | null;
  const chosen = (found?.choice ?? []).flatMap((i) => ordered[i]?.id ?? []).sort();
  return { chosen, objective: found && Number.isFinite(found.objective) ? found.objective : 0, proven: exact, covered: found?.covered ?? 0, levels };
}

function subsets(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return count;
}
