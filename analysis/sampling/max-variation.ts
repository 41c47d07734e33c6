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
  const names = [...new Set(ordered.flatMap((item) => levelsOf(item, dimensions)))];
  // Levels as bits, so that the coverage of hundreds of thousands of subsets is cheap to compare.
  const bits = ordered.map((item) => {
    const words = new Array<number>(Math.ceil(names.length / 30)).fill(0);
    for (const level of levelsOf(item, dimensions)) {
      const n = names.indexOf(level);
      words[Math.floor(n / 30)] = (words[Math.floor(n / 30)] ?? 0) | (1 << (n % 30));
    }
    return words;
  });
  const joined = (a: readonly number[], b: readonly number[] | undefined): number[] => a.map((word, n) => word | (b?.[n] ?? 0));
  const none = new Array<number>(Math.ceil(names.length / 30)).fill(0);
  const cover = (choice: readonly number[]): number => count(choice.reduce((words, i) => joined(words, bits[i]), none));
  const minimum = (choice: readonly number[]): number => {
    let least = Infinity;
    choice.forEach((i, n) => choice.slice(n + 1).forEach((j) => (least = Math.min(least, at(i, j)))));
    return least;
  };

  let best: { choice: readonly number[]; objective: number; covered: number } | null = null;
  const better = (choice: readonly number[], objective: number, covered: number): void => {
    if (best && objective < best.objective) return;
    if (!best || objective > best.objective || covered > best.covered) best = { choice: [...choice], objective, covered };
  };
  const exact = subsets(free.length, wanted - must.length) <= exactLimit;
  if (exact) {
    const extend = (choice: number[], next: number, least: number, covered: readonly number[]): void => {
      if (best && least < best.objective) return;
      if (choice.length === wanted) return better(choice, least, count(covered));
      for (let i = next; i <= ordered.length - (wanted - choice.length); i++) {
        let closest = least;
        for (const j of choice) closest = Math.min(closest, at(i, j));
        choice.push(i);
        extend(choice, i + 1, closest, joined(covered, bits[i]));
        choice.pop();
      }
    };
    const start = must.map((_, i) => i);
    extend(start, must.length, minimum(start), start.reduce((words, i) => joined(words, bits[i]), none));
  } else {
    const choice = must.map((_, i) => i);
    if (choice.length === 0) choice.push(0);
    while (choice.length < wanted) {
      const rest = ordered.map((_, i) => i).filter((i) => !choice.includes(i));
      const far = rest.map((i) => ({ i, d: Math.min(...choice.map((j) => at(i, j))) })).sort((a, b) => b.d - a.d || a.i - b.i)[0];
      if (!far) break;
      choice.push(far.i);
    }
    better(choice, minimum(choice), cover(choice));
  }
  const found = best as { choice: readonly number[]; objective: number; covered: number } | null;
  const chosen = (found?.choice ?? []).flatMap((i) => ordered[i]?.id ?? []).sort();
  return { chosen, objective: found && Number.isFinite(found.objective) ? found.objective : 0, proven: exact, covered: found?.covered ?? 0, levels: names.length };
}

const levelsOf = (item: Item, dimensions: readonly string[]): string[] => dimensions.flatMap((d) => (item.values[d] ?? []).map((v) => `${d}=${v}`));

/** Number of bits set. */
function count(words: readonly number[]): number {
  let n = 0;
  for (let word of words) for (; word !== 0; word &= word - 1) n++;
  return n;
}

function subsets(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return count;
}
