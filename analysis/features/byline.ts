/** Who wrote it: names of members in the place of an author, whatever the classes and addresses are called. */
import { isText, type ChildNode, type Element } from 'domhandler';
import { isElement, parentOf } from './nodes.ts';
import type { Link, PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';

/** A name as people are called or call themselves: one to four short words, no sentence. */
const NAME_LIKE = /^[\p{Lu}\p{Ll}\d][\p{L}\d._'’-]*(?: [\p{Lu}\d][\p{L}\d._'’-]*){0,3}$/u;

/** Where something is from is mostly a place, or a type that code converts. */
const FROM = /(?:^|\s)from\P{L}*$/iu;

/**
 * A linked name in the place of an author: behind "by", as the value beside a label such as "Design by", or before
 * "wrote", "asked" or a date that goes with it.
 */
export function isByline(view: PageView, link: Link): boolean {
  if (!NAME_LIKE.test(link.name) || !/\p{L}/u.test(link.name)) return false;
  if (/(?:^|\s)author(?:\s|$)/iu.test(link.el.attribs['rel'] ?? '')) return true;
  const label = labelBefore(view, link.el);
  // "Design by", "Video by": a sentence that happens to end in "by" is longer.
  if (label !== null && !FROM.test(label) && !link.prose && label.split(/\s+/u).length <= 3 && (isLabel('by', label) || isLabel('by', label.split(/\s+/u).at(-1) ?? ''))) return true;
  const behind = textBehind(link.el).slice(0, 60);
  return mentions('wrote', behind.split(/\s+/u).slice(0, 3).join(' '));
}

/** The text right before an element: in its line, or in the term or cell that stands before it. */
function labelBefore(view: PageView, el: Element): string | null {
  let text = '';
  for (let at = el.prev; at !== null; at = at.prev) text = `${textOfNode(at)}${text}`;
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line !== '') return line.replace(/[:\s]+$/u, '').split(/[.|·•,;]\s*/u).at(-1) ?? null;
  const parent = parentOf(el);
  if (parent === null) return null;
  let before = parent.prev;
  while (before !== null && !isElement(before)) before = before.prev;
  return before !== null && isElement(before) && /^(?:dt|th|td|label|b|strong|span)$/u.test(before.name) ? view.text(before).replace(/[:\s]+$/u, '') : null;
}

/** The text right behind an element, out to the block it stands in. */
function textBehind(el: Element): string {
  let text = '';
  for (let at: Element | null = el, depth = 0; at !== null && depth < 3 && text.trim() === ''; at = parentOf(at), depth += 1) {
    if (depth > 0 && /^(?:li|p|div|td|th|tr|article|section|body)$/u.test(at.name)) break;
    for (let next = at.next; next !== null; next = next.next) text += textOfNode(next);
  }
  return text.replace(/\s+/gu, ' ').trim();
}

function textOfNode(node: ChildNode): string {
  if (isText(node)) return node.data;
  return isElement(node) && !/^(?:script|style|template)$/u.test(node.name) ? node.children.map(textOfNode).join('') : '';
}
