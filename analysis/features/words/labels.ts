/**
 * Which of many expressions a short text matches as a whole. Most of what they say is letters and a few
 * choices, and is read exactly (automaton.ts). Where one says `.{1,30}`, there would be a state for every
 * letter that this may be, so only what stands before it, or behind it, is read; the expression itself is
 * asked when a text has that.
 */
import { automaton } from './automaton.ts';
import type { Way } from './automaton.ts';
import { guardsOf, OTHER } from './guards.ts';
import { beginning, isOpen, readSource, reversed, shortest } from './source.ts';

const NONE: readonly never[] = [];

/** An alternative that is not read to its end. */
interface Doubt {
  readonly source: number;
  readonly alternative: string;
  /** Its own words at the end of a text: much smaller than `whole`, and mostly a no. */
  end: RegExp | null;
  whole: RegExp | null;
}

/**
 * @param lead what may stand before the words of any expression, behind `around`
 * @param sources each expression's alternatives, matched without regard to case
 * @param around what may stand before and after
 * @returns the places in `sources` of those that match the whole text, in order
 */
export function matcher(lead: string, sources: readonly (readonly string[])[], around: string): (text: string) => readonly number[] {
  const after = readSource(around, true);
  const doubts: Doubt[] = [];
  const forwards: Way[] = [];
  const backwards: Way[] = [];
  const always: number[] = [];
  sources.forEach((alternatives, source) => {
    for (const alternative of alternatives) {
      const tree = readSource(alternative);
      if (!isOpen(tree) && shortest(tree) > 0) {
        forwards.push({ tree, number: source, after });
        continue;
      }
      const number = doubts.length;
      doubts.push({ source, alternative, end: null, whole: null });
      const first = beginning(tree);
      const last = beginning(reversed(tree));
      if (shortest(first) >= Math.max(1, Math.min(3, shortest(last)))) forwards.push({ tree: first, number, after: null });
      else if (shortest(last) > 0) backwards.push({ tree: last, number, after: null });
      else always.push(number);
    }
  });
  const there = automaton(readSource(around + lead, true), forwards);
  const back = automaton(after, backwards);
  const some = oneOf(always.map((number) => doubts[number]?.alternative ?? ''));
  const matches = (number: number, text: string): boolean => {
    const doubt = doubts[number];
    if (doubt === undefined) return false;
    doubt.end ??= new RegExp(`(?:${doubt.alternative})${around}$`, 'iu');
    return doubt.end.test(text) && (doubt.whole ??= new RegExp(`^${around}${lead}(?:${doubt.alternative})${around}$`, 'iu')).test(text);
  };
  return (text) => {
    const found = there(text, false);
    let asked = found.met;
    const more = back(text, true).met;
    if (more.length > 0) asked = [...asked, ...more];
    if (some.test(text)) asked = [...asked, ...always];
    if (asked.length === 0) return found.ends;
    const all = new Set(found.ends);
    for (const number of new Set(asked)) {
      const source = doubts[number]?.source ?? 0;
      if (!all.has(source) && matches(number, text)) all.add(source);
    }
    return all.size === 0 ? NONE : [...all].sort((a, b) => a - b);
  };
}

/** Matches any text that one of the expressions may match. */
function oneOf(sources: readonly string[]): RegExp {
  const guards = guardsOf(sources);
  if (guards.includes(null)) return /(?:)/u;
  const grams = [...new Set(guards.flatMap((guard) => [...(guard ?? [])]))];
  return new RegExp(grams.length === 0 ? '(?!)' : grams.map((gram) => (gram === OTHER ? '[^\\0-\\x7f]' : gram.replace(/[^\p{L}\p{N} ]/gu, '\\$&'))).join('|'), 'iu');
}
