/** How unequally members take part. Only those who posted are seen: the silent majority of a platform is in none of these numbers. */
import { byCodeUnit } from './post.ts';
import type { DiscoursePost } from '../../core/types.ts';

export interface Participation {
  /** Most active first, equal ones in code-unit order. */
  readonly authors: readonly { readonly author: string; readonly posts: number }[];
  /** Posts whose author is known: what all shares are of. */
  readonly posts: number;
  /** Posts without a known author, left out. */
  readonly anonymous: number;
  /** Gini coefficient of posts over authors: 0 all equal … 1 − 1/n one of n wrote everything (Gini 1912); null without authors. */
  readonly gini: number | null;
  /** The same times n/(n−1), which takes out the downward bias of few authors (Deltas 2003): 0 … 1; null with fewer than two. */
  readonly giniCorrected: number | null;
  readonly shares: ParticipationShares | null;
  /** Share of the authors who posted once; null without authors. */
  readonly oneTime: number | null;
}

/**
 * Shares of the posts (0 … 1, together 1) by the most active 1 %, the next 9 % and the other 90 % of
 * the authors: Nielsen's (2006) 90-9-1 rule as van Mierlo (2014) measured it. Nielsen's 90 % do not
 * post at all; here everybody has posted, so the shares understate the inequality of the membership.
 */
export interface ParticipationShares {
  readonly top1: number;
  readonly next9: number;
  readonly other90: number;
  /** Fewer than 100 authors: 1 % is less than one person, whose posts then count in proportion. */
  readonly few: boolean;
}

/** @returns for no posts: no authors, and null for what is not defined */
export function participation(posts: readonly Pick<DiscoursePost, 'author'>[]): Participation {
  const counts = new Map<string, number>();
  for (const { author } of posts) if (author !== null) counts.set(author, (counts.get(author) ?? 0) + 1);
  const authors = [...counts].map(([author, n]) => ({ author, posts: n })).sort((a, b) => b.posts - a.posts || byCodeUnit(a.author, b.author));
  const values = authors.map((a) => a.posts);
  const total = values.reduce((sum, n) => sum + n, 0);
  const inequality = gini(values);
  return {
    authors,
    posts: total,
    anonymous: posts.length - total,
    gini: inequality,
    giniCorrected: inequality === null || values.length < 2 ? null : (inequality * values.length) / (values.length - 1),
    shares: shares(values),
    oneTime: values.length === 0 ? null : values.filter((n) => n === 1).length / values.length,
  };
}

/**
 * Gini coefficient of values ≥ 0, Σ (2i − n − 1) xᵢ / (n Σ x) over the values in rising order: half the
 * relative mean difference of all pairs.
 * @returns 0 … 1 − 1/n; null for no values or none above 0
 */
export function gini(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const sum = sorted.reduce((total, x) => total + x, 0);
  if (n === 0 || sum <= 0) return null;
  return Math.max(0, sorted.reduce((total, x, i) => total + (2 * (i + 1) - n - 1) * x, 0) / (n * sum));
}

/** Shares read off the Lorenz curve, on which a part of a person counts in proportion. */
function shares(values: readonly number[]): ParticipationShares | null {
  const falling = [...values].sort((a, b) => b - a);
  const sum = falling.reduce((total, x) => total + x, 0);
  if (sum === 0) return null;
  const top = (share: number): number => {
    const people = share * falling.length;
    const whole = Math.floor(people);
    return (falling.slice(0, whole).reduce((total, x) => total + x, 0) + (people - whole) * (falling[whole] ?? 0)) / sum;
  };
  const [one, ten] = [top(0.01), top(0.1)];
  return { top1: one, next9: ten - one, other90: 1 - ten, few: falling.length < 100 };
}
