import { expect, it } from 'vitest';
import { cohensKappa } from './cohen.ts';

it('gives the textbook value (Cohen 1960: 20 of 50 both yes, 15 both no, 5 and 10 apart)', () => {
  const pairs = [...Array<[string, string]>(20).fill(['y', 'y']), ...Array<[string, string]>(5).fill(['y', 'n']), ...Array<[string, string]>(10).fill(['n', 'y']), ...Array<[string, string]>(15).fill(['n', 'n'])];
  expect(cohensKappa(pairs)).toBeCloseTo(0.4, 10);
});

it('is not defined without variation or without units', () => {
  expect(cohensKappa([['a', 'a'], ['a', 'a']])).toBeNull();
  expect(cohensKappa([])).toBeNull();
});
