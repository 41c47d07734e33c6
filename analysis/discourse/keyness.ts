/**
 * Which terms a platform uses more, or less, than the rest of the study: significance by
 * log-likelihood, effect size by log ratio. Both are needed: the first grows with the amount of text.
 */
import { byCodeUnit } from './post.ts';
import type { TermCounts } from './terms.ts';

export interface KeyTerm {
  readonly term: string;
  readonly occurrences: number;
  /** Occurrences in the rest of the study. */
  readonly elsewhere: number;
  /** Per million running terms. */
  readonly perMillion: number;
  readonly elsewherePerMillion: number;
  /** How many of the platform's posts have it: a term of one post is that post's, not the platform's. */
  readonly posts: number;
  /** ≥ 0; chi-squared with one degree of freedom if the term were equally frequent in both. */
  readonly g2: number;
  /** Binary logarithm of the ratio of relative frequencies: 1 is twice as frequent, −1 half as frequent. */
  readonly logRatio: number;
  /** Approximate Bayes factor in favour of a difference, G² − ln N (Wilson 2013): above 2 positive, 6 strong, 10 very strong evidence. */
  readonly bic: number;
  /** p of G², times the number of terms compared (Bonferroni), at most 1. */
  readonly p: number;
}

export interface KeynessOptions {
  /** Least occurrences in both together; 5 unless told. Below that chi-squared is a poor approximation. */
  readonly minimum?: number;
  /** Least posts of either side that have the term; 2 unless told. */
  readonly minimumPosts?: number;
}

/**
 * Log-likelihood ratio of a term that occurs `a` times in `c` running terms and `b` times in `d`, as
 * Rayson & Garside (2000) compute Dunning's (1993): 2 · (a ln(a/E₁) + b ln(b/E₂)). It is the same with
 * the sides changed.
 * @returns ≥ 0; 0 where the term or one of the sides is missing altogether
 */
export function logLikelihood(a: number, b: number, c: number, d: number): number {
  if (a + b === 0 || c <= 0 || d <= 0) return 0;
  const expected = (size: number): number => (size * (a + b)) / (c + d);
  const part = (o: number, e: number): number => (o === 0 ? 0 : o * Math.log(o / e));
  return Math.max(0, 2 * (part(a, expected(c)) + part(b, expected(d))));
}

/**
 * Log ratio (Hardie 2014): log₂ of the relative frequencies' ratio; where a side has none, half an
 * occurrence stands for it.
 */
export function logRatio(a: number, b: number, c: number, d: number): number {
  return Math.log2((a === 0 ? 0.5 : a) / c / ((b === 0 ? 0.5 : b) / d));
}

/**
 * Key terms of one body of posts against another.
 * @returns highest G² first, terms of equal G² in code-unit order; those used less than elsewhere have a negative log ratio. Empty where one side has no terms
 */
export function keyness(target: TermCounts, reference: TermCounts, options: KeynessOptions = {}): KeyTerm[] {
  if (target.total === 0 || reference.total === 0) return [];
  const { minimum = 5, minimumPosts = 2 } = options;
  const compared = [...new Set([...target.terms.keys(), ...reference.terms.keys()])]
    .map((term) => ({ term, own: target.terms.get(term) ?? NONE, other: reference.terms.get(term) ?? NONE }))
    .filter(({ own, other }) => own.occurrences + other.occurrences >= minimum && Math.max(own.posts, other.posts) >= minimumPosts);
  return compared
    .map(({ term, own, other }): KeyTerm => {
      const counts = [own.occurrences, other.occurrences, target.total, reference.total] as const;
      const g2 = logLikelihood(...counts);
      return {
        term,
        occurrences: own.occurrences,
        elsewhere: other.occurrences,
        perMillion: (own.occurrences / target.total) * 1e6,
        elsewherePerMillion: (other.occurrences / reference.total) * 1e6,
        posts: own.posts,
        g2,
        logRatio: logRatio(...counts),
        bic: g2 - Math.log(target.total + reference.total),
        p: Math.min(1, chiSquaredTail(g2) * compared.length),
      };
    })
    .sort((x, y) => y.g2 - x.g2 || byCodeUnit(x.term, y.term));
}

const NONE = { occurrences: 0, posts: 0 } as const;

/** Each platform's key terms against all the others together. A study of one platform has nothing to compare with: no terms. */
export function keynessByPlatform(platforms: ReadonlyMap<string, TermCounts>, options: KeynessOptions = {}): Map<string, KeyTerm[]> {
  return new Map(
    [...platforms]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([platform, own]) => [platform, keyness(own, together([...platforms].filter(([other]) => other !== platform).map(([, counts]) => counts)), options)]),
  );
}

function together(bodies: readonly TermCounts[]): TermCounts {
  const terms = new Map<string, { occurrences: number; posts: number }>();
  for (const body of bodies) {
    for (const [term, { occurrences, posts }] of body.terms) {
      const sum = terms.get(term) ?? { occurrences: 0, posts: 0 };
      terms.set(term, { occurrences: sum.occurrences + occurrences, posts: sum.posts + posts });
    }
  }
  return { terms, total: bodies.reduce((sum, b) => sum + b.total, 0), posts: bodies.reduce((sum, b) => sum + b.posts, 0) };
}

/**
 * P(χ² with one degree of freedom > x) = erfc(√(x/2)), by the Chebyshev fit of Press et al.
 * (Numerical Recipes, § 6.2): relative error below 1.2·10⁻⁷ everywhere.
 */
export function chiSquaredTail(x: number): number {
  if (x <= 0) return 1;
  const z = Math.sqrt(x / 2);
  const t = 1 / (1 + z / 2);
  const series = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  return Math.min(1, t * Math.exp(-z * z + series.reduceRight((sum, coefficient) => sum * t + coefficient, 0)));
}
