/**
 * The text of a page as one string of which the text of every element is a part, so that asking for
 * it copies nothing, however deep the element holds it.
 */
import type { AnyNode, Element } from 'domhandler';
import { collapsed, fold } from './document.ts';
import { endOf, isElement, isText, orderOf } from './nodes.ts';

export const BLOCK: ReadonlySet<string> = new Set(['li', 'p', 'td', 'th', 'div', 'dd', 'dt', 'section', 'article', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'form', 'ul', 'ol', 'nav', 'table', 'tr', 'header', 'footer', 'aside', 'main', 'fieldset', 'figure', 'body', 'dl', 'pre', 'br', 'option', 'select', 'label', 'details']);

export interface Texts {
  /** Of a shown element, white space folded. */
  text(el: Element): string;
  /** Characters before folding. */
  length(el: Element): number;
  /** Its text, and its characters before folding, when some elements are gone. `tops` holds those of which none holds another. */
  less(el: Element, shown: Uint8Array, touched: Uint8Array): string;
  lengthLess(el: Element, tops: readonly Element[]): number;
}

/** @param shown by place in the document: 1 for elements a visitor can come to see; nothing below the others is seen */
export function readTexts(root: AnyNode, shown: Uint8Array): Texts {
  const from = new Int32Array(shown.length);
  const to = new Int32Array(shown.length);
  const lengths = new Int32Array(shown.length);
  const parts: string[] = [];
  let at = 0;
  let counted = 0;
  // No two blanks stand side by side in the whole, so an element's text has one at most on either side.
  let blank = true;
  const add = (text: string): void => {
    const part = blank && text.startsWith(' ') ? text.slice(1) : text;
    if (part === '') return;
    parts.push(part);
    at += part.length;
    blank = part.endsWith(' ');
  };
  const visit = (children: readonly AnyNode[]): void => {
    for (const child of children) {
      if (isText(child)) {
        counted += lengthOf(child.data);
        add(collapsed(child.data));
      } else if (isElement(child) && shown[orderOf(child)] === 1) {
        const order = orderOf(child);
        const block = BLOCK.has(child.name);
        if (block) add(' ');
        from[order] = at;
        const before = counted;
        visit(child.children);
        to[order] = at;
        lengths[order] = counted - before;
        if (block) add(' ');
      }
    }
  };
  if ('children' in root) visit(root.children);
  const whole = parts.join('');

  const known = new Array<string | undefined>(shown.length);
  const text = (el: Element): string => {
    const order = orderOf(el);
    let said = known[order];
    if (said === undefined) {
      let start = from[order] ?? 0;
      let end = to[order] ?? 0;
      if (start < end && whole.charCodeAt(start) === 32) start += 1;
      if (start < end && whole.charCodeAt(end - 1) === 32) end -= 1;
      known[order] = said = whole.slice(start, end);
    }
    return said;
  };
  const length = (el: Element): number => lengths[orderOf(el)] ?? 0;

  // What is left of an element cannot be cut from the whole: there the blanks at the edges of what is gone are folded already.
  const raw = new Array<string | undefined>(shown.length);
  const rawText = (el: Element): string => (raw[orderOf(el)] ??= join(el, shown, rawText));
  const less = (el: Element, left: Uint8Array, touched: Uint8Array): string => {
    const rest = (at: Element): string => (touched[orderOf(at)] === 1 ? join(at, left, rest) : rawText(at));
    return fold(rest(el));
  };
  const lengthLess = (el: Element, tops: readonly Element[]): number => {
    let left = length(el);
    for (const top of tops) if (orderOf(top) > orderOf(el) && orderOf(top) <= endOf(el)) left -= length(top);
    return left;
  };
  return { text, length, less, lengthLess };
}

function join(el: Element, shown: Uint8Array, textOf: (el: Element) => string): string {
  let out = '';
  for (const child of el.children) {
    if (isText(child)) out += child.data;
    else if (isElement(child) && shown[orderOf(child)] === 1) {
      const inner = textOf(child);
      out += BLOCK.has(child.name) ? ` ${inner} ` : inner;
    }
  }
  return out;
}

function lengthOf(data: string): number {
  const first = data.charCodeAt(0);
  // Most begin with a letter; the others are looked through.
  return (first > 32 && first < 127) || /\S/u.test(data) ? data.length : 1;
}
