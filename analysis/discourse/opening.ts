/** The post that opens a thread where it is built otherwise than those that answer it: an article, a question, an idea. */
import type { Element } from 'domhandler';
import { isElement, parentOf } from '../features/nodes.ts';
import { boxOf, isPostMarked } from './records.ts';
import type { RecordBox } from './records.ts';
import type { Signals } from './signals.ts';

/** Fewer letters than these are a heading's company, no post. */
const LEAST = 40;

/** What stands between the heading and the first record; null when that is nothing that somebody wrote. */
export function openingBefore(signals: Signals, heading: Element | null, first: RecordBox): RecordBox | null {
  const firstRoot = first.roots[0];
  if (firstRoot === undefined) return null;
  const above = new Set<Element>();
  for (let at = parentOf(firstRoot); at !== null; at = parentOf(at)) above.add(at);
  let top: Element | null = null;
  if (heading !== null && signals.at(heading) < first.from) {
    top = parentOf(heading);
    while (top !== null && !above.has(top)) top = parentOf(top);
  }
  if (top === null) {
    // No heading: up to what is marked as a post, or to the main part of the page.
    for (let at = parentOf(firstRoot); at !== null; at = parentOf(at)) {
      if (at.name === 'body') break;
      top = at;
      if (at.name === 'article' || at.name === 'main' || isPostMarked(at)) break;
      if (signals.mass(signals.at(at), first.from - 1) >= 2 * LEAST) break;
    }
  }
  if (top === null) return null;
  const roots: Element[] = [];
  let level: Element | null = top;
  while (level !== null) {
    let next: Element | null = null;
    for (const child of level.children) {
      if (!isElement(child)) continue;
      if (child === firstRoot || above.has(child)) {
        next = child === firstRoot ? null : child;
        break;
      }
      if (!signals.view.has(child) || child.name === 'form') continue;
      const place = signals.view.place(child);
      if (place === 'nav' || place === 'aside' || place === 'banner' || (place === 'header' && !holds(signals, child, heading))) continue;
      if (heading !== null && signals.last(child) < signals.at(heading) && !(signals.mass(signals.at(child), signals.last(child)) >= LEAST)) {
        if (!signals.authors.some((a) => a.at >= signals.at(child) && a.at <= signals.last(child) && a.strength >= 3)) continue;
      }
      roots.push(child);
    }
    level = next;
  }
  return worth(signals, roots);
}

/** Without answers: the part of the page that the heading is of. */
export function openingAlone(signals: Signals, heading: Element): RecordBox | null {
  let best: Element | null = null;
  for (let at = parentOf(heading); at !== null && at.name !== 'html'; at = parentOf(at)) {
    if (at.name === 'body' && best !== null) break;
    const from = signals.at(at);
    const to = signals.last(at);
    if (signals.mass(from, to) < 2 * LEAST) continue;
    const has = (list: readonly { readonly at: number }[]): boolean => list.some((s) => s.at >= from && s.at <= to);
    best = at;
    if (has(signals.times) && has(signals.authors)) break;
    if (at.name === 'article' || at.name === 'main' || isPostMarked(at)) break;
  }
  return best === null ? null : worth(signals, [best]);
}

function worth(signals: Signals, roots: readonly Element[]): RecordBox | null {
  if (roots.length === 0) return null;
  const mass = roots.reduce((sum, r) => sum + signals.mass(signals.at(r), signals.last(r)), 0);
  return mass >= LEAST ? boxOf(signals, roots) : null;
}

function holds(signals: Signals, el: Element, inner: Element | null): boolean {
  return inner !== null && signals.at(inner) >= signals.at(el) && signals.at(inner) <= signals.last(el);
}
