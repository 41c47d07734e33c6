/** Messages of a mailing list that stand on a page each: threads by what they say they answer, and by subject. */
import type { ReadThread } from './types.ts';

/** A subject taken up again after so long is another thread. */
const LONGEST_PAUSE_DAYS = 45;

/** @returns for the index of each page with one message the thread it belongs to, named by the address of its first */
export function joinMessages(parts: readonly ReadThread[]): ReadonlyMap<number, string> {
  const single = parts.flatMap((p, i) => (p.kind === 'mailing-list' && p.posts.length === 1 ? [i] : []));
  const above = new Map<number, number>();
  const top = (i: number): number => {
    let at = i;
    for (let up = above.get(at); up !== undefined; up = above.get(at)) at = up;
    return at;
  };
  const join = (a: number, b: number): void => {
    const [one, other] = [top(a), top(b)].sort((x, y) => compareTime(parts, x, y) || x - y) as [number, number];
    if (one !== other) above.set(other, one);
  };
  const byKey = new Map<string, number>();
  for (const i of single) byKey.set(parts[i]?.posts[0]?.key ?? '', i);
  for (const i of single) {
    const to = parts[i]?.posts[0]?.replyTo;
    const target = typeof to === 'string' ? byKey.get(to) : undefined;
    if (target !== undefined) join(i, target);
  }
  const bySubject = new Map<string, number[]>();
  for (const i of single) {
    const part = parts[i] as ReadThread;
    const key = `${archiveOf(part.address)} ${subjectOf(part.title)}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), i]);
  }
  for (const list of bySubject.values()) {
    list.sort((a, b) => compareTime(parts, a, b) || a - b);
    for (let k = 1; k < list.length; k += 1) {
      const before = list[k - 1] as number;
      const i = list[k] as number;
      // One that opens a thread by its subject without "Re:" begins another unless it follows at once.
      if (days(parts, before, i) <= LONGEST_PAUSE_DAYS) join(i, before);
    }
  }
  return new Map(single.map((i) => [i, `mail ${parts[top(i)]?.address ?? ''}`]));
}

function timeOf(parts: readonly ReadThread[], i: number): string {
  return parts[i]?.posts[0]?.time?.at ?? '';
}

function compareTime(parts: readonly ReadThread[], a: number, b: number): number {
  const one = timeOf(parts, a);
  const other = timeOf(parts, b);
  return one < other ? -1 : one > other ? 1 : 0;
}

function days(parts: readonly ReadThread[], a: number, b: number): number {
  const span = Date.parse(timeOf(parts, b)) - Date.parse(timeOf(parts, a));
  return Number.isNaN(span) ? 0 : Math.abs(span) / 86_400_000;
}

/** All months of a list lie below one address. */
function archiveOf(address: string): string {
  return address.replace(/[^/]*$/u, '').replace(/\/(?:19|20)\d\d[-_]?\w*\/$/u, '/');
}

export function subjectOf(title: string): string {
  let subject = title;
  for (let before = ''; before !== subject;) {
    before = subject;
    subject = subject.replace(/^\s*(?:(?:re|aw|sv|res|antw|fwd?|wg|tr|enc)\s*(?:\[\d+\]|\(\d+\))?\s*:|\[[^\]]{1,40}\])\s*/iu, '');
  }
  return subject.toLowerCase().replace(/\s+/gu, ' ').trim();
}
