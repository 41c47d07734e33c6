/**
 * Candidate pairs. Comparing all pairs grows with the square; records that share none of these keys are not duplicates that
 * anything here would find.
 */
import type { Keyed } from './keys.ts';
import { STOP } from './keys.ts';

/** Blocks up to this size are compared in full; larger ones in a window over their titles' order (Hernández and Stolfo 1995). */
const FULL_BLOCK = 40;
const WINDOW = 8;

type KeyMaker = (record: Keyed) => readonly string[];

const MAKERS: readonly KeyMaker[] = [
  ({ doi }) => (doi === '' ? [] : [doi]),
  ({ titles }) => titles.filter(({ compact }) => compact.length >= 8).map(({ compact }) => compact.slice(0, 22)),
  ({ titles }) => titles.filter(({ compact }) => compact.length >= 16).map(({ compact }) => compact.slice(-18)),
  ({ authors, firstPage }) => (firstPage === '' ? [] : authors.slice(0, 1).flatMap(({ family }) => family.map((name) => `${name} ${firstPage}`))),
  ({ volume, firstPage, year }) => (volume === '' || firstPage === '' ? [] : [`${volume} ${firstPage} ${year ?? ''}`]),
  ({ authors, year, titles }) => {
    const words = (titles[0]?.tokens ?? []).filter((token) => token.length > 3 && !STOP.has(token));
    const longest = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 2);
    return authors.slice(0, 1).flatMap(({ family }) => longest.map((word) => `${family.join('')} ${year ?? ''} ${word}`));
  },
  ({ titles }) => {
    const words = [...new Set((titles[0]?.tokens ?? []).filter((token) => token.length > 4 && !STOP.has(token)))];
    return words.length < 4 ? [] : [words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 4).sort().join(' ')];
  },
];

/** Index pairs with the lower index first, each once. `records` must be in the order of their ids. */
export function* candidatePairs(records: readonly Keyed[]): Generator<readonly [number, number]> {
  const seen = new Set<number>();
  for (const maker of MAKERS) {
    const blocks = new Map<string, number[]>();
    records.forEach((record, index) => {
      for (const key of new Set(maker(record))) {
        const block = blocks.get(key);
        if (block) block.push(index);
        else blocks.set(key, [index]);
      }
    });
    for (const block of blocks.values()) {
      if (block.length < 2) continue;
      const full = block.length <= FULL_BLOCK;
      const order = full ? block : [...block].sort((x, y) => compareText(titleOf(records, x), titleOf(records, y)) || x - y);
      for (let i = 0; i < order.length; i++) {
        const last = full ? order.length : Math.min(order.length, i + 1 + WINDOW);
        for (let j = i + 1; j < last; j++) {
          const x = order[i] ?? 0;
          const y = order[j] ?? 0;
          const pair = Math.min(x, y) * records.length + Math.max(x, y);
          if (seen.has(pair)) continue;
          seen.add(pair);
          yield x < y ? [x, y] : [y, x];
        }
      }
    }
  }
}

const titleOf = (records: readonly Keyed[], index: number): string => records[index]?.titles[0]?.compact ?? '';

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
