/**
 * Many expressions read at once: an automaton whose states are made as texts first lead to them
 * (Thompson 1968; made when needed, as in RE2). A text is then one walk over its characters, however
 * many expressions there are.
 */
import type { Tree } from './source.ts';

/** A character to read, a border of a word to stand at, a choice, the end of a way, or that one has been met. */
interface Node {
  readonly number: number;
  readonly is: 'one' | 'border' | 'choice' | 'end' | 'met';
  /** Of a character its kind, of an end its way's number; of a border 1 or, where there must be none, 0. */
  readonly what: number;
  readonly next: Node[];
  /** Of a border and of a choice of many ways, which are not taken apart for every state that holds them: where each class of characters leads. */
  readonly led: (readonly Node[] | undefined)[] | null;
}

/** Where reading has come to. */
interface State {
  readonly nodes: readonly Node[];
  readonly met: readonly number[];
  /** The last character was one of a word. */
  readonly afterWord: boolean;
  /** By class of characters. */
  readonly next: (State | undefined)[];
  ends: readonly number[] | null;
}

/** One of the things to find. */
export interface Way {
  readonly tree: Tree;
  readonly number: number;
  /** What may stand behind it to the end of the text; null when all may. */
  readonly after: Tree | null;
}

export interface Found {
  /** Numbers of the ways that the whole text matches, in order. */
  readonly ends: readonly number[];
  /** Numbers of the ways without an `after` that the text begins with. */
  readonly met: readonly number[];
}

const MANY = 12;
/** Made anew when there are more, so that no page fills the memory. */
const MOST_STATES = 20_000;
const NONE: readonly never[] = [];
const NOTHING: Found = { ends: NONE, met: NONE };

/** @param before what may stand before any of the ways, none of which is empty; no tree is open */
export function automaton(before: Tree, ways: readonly Way[]): (text: string, backwards: boolean) => Found {
  const { start, count, tests, isWord } = built(before, ways);
  const { classOf, holds } = classesOf(tests);

  const marks = new Uint32Array(count + 1);
  let round = 0;
  /** What is to be read (or ended) from the node on. */
  const reach = (from: Node, into: Node[]): void => {
    if (marks[from.number] === round) return;
    marks[from.number] = round;
    if (from.is === 'choice' && from.led === null) for (const next of from.next) reach(next, into);
    else into.push(from);
  };
  /** The same, with all taken apart. */
  const within = (from: readonly Node[], border: boolean): Node[] => {
    const seen = new Set(from);
    for (const node of seen) if (node.is === 'choice' || (node.is === 'border' && (node.what === 1) === border)) for (const next of node.next) seen.add(next);
    return [...seen];
  };
  const insides = new Map<Node, [Node[]?, Node[]?]>();
  const inside = (node: Node, border: boolean): readonly Node[] => {
    let both = insides.get(node);
    if (both === undefined) insides.set(node, (both = []));
    return (both[border ? 1 : 0] ??= within([node], border).filter((n) => n.is === 'one'));
  };
  const leads = (node: Node, led: (readonly Node[] | undefined)[], afterWord: boolean, cls: number): readonly Node[] =>
    (led[2 * cls + (afterWord ? 1 : 0)] ??= behind(inside(node, afterWord !== (holds[cls]?.[isWord] === 1)), cls, NONE));
  /** What is to be read behind a character, and of more that was found so. */
  const behind = (nodes: readonly Node[], cls: number, more: readonly (readonly Node[])[]): Node[] => {
    round += 1;
    const out: Node[] = [];
    const held = holds[cls] as Uint8Array;
    for (const node of nodes) if (node.is === 'one' && held[node.what] === 1) reach(node.next[0] as Node, out);
    for (const led of more) for (const node of led) reach(node, out);
    return out;
  };

  const states = new Map<string, State>();
  const stateOf = (nodes: Node[], afterWord: boolean): State => {
    const numbers = Uint32Array.from(nodes, (node) => node.number).sort();
    const key = `${afterWord ? '+' : '-'}${String.fromCharCode(...new Uint16Array(numbers.buffer))}`;
    let state = states.get(key);
    if (state === undefined) {
      const met = nodes.filter((node) => node.is === 'met');
      const left = met.length === 0 ? nodes : nodes.filter((node) => node.is !== 'met');
      states.set(key, (state = { nodes: left, met: met.length === 0 ? NONE : met.map((node) => node.what), afterWord, next: [], ends: null }));
    }
    return state;
  };
  const advance = (state: State, cls: number): State => {
    const more: (readonly Node[])[] = [];
    for (const node of state.nodes) if (node.led !== null) more.push(leads(node, node.led, state.afterWord, cls));
    return (state.next[cls] = stateOf(behind(state.nodes, cls, more), holds[cls]?.[isWord] === 1));
  };
  const endsOf = (state: State): readonly number[] => {
    const ends = within(state.nodes, state.afterWord).flatMap((node) => (node.is === 'end' ? [node.what] : []));
    return ends.length === 0 ? NONE : [...new Set(ends)].sort((a, b) => a - b);
  };
  const begin = (): State => {
    states.clear();
    round += 1;
    const nodes: Node[] = [];
    reach(start, nodes);
    return stateOf(nodes, false);
  };

  let first = begin();
  return (text, backwards) => {
    if (states.size > MOST_STATES) first = begin();
    let state = first;
    let met = NONE as readonly number[];
    const { length } = text;
    for (let i = 0; i < length; i += 1) {
      let code = text.charCodeAt(backwards ? length - 1 - i : i);
      // Two halves make one character.
      if (code >= 0xd800 && code < 0xe000) {
        const whole = backwards ? (i + 1 < length ? (text.codePointAt(length - 2 - i) ?? 0) : 0) : (text.codePointAt(i) ?? 0);
        if (whole > 0xffff && (!backwards || code >= 0xdc00)) {
          code = whole;
          i += 1;
        }
      }
      const cls = classOf(code);
      state = state.next[cls] ?? advance(state, cls);
      if (state.met.length > 0) met = met.length === 0 ? state.met : [...met, ...state.met];
      if (state.nodes.length === 0) return met.length === 0 ? NOTHING : { ends: NONE, met };
    }
    const ends = (state.ends ??= endsOf(state));
    return ends.length === 0 && met.length === 0 ? NOTHING : { ends, met };
  };
}

