/**
 * What a text must hold to match an expression at all: a few letters in a row. One look at a text's
 * letters tells which of a hundred expressions are worth trying; an expression's own words say it, so
 * nothing has to be kept by hand. Where they do not say it, the expression is always tried.
 */

import { readSource } from './source.ts';
import type { Tree } from './source.ts';

/** Any one of these, each one to three ASCII characters, or `OTHER`. */
export type Guard = ReadonlySet<string>;

/** Some character that is not ASCII. */
export const OTHER = '\u0080';

/** Rows of letters that any match of the source holds, by choice: for each way to match one of its rows. */
interface Part {
  readonly rows: readonly string[];
  readonly choices: readonly (readonly Part[])[];
}

/**
 * @param sources expressions to be matched without regard to case
 * @returns for each what any text that it matches must hold one of; null where that cannot be told
 */
export function guardsOf(sources: readonly string[]): (Guard | null)[] {
  const read = sources.map((source) => partOf(readSource(source)));
  // The rarest letters tell most.
  const counts = new Map<string, number>();
  const count = (part: Part): void => {
    for (const row of part.rows) for (const gram of gramsIn(row)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const choice of part.choices) for (const way of choice) count(way);
  };
  for (const part of read) count(part);
  const cost = (gram: string): number => (counts.get(gram) ?? 0) + (gram.length === 3 ? 0 : gram === OTHER ? 50 : 200 / gram.length);
  const costOf = (guard: Guard): number => [...guard].reduce((sum, gram) => sum + cost(gram), 0);
  const ofWays = (ways: readonly Part[]): Guard | null => {
    const all = new Set<string>();
    for (const way of ways) {
      const guard = ofPart(way);
      if (guard === null) return null;
      for (const gram of guard) all.add(gram);
    }
    return all;
  };
  const ofPart = (part: Part): Guard | null => {
    const options = [...part.rows.flatMap((row) => gramsIn(row).map((gram): Guard => new Set([gram]))), ...part.choices.map(ofWays).filter((g) => g !== null)];
    return options.reduce<Guard | null>((best, option) => (best === null || costOf(option) < costOf(best) ? option : best), null);
  };
  return read.map(ofPart);
}

function gramsIn(row: string): string[] {
  if (row === OTHER || row.length <= 3) return [row];
  return Array.from({ length: row.length - 2 }, (_, i) => row.slice(i, i + 3));
}

/** Calls back with every row of one to three characters that the text holds, by its number (`numberOf`). */
export function eachGram(text: string, found: (gram: number) => void): void {
  // The long s is an s to an expression that ignores case; the other odd ones become what they match here.
  const lower = text.toLowerCase().replaceAll('ſ', 's');
  let last = 0;
  let before = 0;
  let other = false;
  for (let i = 0; i < lower.length; i += 1) {
    const code = lower.charCodeAt(i);
    if (code > 127) {
      if (!other) found(NUMBER_OF_OTHER);
      other = true;
      last = before = 0;
      continue;
    }
    found(code);
    if (last > 0) found((last << 7) | code);
    if (before > 0) found((before << 14) | (last << 7) | code);
    before = last;
    last = code;
  }
}

const NUMBER_OF_OTHER = 1 << 21;

export function numberOf(gram: string): number {
  return gram === OTHER ? NUMBER_OF_OTHER : [...gram].reduce((number, c) => (number << 7) | c.charCodeAt(0), 0);
}

/** What the tree says of letters that must be there; an open part says nothing. */
function partOf(tree: Tree): Part {
  const rows: string[] = [];
  const choices: Part[][] = [];
  let row = '';
  const close = (): void => {
    if (row !== '') rows.push(row);
    row = '';
  };
  for (const one of tree.is === 'row' ? tree.parts : [tree]) {
    const [part, once] = one.is === 'again' ? [one.least === 0 ? null : one.part, false] : [one, true];
    const letter = part?.is === 'one' ? letterOf(part.what) : null;
    if (letter !== null && letter.charCodeAt(0) < 128) row += letter.toLowerCase();
    else {
      close();
      // These two match an ASCII letter when case is ignored.
      if (letter !== null && letter !== 'ſ' && letter !== '\u212a') rows.push(OTHER);
      if (part?.is === 'row') choices.push([partOf(part)]);
      if (part?.is === 'choice') choices.push(part.ways.map(partOf));
    }
    if (!once) close();
  }
  close();
  return { rows, choices };
}

/** The character that the expression stands for; null for one that stands for several. */
function letterOf(what: string): string | null {
  const bare = /^\\[^a-zA-Z0-9]$/u.test(what) ? what.slice(1) : what;
  return /^.$/su.test(bare) && what !== '.' ? bare : null;
}
