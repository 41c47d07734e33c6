/** Which terms stand together in posts, as a network. */
import { byCodeUnit } from './post.ts';

export interface TermNode {
  readonly term: string;
  /** How many posts have it. */
  readonly posts: number;
}

export interface TermEdge {
  /** Of the two terms the first in code-unit order. */
  readonly a: string;
  readonly b: string;
  /** Posts that have both. */
  readonly posts: number;
  /** −1 (never together) … 0 (independent) … 1 (only together); Bouma 2009. */
  readonly npmi: number;
  /** Log-likelihood ratio of the 2 × 2 table of posts (Dunning 1993); ≥ 0, large both for attraction and for avoidance. */
  readonly g2: number;
}

export interface TermNetwork {
  /** All posts, with terms or without. */
  readonly posts: number;
  readonly nodes: readonly TermNode[];
  readonly edges: readonly TermEdge[];
}

export interface CooccurrenceOptions {
  /** Most frequent terms that become nodes; 150 unless told, at most 2,000. */
  readonly nodes?: number;
  /** Least posts of a node; 3 unless told. */
  readonly minimumPosts?: number;
  /** Least posts of an edge; 3 unless told: NPMI overrates pairs seen once or twice. */
  readonly minimumTogether?: number;
  /** Least NPMI of an edge; 0.1 unless told. */
  readonly minimumNpmi?: number;
  /** At most so many edges; 500 unless told. */
  readonly edges?: number;
}

/**
 * The network of the terms that most posts have. A term counts once a post. Memory is bounded by the
 * square of the number of nodes, whatever the number of posts.
 * @param posts each post's terms (repetitions do not count); read twice
 * @returns nodes by falling frequency, edges by falling G²; equal ones in code-unit order. Nodes without edges are kept. Empty for no posts
 */
export function cooccurrence(posts: Iterable<Iterable<string>>, options: CooccurrenceOptions = {}): TermNetwork {
  const { minimumPosts = 3, minimumTogether = 3, minimumNpmi = 0.1 } = options;
  const frequencies = new Map<string, number>();
  let total = 0;
  for (const post of posts) {
    total += 1;
    for (const term of new Set(post)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const nodes = [...frequencies]
    .map(([term, count]): TermNode => ({ term, posts: count }))
    .filter((node) => node.posts >= minimumPosts)
    .sort((x, y) => y.posts - x.posts || byCodeUnit(x.term, y.term))
    .slice(0, Math.min(options.nodes ?? 150, 2000));

  const size = nodes.length;
  const index = new Map(nodes.map(({ term }, i) => [term, i]));
  const together = new Uint32Array(size * size);
  for (const post of posts) {
    const present = [...new Set(post)].map((term) => index.get(term)).filter((i) => i !== undefined);
    for (const i of present) for (const j of present) if (i < j) together[i * size + j] = (together[i * size + j] ?? 0) + 1;
  }

  const edges: TermEdge[] = [];
  nodes.forEach((x, i) => {
    for (let j = i + 1; j < size; j += 1) {
      const y = nodes[j];
      const both = together[i * size + j] ?? 0;
      if (y === undefined || both < Math.max(1, minimumTogether)) continue;
      const npmi = normalisedPmi(both, x.posts, y.posts, total);
      if (npmi < minimumNpmi) continue;
      const [a, b] = byCodeUnit(x.term, y.term) < 0 ? [x.term, y.term] : [y.term, x.term];
      edges.push({ a, b, posts: both, npmi, g2: logLikelihood2x2(both, x.posts - both, y.posts - both, total - x.posts - y.posts + both) });
    }
  });
  edges.sort((x, y) => y.g2 - x.g2 || y.npmi - x.npmi || byCodeUnit(x.a, y.a) || byCodeUnit(x.b, y.b));
  return { posts: total, nodes, edges: edges.slice(0, options.edges ?? 500) };
}

/**
 * Normalised pointwise mutual information, ln(p(x,y) / (p(x) p(y))) / −ln p(x,y) (Bouma 2009), from
 * counts of posts. Never together is −1; both in every post is 1, the limit, though they then say
 * nothing about each other.
 */
export function normalisedPmi(both: number, x: number, y: number, posts: number): number {
  if (both === 0) return -1;
  if (both === posts) return 1;
  return Math.log((both * posts) / (x * y)) / -Math.log(both / posts);
}

/** Dunning's log-likelihood ratio, 2 Σ O ln(O/E) over the four cells of a table of counts. */
export function logLikelihood2x2(a: number, b: number, c: number, d: number): number {
  const n = a + b + c + d;
  const cell = (o: number, row: number, column: number): number => (o === 0 ? 0 : o * Math.log((o * n) / (row * column)));
  return Math.max(0, 2 * (cell(a, a + b, a + c) + cell(b, a + b, b + d) + cell(c, c + d, a + c) + cell(d, c + d, b + d)));
}
