/**
 * What a text must hold to match an expression at all: a few letters in a row. One look at a text's
 * letters tells which of a hundred expressions are worth trying; an expression's own words say it, so
 * nothing has to be kept by hand. Where they do not say it, the expression is always tried.
 */

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
  const read = sources.map(parse);
  // The rarest letters tell most.
  const counts = new Map<string, number>();
  const count = (part: Part): void => {
    for (const row of part.rows) for (const gram of gramsIn(row)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const choice of part.choices) for (const way of choice) count(way);
  };
  for (const ways of read) for (const way of ways ?? []) count(way);
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
  return read.map((ways) => (ways === null ? null : ofWays(ways)));
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

/** The ways to match the source; null when it says something that is not understood here. */
function parse(source: string): Part[] | null {
  let at = 0;
  let understood = true;
  const alternatives = (): Part[] => {
    const ways = [sequence()];
    while (source[at] === '|') {
      at += 1;
      ways.push(sequence());
    }
    return ways;
  };
  /** Whether what stood before must be there, by the quantifier behind it. */
  const needed = (): { must: boolean; once: boolean } => {
    const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/u.exec(source.slice(at))?.[0] ?? '';
    at += quantifier.length;
    return { must: !/^(?:[?*]|\{0)/u.test(quantifier), once: quantifier === '' };
  };
  const sequence = (): Part => {
    const rows: string[] = [];
    const choices: Part[][] = [];
    let row = '';
    const close = (): void => {
      if (row !== '') rows.push(row);
      row = '';
    };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const rest = source.slice(at);
      if (rest.startsWith('(')) {
        const open = /^\((?:\?:|\?<?[=!])?/u.exec(rest)?.[0] ?? '';
        close();
        at += open.length;
        const ways = alternatives();
        if (source[at] !== ')') understood = false;
        at += 1;
        if (needed().must && !/[=!]/u.test(open)) choices.push(ways);
        continue;
      }
      // A class, any character, or an escape that stands for more than one.
      const many = /^(?:\[(?:[^\\\]]|\\.)*\]|\.|\\[pP]\{[^}]*\}|\\[dDwWsSbB]|[$^])/u.exec(rest)?.[0];
      if (many !== undefined) {
        close();
        at += many.length;
        needed();
        continue;
      }
      const literal = /^(?:\\[^a-zA-Z0-9]|[^\\[\]{}()*+?|])/u.exec(rest)?.[0];
      if (literal === undefined) {
        understood = false;
        at += 1;
        continue;
      }
      at += literal.length;
      const c = literal.startsWith('\\') ? literal.slice(1) : literal;
      const ascii = c.charCodeAt(0) < 128;
      const { must, once } = needed();
      if (!must || !ascii) close();
      if (!must) continue;
      if (ascii) row += c.toLowerCase();
      // These two match an ASCII letter when case is ignored.
      else if (c !== 'ſ' && c !== '\u212a') rows.push(OTHER);
      if (!once) close();
    }
    close();
    return { rows, choices };
  };
  const ways = alternatives();
  return understood && at === source.length ? ways : null;
}
