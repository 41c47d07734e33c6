/** A frontier that is not kept: for trying out, and to say in plain code what store/frontier.ts does in SQL. */
import type { Failure, Frontier, NewUrl, UrlState } from './frontier.ts';

interface Entry extends NewUrl {
  state: UrlState;
  kind: string;
  reason: string;
}

export function memoryFrontier(): Frontier & { pages(): string[] } {
  const entries = new Map<string, Entry>();
  const notes = new Map<string, string>();
  const inHand = new Set<string>();
  const seen: string[] = [];
  const add = (urls: readonly NewUrl[]): void => {
    for (const url of urls) if (!entries.has(url.key)) entries.set(url.key, { ...url, priority: Math.round(url.priority), state: 'queued', kind: '', reason: '' });
  };
  const taken = ({ key, url, priority, depth, referrer, secondary, pattern }: Entry): NewUrl => {
    inHand.add(key);
    return { key, url, priority, depth, referrer, secondary, pattern };
  };
  return {
    add,
    next(secondary) {
      let best: Entry | null = null;
      // A Map keeps the order of finding, so that the first of equals stays.
      for (const entry of entries.values()) {
        if (entry.state !== 'queued' || entry.secondary !== secondary || inHand.has(entry.key)) continue;
        if (!best || entry.priority > best.priority || (entry.priority === best.priority && entry.depth < best.depth)) best = entry;
      }
      return best && taken(best);
    },
    take(key) {
      const entry = entries.get(key);
      return entry?.state === 'queued' ? taken(entry) : null;
    },
    letGo: () => inHand.clear(),
    settle({ key, state, reason = '', kind = '', alsoDone = [], found = [], pages = [] }) {
      const entry = entries.get(key);
      inHand.delete(key);
      if (entry) Object.assign(entry, { state, reason, kind });
      for (const other of alsoDone) {
        const known = entries.get(other);
        if (!entry) continue;
        if (known) Object.assign(known, { state: 'done', reason: '', kind: '' });
        else entries.set(other, { ...entry, key: other, state: 'done', pattern: '', reason: '', kind: '' });
      }
      add(found);
      seen.push(...pages);
    },
    commit(kept) {
      for (const [name, value] of Object.entries(kept)) notes.set(name, value);
    },
    has: (key) => entries.has(key),
    stateOf: (key) => entries.get(key)?.state ?? null,
    counts(secondary) {
      const counts = { queued: 0, done: 0, failed: 0, refused: 0 };
      for (const entry of entries.values()) if (entry.secondary === secondary) counts[entry.state]++;
      return counts;
    },
    patterns() {
      const counts = new Map<string, number>();
      for (const { pattern } of entries.values()) if (pattern !== '') counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
      return counts;
    },
    failures: () => [...entries.values()].flatMap(({ url, state, kind, reason }): Failure[] => (state === 'failed' || state === 'refused' ? [{ url, state, kind, reason }] : [])),
    pages: () => [...seen],
    note: (name) => notes.get(name) ?? null,
    setNote: (name, value) => void notes.set(name, value),
    close() {},
  };
}
