/** Who answers whom: a directed network of authors, its edges weighted by the number of answers. */
import { byCodeUnit } from './post.ts';
import type { DiscoursePost } from '../../core/types.ts';

export interface ReplyEdge {
  /** Who answers. */
  readonly from: string;
  /** Who is answered. */
  readonly to: string;
  /** Number of answers. */
  readonly weight: number;
}

export interface ReplyNode {
  readonly author: string;
  readonly posts: number;
  /** Different members who answer them. */
  readonly inDegree: number;
  /** Different members they answer. */
  readonly outDegree: number;
  readonly answersReceived: number;
  readonly answersGiven: number;
}

export interface ReplyNetwork {
  /** Every known author of the posts, with answers or without; in code-unit order. */
  readonly nodes: readonly ReplyNode[];
  /** In code-unit order of `from`, then `to`. */
  readonly edges: readonly ReplyEdge[];
  /** Answers in the edges. */
  readonly answers: number;
  /** Answers to oneself, left out. */
  readonly toSelf: number;
  /** Answers whose writer, or whose answered post or its writer, is not known, left out. */
  readonly unknown: number;
  /** Answers in the edges that were taken for such without the page saying so (`flat: 'to-opener'`). */
  readonly assumed: number;
  /** Edges of those that could be, m / (n (n − 1)): 0 … 1; null with fewer than two authors (Wasserman & Faust 1994, ch. 4). */
  readonly density: number | null;
  /** Share of the edges whose counterpart is there too: 0 … 1; null without edges. */
  readonly reciprocityOfEdges: number | null;
  /** Share of the connected pairs in which both answer, M / (M + A) (Wasserman & Faust 1994, ch. 13): 0 … 1; null without edges. */
  readonly reciprocityOfDyads: number | null;
  /**
   * Degree centralisation (Freeman 1978), Σ (max − dᵢ) / (n − 1)², of the numbers of members, not of answers: 0 all
   * equal … 1 a star. `in`: one is answered by all; `out`: one answers all. Null with fewer than two authors.
   */
  readonly centralisationIn: number | null;
  readonly centralisationOut: number | null;
  /** Members of the largest part that hangs together, directions not counting; 0 without authors. */
  readonly largestComponent: number;
}

export interface ReplyOptions {
  /**
   * What a post counts as that shows no post it answers: nothing (unless told), or an answer to the
   * thread's opening post, as in a comment list.
   */
  readonly flat?: 'leave-out' | 'to-opener';
}

/** Numbers take no account of weights unless they say so. Without posts: no nodes, and null for what is not defined. */
export function replyNetwork(posts: readonly DiscoursePost[], options: ReplyOptions = {}): ReplyNetwork {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const openings = new Map(posts.filter((post) => post.opens).reverse().map((post) => [post.thread, post]));
  const counts = new Map<string, number>();
  const weights = new Map<string, Map<string, number>>();
  let [answers, toSelf, unknown, assumed] = [0, 0, 0, 0];
  for (const post of posts) {
    if (post.author !== null) counts.set(post.author, (counts.get(post.author) ?? 0) + 1);
    const flat = post.replyTo === null;
    if (flat && (post.opens || options.flat !== 'to-opener')) continue;
    const answered = flat ? openings.get(post.thread) : byId.get(post.replyTo);
    if (post.author === null || answered?.author == null) unknown += 1;
    else if (post.author === answered.author) toSelf += 1;
    else {
      answers += 1;
      if (flat) assumed += 1;
      const out = weights.get(post.author) ?? new Map<string, number>();
      out.set(answered.author, (out.get(answered.author) ?? 0) + 1);
      weights.set(post.author, out);
    }
  }
  const edges = [...weights]
    .flatMap(([from, out]) => [...out].map(([to, weight]): ReplyEdge => ({ from, to, weight })))
    .sort((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
  return { nodes: nodesOf(counts, edges), edges, answers, toSelf, unknown, assumed, ...shape([...counts.keys()], edges, (from, to) => weights.get(from)?.has(to) ?? false) };
}

function nodesOf(posts: ReadonlyMap<string, number>, edges: readonly ReplyEdge[]): ReplyNode[] {
  const [inDegree, outDegree, received, given] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, author: string, n: number): unknown => to.set(author, (to.get(author) ?? 0) + n);
  for (const { from, to, weight } of edges) {
    add(outDegree, from, 1);
    add(inDegree, to, 1);
    add(given, from, weight);
    add(received, to, weight);
  }
  return [...posts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([author, n]) => ({
      author,
      posts: n,
      inDegree: inDegree.get(author) ?? 0,
      outDegree: outDegree.get(author) ?? 0,
      answersReceived: received.get(author) ?? 0,
      answersGiven: given.get(author) ?? 0,
    }));
}

type Shape = Pick<ReplyNetwork, 'density' | 'reciprocityOfEdges' | 'reciprocityOfDyads' | 'centralisationIn' | 'centralisationOut' | 'largestComponent'>;

function shape(authors: readonly string[], edges: readonly ReplyEdge[], has: (from: string, to: string) => boolean): Shape {
  const n = authors.length;
  const mutual = edges.filter(({ from, to }) => has(to, from)).length;
  const pairs = edges.length - mutual / 2;
  return {
    density: n < 2 ? null : edges.length / (n * (n - 1)),
    reciprocityOfEdges: edges.length === 0 ? null : mutual / edges.length,
    reciprocityOfDyads: edges.length === 0 ? null : mutual / 2 / pairs,
    centralisationIn: centralisation(authors, edges.map(({ to }) => to)),
    centralisationOut: centralisation(authors, edges.map(({ from }) => from)),
    largestComponent: largestComponent(authors, edges),
  };
}

function centralisation(authors: readonly string[], ends: readonly string[]): number | null {
  if (authors.length < 2) return null;
  const degrees = new Map<string, number>();
  for (const end of ends) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const most = [...degrees.values()].reduce((a, b) => Math.max(a, b), 0);
  return (most * authors.length - ends.length) / (authors.length - 1) ** 2;
}

function largestComponent(authors: readonly string[], edges: readonly ReplyEdge[]): number {
  const above = new Map(authors.map((author) => [author, author]));
  const root = (author: string): string => {
    let at = author;
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) {
      above.set(at, above.get(next) ?? next);
      at = next;
    }
    return at;
  };
  for (const { from, to } of edges) above.set(root(from), root(to));
  const sizes = new Map<string, number>();
  for (const author of authors) {
    const top = root(author);
    sizes.set(top, (sizes.get(top) ?? 0) + 1);
  }
  return [...sizes.values()].reduce((a, b) => Math.max(a, b), 0);
}
