/** Reads the source of an expression (flags iu) into a tree, as far as interface words need it. */

export type Tree =
  /** One character that the expression `what` matches. */
  | { readonly is: 'one'; readonly what: string }
  /** The border of a word, or (`\B`) none. */
  | { readonly is: 'border'; readonly there: boolean }
  | { readonly is: 'row'; readonly parts: readonly Tree[] }
  | { readonly is: 'choice'; readonly ways: readonly Tree[] }
  /** As often as `least` to `most` times. */
  | { readonly is: 'again'; readonly part: Tree; readonly least: number; readonly most: number }

  /** More than is said by the rest: many characters of many kinds, what looks ahead or behind, what is not understood here. */
  | { readonly is: 'open' };

const OPEN: Tree = { is: 'open' };
const NOTHING: Tree = { is: 'row', parts: [] };

const GROUP = /\((?:\?:|\?<?[=!]|(?!\?))/uy;
const ONE = /\[(?:[^\\\]]|\\.)*\]|\.|\\[pP]\{[^}]*\}|\\[dDwWsS]|\\[^\p{L}\p{N}]|[^\\[\]{}()*+?|^$]/uy;
const OFTEN = /([?*+]|\{\d+(?:,\d*)?\})\??/uy;

/** Any of these may be many characters. */
const WIDE = /^(?:\.|\[\^|\\[pPDwWS]|\[.*\\[wpPDWS])/u;

/** @param wide also what may be many characters of many kinds is read to its end */
export function readSource(source: string, wide = false): Tree {
  let at = 0;
  let understood = true;
  const take = (what: RegExp): string => {
    what.lastIndex = at;
    const found = what.exec(source)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const choice = (): Tree => {
    const ways = [row()];
    while (source[at] === '|') {
      at += 1;
      ways.push(row());
    }
    return ways.length === 1 ? (ways[0] ?? NOTHING) : { is: 'choice', ways };
  };
  const row = (): Tree => {
    const parts: Tree[] = [];
    while (understood && at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(part()));
    return { is: 'row', parts };
  };
  const part = (): Tree => {
    const c = source[at];
    if (c === '(') {
      const open = take(GROUP);
      const inner = choice();
      if (open === '' || source[at] !== ')') understood = false;
      at += 1;
      if (!/[=!]/u.test(open)) return inner;
      return OPEN;
    }
    if (c === '\\' && (source[at + 1] === 'b' || source[at + 1] === 'B')) {
      at += 2;
      return { is: 'border', there: source[at - 1] === 'b' };
    }
    const what = take(ONE);
    if (what === '') understood = false;
    return { is: 'one', what };
  };
  const repeated = (what: Tree): Tree => {
    const often = take(OFTEN).replace(/(.)\?$/u, '$1');
    if (often === '') return what;
    if (!wide && what.is === 'one' && WIDE.test(what.what)) return OPEN;
    if (often === '?') return { is: 'again', part: what, least: 0, most: 1 };
    if (often === '*' || often === '+') return { is: 'again', part: what, least: often === '+' ? 1 : 0, most: Infinity };
    const [least = '', most = least] = often.slice(1, -1).split(',');
    return { is: 'again', part: what, least: Number(least), most: most === '' ? Infinity : Number(most) };
  };
  const tree = choice();
  return understood && at === source.length ? tree : OPEN;
}

export function isOpen(tree: Tree): boolean {
  return tree.is === 'open' || (tree.is === 'row' && tree.parts.some(isOpen)) || (tree.is === 'choice' && tree.ways.some(isOpen)) || (tree.is === 'again' && isOpen(tree.part));
}

/** What any match begins with: the tree up to where it is open, without its borders. */
export function beginning(tree: Tree): Tree {
  if (tree.is === 'row') {
    const end = tree.parts.findIndex(isOpen);
    return { is: 'row', parts: (end < 0 ? tree.parts : tree.parts.slice(0, end + 1)).map(beginning) };
  }
  if (tree.is === 'choice') return { is: 'choice', ways: tree.ways.map(beginning) };
  if (tree.is === 'again') return !isOpen(tree.part) ? { ...tree, part: beginning(tree.part) } : tree.least === 0 ? NOTHING : beginning(tree.part);
  return tree.is === 'one' ? tree : NOTHING;
}

/** Matches what the tree does, read from its end. */
export function reversed(tree: Tree): Tree {
  if (tree.is === 'row') return { is: 'row', parts: tree.parts.map(reversed).reverse() };
  if (tree.is === 'choice') return { is: 'choice', ways: tree.ways.map(reversed) };
  return tree.is === 'again' ? { ...tree, part: reversed(tree.part) } : tree;
}

/** The fewest characters that it matches. */
export function shortest(tree: Tree): number {
  if (tree.is === 'row') return tree.parts.reduce((sum, part) => sum + shortest(part), 0);
  if (tree.is === 'choice') return Math.min(...tree.ways.map(shortest));
  if (tree.is === 'again') return tree.least * shortest(tree.part);
  return tree.is === 'one' ? 1 : 0;
}
