import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquaredTail, keyness, keynessByPlatform, logLikelihood, logRatio } from './keyness.ts';
import { countTerms } from './terms.ts';

const count = fc.integer({ min: 0, max: 1000 });
const size = fc.integer({ min: 1000, max: 100_000 });

describe('log-likelihood and log ratio', () => {
  // scipy.stats.power_divergence(lambda_='log-likelihood'), scipy 1.17
  it.each([
    [120, 30, 40_000, 60_000, 100.43858601430028, 2.584962500721156],
    [5, 0, 1000, 9000, 23.02585092994046, 6.491853096329675],
    [3, 97, 5000, 5000, 111.6810024760357, -5.014950341465972],
  ])('of %d and %d in %d and %d', (a, b, c, d, g2, ratio) => {
    expect(logLikelihood(a, b, c, d)).toBeCloseTo(g2, 9);
    expect(logRatio(a, b, c, d)).toBeCloseTo(ratio, 9);
  });

  it('are the same from either side, the ratio with the other sign', () => {
    fc.assert(
      fc.property(count, count, size, size, (a, b, c, d) => {
        expect(logLikelihood(a, b, c, d)).toBeCloseTo(logLikelihood(b, a, d, c), 8);
        expect(logRatio(a, b, c, d)).toBeCloseTo(-logRatio(b, a, d, c), 8);
        expect(logLikelihood(a, b, c, d)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are nothing where both use it alike', () => {
    expect(logLikelihood(10, 30, 1000, 3000)).toBeCloseTo(0, 10);
    expect(logRatio(10, 30, 1000, 3000)).toBeCloseTo(0, 10);
    expect(logLikelihood(0, 0, 1000, 3000)).toBe(0);
  });
});

// scipy.stats.chi2.sf(x, 1)
it.each([[0.5, 0.47950012218695337], [3.841458820694124, 0.05], [10.83, 0.0009986863791802592], [40, 2.5396285894708634e-10], [200, 2.0884875837625688e-45]])('chi-squared tail of %d', (x, p) => {
  expect(chiSquaredTail(x) / p).toBeCloseTo(1, 6);
});

describe('keyness', () => {
  const body = (terms: Record<string, number>, posts: number) => countTerms(Array.from({ length: posts }, () => new Map(Object.entries(terms))));

  it('puts first what one platform has and the others do not, and says how much', () => {
    const keys = keynessByPlatform(new Map([['A', body({ idea: 2, pump: 2 }, 10)], ['B', body({ idea: 2, oil: 1 }, 10)], ['C', body({ idea: 1 }, 10)]]));
    const [first, second, third] = keys.get('A') ?? [];
    expect(first).toMatchObject({ term: 'pump', occurrences: 20, elsewhere: 0, posts: 10, perMillion: 500_000 });
    // pump, oil and idea were compared.
    expect(first?.p).toBeCloseTo(3 * chiSquaredTail(first?.g2 ?? 0), 12);
    expect(first?.bic).toBeCloseTo((first?.g2 ?? 0) - Math.log(80), 12);
    expect([second?.term, third?.term].sort()).toEqual(['idea', 'oil']);
    expect(keys.get('A')?.find((k) => k.term === 'oil')?.logRatio).toBeLessThan(0);
  });

  it('leaves out the rare, and what one post alone says', () => {
    const target = countTerms([new Map([['signature', 50], ['idea', 3]]), new Map([['idea', 3], ['rare', 2]])]);
    expect(keyness(target, body({ idea: 1 }, 10)).map((k) => k.term)).toEqual(['idea']);
  });

  it('compares nothing with nothing', () => {
    expect(keyness(body({ idea: 9 }, 3), body({}, 3))).toEqual([]);
    expect(keynessByPlatform(new Map([['A', body({ idea: 9 }, 3)]])).get('A')).toEqual([]);
  });
});
