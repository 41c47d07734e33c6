/**
 * Gower's general dissimilarity (Gower 1971, Biometrics 27:857) over nominal and set-valued dimensions.
 * A dimension missing on either side does not count. Sets are compared by Jaccard's index.
 */
export interface Item {
  readonly id: string;
  /** Per dimension the values of the item; none means missing, several a set. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** @returns dissimilarity from 0 to 1, rounded to 1e-6 so that equal distances are equal; 0 when nothing can be compared */
export function gower(a: Item, b: Item, dimensions: readonly string[]): number {
  let compared = 0;
  let sum = 0;
  for (const dimension of dimensions) {
    const left = new Set(a.values[dimension] ?? []);
    const right = new Set(b.values[dimension] ?? []);
    if (left.size === 0 || right.size === 0) continue;
    const shared = [...left].filter((v) => right.has(v)).length;
    compared += 1;
    sum += 1 - shared / (left.size + right.size - shared);
  }
  return compared === 0 ? 0 : Math.round((sum / compared) * 1e6) / 1e6;
}