interface Built {
  readonly start: Node;
  readonly count: number;
  /** By kind of characters. */
  readonly tests: readonly ((c: string) => boolean)[];
  readonly isWord: number;
}

function built(before: Tree, ways: readonly Way[]): Built {
  const kinds = new Map<string, number>();
  const tests: ((c: string) => boolean)[] = [];
  let count = 0;
  const node = (is: Node['is'], what: number, next: Node[]): Node =>
    ({ number: (count += 1), is, what, next, led: is === 'border' || (is === 'choice' && next.length > MANY) ? [] : null });
  const kindOf = (what: string): number => {
    let kind = kinds.get(what);
    if (kind === undefined) {
      kinds.set(what, (kind = tests.length));
      tests.push(testOf(what));
    }
    return kind;
  };
  const build = (tree: Tree, next: Node): Node => {
    if (tree.is === 'one') return node('one', kindOf(tree.what), [next]);
    if (tree.is === 'border') return node('border', tree.there ? 1 : 0, [next]);
    if (tree.is === 'row') return tree.parts.reduceRight((to, part) => build(part, to), next);
    if (tree.is === 'choice') return node('choice', 0, tree.ways.map((way) => build(way, next)));
    if (tree.is === 'open') return next;
    let to = next;
    if (tree.most === Infinity) {
      to = node('choice', 0, [next]);
      to.next.push(build(tree.part, to));
    } else for (let i = tree.least; i < tree.most; i += 1) to = node('choice', 0, [next, build(tree.part, to)]);
    for (let i = 0; i < tree.least; i += 1) to = build(tree.part, to);
    return to;
  };

  // Ways with one number and one `after` end alike.
  const ends = new Map<number, Node>();
  const endOf = ({ number, after }: Way): Node => {
    if (after === null) return node('met', number, []);
    let end = ends.get(number);
    if (end === undefined) ends.set(number, (end = build(after, node('end', number, []))));
    return end;
  };
  const start = build(before, node('choice', 0, ways.map((way) => build(way.tree, endOf(way)))));
  return { start, isWord: kindOf('\\w'), count, tests };
}

/** Whether the expression of one character matches it. */
function testOf(what: string): (c: string) => boolean {
  const literal = what.length === 2 && what.startsWith('\\') ? what.slice(1) : what;
  if (/^[a-z]$/iu.test(literal) && literal.charCodeAt(0) < 128) {
    // Without regard to case the long s is an s, the Kelvin sign a k.
    const alike = new Set([literal.toLowerCase(), literal.toUpperCase(), { s: 'ſ', k: '\u212a' }[literal.toLowerCase()] ?? literal]);
    if (literal === what) return (c) => alike.has(c);
  }
  let re: RegExp | null = null;
  return (c) => (re ??= new RegExp(`^(?:${what})$`, 'iu')).test(c);
}

/** Characters that all kinds hold alike are of one class; each is looked at when it first comes. */
function classesOf(tests: readonly ((c: string) => boolean)[]): { classOf: (code: number) => number; holds: readonly Uint8Array[] } {
  const holds: Uint8Array[] = [];
  const numbers = new Map<string, number>();
  const near = new Int16Array(0x800).fill(-1);
  const far = new Map<number, number>();
  const classify = (code: number): number => {
    const held = Uint8Array.from(tests, (test) => (test(String.fromCodePoint(code)) ? 1 : 0));
    const key = held.join('');
    let cls = numbers.get(key);
    if (cls === undefined) {
      numbers.set(key, (cls = holds.length));
      holds.push(held);
    }
    if (code < near.length) near[code] = cls;
    else far.set(code, cls);
    return cls;
  };
  const classOf = (code: number): number => {
    const cls = code < near.length ? (near[code] as number) : (far.get(code) ?? -1);
    return cls < 0 ? classify(code) : cls;
  };
  return { classOf, holds };
}
