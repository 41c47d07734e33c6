import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gower, type Item } from './gower.ts';
import { maximumVariation } from './max-variation.ts';

const item = fc.record({ type: fc.constantFrom('a', 'b', 'c'), sector: fc.constantFrom('x', 'y', 'z', 'w') });
const items = fc.array(item, { minLength: 3, maxLength: 9 }).map((list) => list.map((v, n): Item => ({ id: `i${n}`, values: { type: [v.type], sector: [v.sector] } })));
const dimensions = ['type', 'sector'];

describe('maximum variation', () => {
  it('is as good as the best of all subsets', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 2, max: 3 }), (list, k) => {
        const all = (from: readonly Item[], n: number): Item[][] => (n === 0 ? [[]] : from.flatMap((x, i) => all(from.slice(i + 1), n - 1).map((rest) => [x, ...rest])));
        const spread = (choice: readonly Item[]): number => Math.min(...choice.flatMap((a, i) => choice.slice(i + 1).map((b) => gower(a, b, dimensions))));
        const best = Math.max(...all(list, k).map(spread));
        expect(maximumVariation(list, dimensions, k).objective).toBe(best);
      }),
    );
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(items, fc.integer(), (list, seed) => {
        const shuffled = [...list].sort((a, b) => ((a.id.charCodeAt(1) * 7919 + seed) % 13) - ((b.id.charCodeAt(1) * 7919 + seed) % 13));
        expect(maximumVariation(shuffled, dimensions, 3)).toEqual(maximumVariation(list, dimensions, 3));
      }),
    );
  });

  it('keeps forced items in', () => {
    const list = ['a', 'a', 'b', 'c'].map((t, n): Item => ({ id: `i${n}`, values: { type: [t], sector: ['x'] } }));
    expect(maximumVariation(list, dimensions, 3, ['i0', 'i1']).chosen).toEqual(expect.arrayContaining(['i0', 'i1']));
  });
});
