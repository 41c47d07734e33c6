/**
 * Cohen's kappa for two coders on nominal values (Cohen 1960).
 * @returns null where it is not defined: no units, or both coders used one and the same value throughout
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number | null {
  const n = pairs.length;
  if (n === 0) return null;
  const share = (coder: 0 | 1, value: string): number => pairs.filter((p) => p[coder] === value).length / n;
  const observed = pairs.filter(([a, b]) => a === b).length / n;
  const values = new Set(pairs.flat());
  const expected = [...values].reduce((sum, v) => sum + share(0, v) * share(1, v), 0);
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
