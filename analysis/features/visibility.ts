/**
 * Which elements a visitor can come to see. Hidden markup counts only when a visible control opens it
 * (codebook, "Hidden things"); scripts, templates, comments and `noscript` never do.
 */
import type { Element } from 'domhandler';
import { isElement, parentOf } from './nodes.ts';
import { remembered } from './remembered.ts';

const NEVER = new Set(['script', 'style', 'template', 'noscript', 'param', 'source', 'track']);

const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;
const HIDDEN_CLASS = /(?:^|\s)(?:hidden|hide|is-hidden|d-none|display-none|displaynone|js-hidden|invisible)(?:\s|$)/iu;
const CONTROL = new Set(['a', 'button', 'summary', 'label']);
const BOX = new Set(['li', 'nav', 'details', 'td']);
const OPENER_CLASS = /(?:^|\s)(?:dropdown|menu|popup|popover|has-?sub|parent|toggle|btn-group)[\w-]*/iu;

export function isNever(el: Element): boolean {
  return NEVER.has(el.name);
}

const hiddenByClass = remembered((cls) => HIDDEN_CLASS.test(cls));

/** The element's own markup hides it. */
export function hidesItself(el: Element): boolean {
  const { style, class: cls } = el.attribs;
  if (el.attribs['hidden'] !== undefined) return true;
  if (style !== undefined && HIDDEN_STYLE.test(style)) return true;
  return cls !== undefined && hiddenByClass(cls);
}

/** Ids that some control of the page names: what it opens. */
export function openedIds(controls: readonly Element[]): Set<string> {
  const ids = new Set<string>();
  for (const el of controls) {
    for (const [name, value] of Object.entries(el.attribs)) {
      if (value.length === 0 || value.length > 300) continue;
      if (name === 'href' && value.startsWith('#')) ids.add(value.slice(1));
      else if (name === 'aria-controls' || name === 'for' || name === 'rel' || name.startsWith('data-')) {
        for (const word of value.split(/[\s#,]+/u)) if (word !== '') ids.add(word);
      } else if (name.startsWith('on') || (name === 'href' && value.startsWith('javascript:'))) {
        for (const word of value.matchAll(/['"]#?([\w:.-]+)['"]/gu)) if (word[1] !== undefined) ids.add(word[1]);
      }
      // vBulletin and others: control `x` opens `x_menu`.
      if (name === 'id') ids.add(`${value}_menu`);
    }
  }
  return ids;
}

/** A control stands just before the hidden box, or with it in a list item or drop-down. */
export function openedByNeighbour(el: Element, isSeen: (other: Element) => boolean): boolean {
  const box = parentOf(el);
  if (box === null) return false;
  // A video's still picture is what opens it.
  if (el.name === 'video') return box.children.some((c) => c !== el && isElement(c) && ['img', 'button', 'picture'].includes(c.name));
  if (!BOX.has(box.name) && !OPENER_CLASS.test(box.attribs['class'] ?? '')) return false;
  return box.children.some(
    (child) => child !== el && isElement(child) && isSeen(child) && isControl(child),
  );
}

export function isControl(el: Element): boolean {
  const role = el.attribs['role'];
  return CONTROL.has(el.name) || role === 'button' || role === 'tab' || el.attribs['onclick'] !== undefined;
}
