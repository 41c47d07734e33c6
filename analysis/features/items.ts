/** Lists of what is on a page (links, phrases, controls …), with what of them passes tests, each asked once of each item. */
import { isLabel, labelsOf } from './words/index.ts';
import type { Concept } from './words/concepts.ts';

export interface Items<T> {
  readonly all: readonly T[];
  /** Those that pass, in their order. The test may look at nothing but the item and what is the same in all views of a page. */
  that(test: (item: T) => boolean): readonly T[];
  /** Those whose words are a label of the concept, in their order. */
  labelled(concept: Concept): readonly T[];
  /** What an item of the whole page's list is in this one; null when it is gone. */
  again(item: T): T | null;
}

const NONE: readonly never[] = [];

/** @param wordsOf what an item says */
export function itemsOf<T>(all: readonly T[], wordsOf: (item: T) => string): Items<T> {
  let byConcept: Map<Concept, T[]> | null = null;
  const sorted = (): Map<Concept, T[]> => {
    const map = new Map<Concept, T[]>();
    for (const item of all) {
      for (const concept of labelsOf(wordsOf(item))) {
        const list = map.get(concept);
        if (list === undefined) map.set(concept, [item]);
        else list.push(item);
      }
    }
    return map;
  };
  return {
    all,
    that: kept((test) => all.filter(test)),
    labelled: (concept) => (byConcept ??= sorted()).get(concept) ?? NONE,
    again: (item) => item,
  };
}

/**
 * What is left of a list on the page less some elements: only the items that have changed are tested again.
 * @param again the item as it is now (the same object when nothing of it has changed); null when it is gone
 */
export function itemsLess<T>(whole: Items<T>, again: (item: T) => T | null, wordsOf: (item: T) => string): Items<T> {
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
  const left = (before: readonly T[], test: (item: T) => boolean): readonly T[] => {
    const old = before.filter((item) => now.get(item) === item);
    const more = fresh.filter(test);
    if (more.length === 0) return old;
    const passed = new Set([...old, ...more]);
    return all.filter((item) => passed.has(item));
  };
  return {
    all,
    that: kept((test) => left(whole.that(test), test)),
    labelled: (concept) => left(whole.labelled(concept), (item) => isLabel(concept, wordsOf(item))),
    again: (item) => now.get(item) ?? null,
  };
}

/** Makes a list for each test once. */
export function kept<T>(make: (test: (item: T) => boolean) => readonly T[]): Items<T>['that'] {
  const known = new Map<(item: T) => boolean, readonly T[]>();
  return (test) => {
    let hits = known.get(test);
    if (hits === undefined) known.set(test, (hits = make(test)));
    return hits;
  };
}
