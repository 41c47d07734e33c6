import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cooccurrence, logLikelihood2x2, normalisedPmi } from './cooccurrence.ts';

describe('normalised PMI (Bouma 2009)', () => {
  it('is 1 only together, 0 independent, −1 never together', () => {
    expect(normalisedPmi(10, 10, 10, 100)).toBeCloseTo(1, 12);
    expect(normalisedPmi(25, 50, 50, 100)).toBeCloseTo(0, 12);
    expect(normalisedPmi(0, 50, 50, 100)).toBe(-1);
    expect(normalisedPmi(7, 7, 7, 7)).toBe(1);
    // ln(0.2 / (0.4 · 0.3)) / −ln 0.2
    expect(normalisedPmi(20, 40, 30, 100)).toBeCloseTo(0.3173938, 6);
  });
});

// Dunning 1993, table 2: "the swiss", "can be", "previous year".
it.each([[110, 2442, 111, 29114, 270.72], [29, 13, 123, 31612, 263.9], [31, 23, 139, 31584, 256.84]])('log-likelihood of %d %d %d %d', (a, b, c, d, g2) => {
  expect(logLikelihood2x2(a, b, c, d)).toBeCloseTo(g2, 2);
});

describe('cooccurrence', () => {
  it('is empty for no posts', () => {
    expect(cooccurrence([])).toEqual({ posts: 0, nodes: [], edges: [] });
  });

  it('finds who goes together, in a fixed order', () => {
    const posts = [...Array.from({ length: 4 }, () => ['pump', 'oil', 'oil']), ...Array.from({ length: 4 }, () => ['idea', 'vote']), ['idea'], ['idea', 'pump'], []];
    const network = cooccurrence(posts);
    expect(network.posts).toBe(11);
    expect(network.nodes).toEqual([{ term: 'idea', posts: 6 }, { term: 'pump', posts: 5 }, { term: 'oil', posts: 4 }, { term: 'vote', posts: 4 }]);
    expect(network.edges.map(({ a, b, posts: n }) => [a, b, n])).toEqual([['oil', 'pump', 4], ['idea', 'vote', 4]]);
  });

  it('does not depend on the order of posts and terms, and keeps its bounds', () => {
    const post = fc.array(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(post, { maxLength: 30 }), (posts) => {
        const options = { minimumPosts: 1, minimumTogether: 1, minimumNpmi: -1 };
        const network = cooccurrence(posts, options);
        expect(cooccurrence([...posts].reverse().map((p) => [...p].reverse()), options)).toEqual(network);
        for (const edge of network.edges) {
          expect(Math.abs(edge.npmi)).toBeLessThanOrEqual(1 + 1e-12);
          expect(edge.posts).toBe(posts.filter((p) => p.includes(edge.a) && p.includes(edge.b)).length);
        }
      }),
    );
  });
});
