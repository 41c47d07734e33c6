/** Lists of what is on a page (links, phrases, controls …), with what of them passes tests, each asked once of each item. */

export interface Items<T> {
  readonly all: readonly T[];
  /** Those that pass, in their order. The test may look at nothing but the item and what is the same in all views of a page. */
  that(test: (item: T) => boolean): readonly T[];
  /** What an item of the whole page's list is in this one; null when it is gone. */
  again(item: T): T | null;
}

export function itemsOf<T>(all: readonly T[]): Items<T> {
  return { all, that: kept((test) => all.filter(test)), again: (item) => item };
}

/**
 * What is left of a list on the page less some elements: only the items that have changed are tested again.
 * @param again the item as it is now (the same object when nothing of it has changed); null when it is gone
 */
export function itemsLess<T>(whole: Items<T>, again: (item: T) => T | null): Items<T> {
  const all: T[] = [];
  const fresh: T[] = [];
  const now = new Map<T, T>();
  for (const old of whole.all) {
    const item = again(old);
    if (item === null) continue;
    all.push(item);
    now.set(old, item);
    if (item !== old) fresh.push(item);
  }
  return {
    all,
    that: kept((test) => {
      const old = whole.that(test).filter((item) => now.get(item) === item);
      const more = fresh.filter(test);
      if (more.length === 0) return old;
      const passed = new Set([...old, ...more]);
      return all.filter((item) => passed.has(item));
    }),
    again: (item) => now.get(item) ?? null,
  };
}

function kept<T>(make: (test: (item: T) => boolean) => readonly T[]): Items<T>['that'] {
  const known = new Map<(item: T) => boolean, readonly T[]>();
  return (test) => {
    let hits = known.get(test);
    if (hits === undefined) known.set(test, (hits = make(test)));
    return hits;
  };
}
