/** A post as the measures read it: plain data, names already replaced by pseudonyms. */
export interface DiscoursePost {
  readonly id: string;
  /** Id of its thread; unique over platforms. */
  readonly thread: string;
  readonly platform: string;
  /** Pseudonym; null when the page names nobody. */
  readonly author: string | null;
  /** ISO 8601, as long as it is precise: `2012`, `2012-11`, `2012-11-15`, `2012-11-15T10:20Z`; null when undated. Without a zone it is UTC. */
  readonly postedAt: string | null;
  readonly text: string;
  /** ISO 639-1 code; null when it cannot be told. */
  readonly language: string | null;
  /** Id of the post it answers; null for an opening post and where it cannot be told. */
  readonly replyTo: string | null;
  /** It opens its thread. */
  readonly opens: boolean;
  readonly votes: number | null;
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Values by key, keys in the order of their first value. */
export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
