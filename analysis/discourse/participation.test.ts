import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gini, participation } from './participation.ts';

const by = (...posts: readonly number[]): { author: string }[] => posts.flatMap((n, i) => Array.from({ length: n }, () => ({ author: `m${i}` })));
const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }).filter((v) => v.some((x) => x > 0));

describe('Gini coefficient', () => {
  it('agrees with the relative mean difference', () => {
    expect(gini([1, 2, 3, 4, 5])).toBeCloseTo(4 / 15, 12);
    // numpy: abs(x[:,None] - x).mean() / 2 / x.mean()
    expect(gini([1, 1, 1, 2, 2, 3, 5, 8, 20, 57])).toBeCloseTo(0.682, 12);
    expect(gini([0, 0, 0, 9])).toBeCloseTo(0.75, 12);
    expect(gini([])).toBeNull();
    expect(gini([0, 0])).toBeNull();
  });

  it('is in [0, 1), and the same for other units, another order and two such platforms together', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (x, k) => {
        const g = gini(x) ?? NaN;
        expect(g).toBeGreaterThanOrEqual(0);
        expect(g).toBeLessThanOrEqual(1 - 1 / x.length + 1e-12);
        expect(gini(x.map((v) => v * k))).toBeCloseTo(g, 10);
        expect(gini([...x].reverse())).toBe(g);
        expect(gini([...x, ...x])).toBeCloseTo(g, 10);
      }),
    );
  });
});

describe('participation', () => {
  it('gives the shares of the 90-9-1 rule', () => {
    // One of 100 wrote 110, nine wrote 10 each, ninety wrote 1.
    const found = participation([...by(110, ...Array.from({ length: 9 }, () => 10), ...Array.from({ length: 90 }, () => 1)), { author: null }]);
    expect(found).toMatchObject({ posts: 290, anonymous: 1, oneTime: 0.9 });
    expect(found.authors[0]).toEqual({ author: 'm0', posts: 110 });
    expect(found.shares?.top1).toBeCloseTo(110 / 290, 12);
    expect(found.shares?.next9).toBeCloseTo(90 / 290, 12);
    expect(found.shares?.other90).toBeCloseTo(90 / 290, 12);
    expect(found.shares?.few).toBe(false);
  });

  it('counts parts of a person where the authors are few', () => {
    expect(participation(by(6, 2, 1, 1)).shares).toMatchObject({ few: true, top1: expect.closeTo((0.04 * 6) / 10, 12) });
    expect(participation(by(6, 2, 1, 1)).giniCorrected).toBeCloseTo(((gini([6, 2, 1, 1]) ?? 0) * 4) / 3, 12);
  });

  it('does not define what nobody or one alone did', () => {
    expect(participation([])).toEqual({ authors: [], posts: 0, anonymous: 0, gini: null, giniCorrected: null, shares: null, oneTime: null });
    expect(participation(by(3))).toMatchObject({ gini: 0, giniCorrected: null });
    expect(participation([{ author: null }])).toMatchObject({ posts: 0, anonymous: 1, gini: null });
  });

  it('has shares that are a whole, the most active never behind their part', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 150 }), (posts) => {
        const shares = participation(by(...posts)).shares;
        const [a, b, c] = [shares?.top1 ?? NaN, shares?.next9 ?? NaN, shares?.other90 ?? NaN];
        expect(a + b + c).toBeCloseTo(1, 10);
        expect(a).toBeGreaterThanOrEqual(0.01 - 1e-12);
        expect(a + b).toBeGreaterThanOrEqual(0.1 - 1e-12);
      }),
    );
  });
});
