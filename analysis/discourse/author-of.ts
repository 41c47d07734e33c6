/** Names in the place of an author: by their mark-up, where they lead, and the words around them. */
import type { Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import type { Link, PageView } from '../features/page.ts';
import { remembered } from '../features/remembered.ts';
import { withoutHash } from './address.ts';
import { marker } from './marks.ts';
import type { AuthorSignal, Found } from './signals.ts';
import { findTime, mayHoldTime } from './time.ts';
import { bareName, beginsWithWrote, endsWithWrote, isControlLabel, saysBy, saysOtherTime } from './words/index.ts';

const AUTHOR = /^(?:.*[-_])?(?:(?:post|comment|topic|thread|message)?author|poster|posted-?by|user-?name|username|user-?link|nick(?:name)?|commenter|commentor|fn|submitter|byline|display-?name|screen-?name|creator|sender|from|member-?name|writer|autor|verfasser|owner|usertext-author|contributor|asker|answerer|by|hnuser|who|largeusername|bigusername|popupctrl|names?|full-?name|user)(?:[-_](?:name|link|info))?$/iu;
const AUTHOR_NOT = /(?:avatar|image|img|photo|pic|icon|title|rank|group|badge|stats?|count|website|since|date|time|body|text|content|comment-by|role|level|points|reputation|details?|location|ip)(?:[-_]|$)/iu;
const marksAuthor = marker(AUTHOR, AUTHOR_NOT);

const LONGEST_NAME = 60;
/** Controls and what is no part of a text. */
export const UNREAD = new Set(['script', 'style', 'option', 'select', 'textarea', 'button', 'label', 'title', 'input']);

/** Its text, and that of the elements right in it. */
export function shallow(el: Element): string {
  let out = '';
  for (const child of el.children) {
    if (isText(child)) out += child.data;
    else if (isElement(child)) for (const deep of child.children) if (isText(deep)) out += deep.data;
  }
  return out.length > 200 ? out.slice(0, 200) : ` ${out} `;
}

/** Where only the words around it say that it is a name, it must look like one. */
function nameLike(name: string): boolean {
  const words = name.split(/\s+/u).length;
  return words <= 4 && !/[,;:!?"]/u.test(name) && !(name.endsWith('.') && words > 2) && plausible(name);
}

const AUTHOR_ATTRS: ReadonlySet<string> = new Set(['data-author', 'data-username', 'data-user-name', 'data-comment-author', 'data-user-display-name', 'data-author-name', 'author']);
const NAME = /^[\p{L}\p{N}_[({<*~.'"@$!|=^-][^\n]{0,59}$/u;

function plausible(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME || !NAME.test(name) || !/[\p{L}\p{N}]/u.test(name)) return false;
  if (isControlLabel(name) || /^https?:/iu.test(name)) return false;
  // More than five words, or a sentence.
  return name.split(/\s+/u).length <= 7 && !/[.!?]\s+\p{L}/u.test(name.replace(/\b\p{L}{1,3}\.\s/gu, '')) && !/^[#+\d\s.,:%()/-]+$/u.test(name.length > 3 ? name : `${name}#`.replace(/\d+#/u, '#'));
}

export function authorOf(view: PageView, el: Element, said: string, members: ReadonlySet<Element>, link: Link | undefined, timed: boolean): Found<AuthorSignal> | null {
  const { attribs } = el;
  for (const name in attribs) {
    const value = AUTHOR_ATTRS.has(name) ? attribs[name] : undefined;
    if (value !== undefined && el.name !== 'a' && el.name !== 'img' && plausible(fold(value))) return { author: { name: fold(value), profile: null }, strength: 4 };
  }
  if (UNREAD.has(el.name) || el.name === 'img' || el.name === 'body' || el.name === 'html') return null;
  const props = attribs['itemprop'] ?? '';
  const prop = /(?:^|\s)(?:author|creator|accountablePerson)(?:\s|$)/u.test(props);
  if (el.name === 'meta') return prop && plausible(fold(attribs['content'] ?? '')) ? { author: { name: fold(attribs['content'] ?? ''), profile: null }, strength: 3 } : null;
  const href = attribs['href'] ?? '';
  if (link !== undefined) {
    if (/^mailto:/iu.test(href)) {
      const name = mailName(view.name(el));
      return name === null ? null : { author: { name, profile: null }, strength: 1 };
    }
    const rel = /(?:^|\s)author(?:\s|$)/u.test(attribs['rel'] ?? '');
    const is = members.has(el) || (!link.prose && !link.offsite && MEMBER_QUERY.test(link.path));
    const marked = marksAuthor(el) || prop;
    if (rel || is || marked) {
      const shown = view.brief(el, 80);
      if (shown === '' || timed) return null;
      const name = bareName(shown);
      if (!plausible(name)) return null;
      return { author: { name, profile: profileOf(link) }, strength: link.prose && !marked && !rel ? 1 : rel || prop || (is && marked) ? 4 : 3 };
    }
    // "Ann wrote", "by Ann": the words around a link say that it is a name.
    const parent = parentOf(el);
    const shown = view.brief(el, 40);
    if (parent !== null && shown !== '' && !timed && !link.prose && nameLike(shown) && (behindSays(el) || beforeSays(el) || timeBehind(el))) return { author: { name: shown, profile: profileOf(link) }, strength: 2 };
    return null;
  }
  const marked = prop || marksAuthor(el) || el.name === 'cite';
  const spoken = said !== '' && said.length <= 80 && !timed && isSpoken(said);
  if (!marked && !spoken) {
    // A name in bold before "wrote:".
    if (/^(?:a|b|strong|em|i|span|font|h\d|dt|big)$/u.test(el.name) && said !== '' && said.length <= 40 && !timed && nameLike(bareName(said)) && (behindSays(el) || timeBehind(el))) return { author: { name: bareName(said), profile: null }, strength: 2 };
    return null;
  }
  const shown = view.brief(el, 80);
  if (shown === '') return null;
  // The name is in a link below, which speaks for itself.
  const first = firstLink(el);
  if (first !== null && !/^(?:mailto:|#)/iu.test(first.attribs['href'] ?? '') && marked) {
    const inner = bareName(view.brief(first, 60));
    const rest = shown.length - inner.length;
    if (members.has(first) || rest > 25) return null;
    if (inner !== '' && plausible(inner)) return { author: { name: inner, profile: resolved(view, first) }, strength: 3 };
    return null;
  }
  if (timed && !marked) return null;
  const bare = bareName(shown);
  const name = timed || /\d\d/u.test(bare.slice(3)) ? bareName(beforeTime(bare)) || (timed ? '' : bare) : bare;
  if (!plausible(name) || (timed && name.length < 2)) return null;
  return { author: { name, profile: null }, strength: marked ? (prop ? 4 : 3) : 2 };
}

function profileOf(link: Link): string | null {
  return link.url !== null && /^https?:$/u.test(link.url.protocol) ? withoutHash(link.url) : null;
}

function resolved(view: PageView, link: Element): string | null {
  const url = view.resolve(link.attribs['href'] ?? '');
  return url !== null && /^https?:$/u.test(url.protocol) && !(link.attribs['href'] ?? '').startsWith('#') ? withoutHash(url) : null;
}

function firstLink(el: Element): Element | null {
  const stack: Element[] = [el];
  let steps = 0;
  for (let at = stack.pop(); at !== undefined && steps < 40; at = stack.pop(), steps += 1) {
    if (at.name === 'a' && at !== el && at.attribs['href'] !== undefined && at.children.some((c) => isText(c) ? c.data.trim() !== '' : isElement(c) && c.name !== 'img')) return at;
    for (let i = at.children.length - 1; i >= 0; i -= 1) {
      const child = at.children[i];
      if (isElement(child)) stack.push(child);
    }
  }
  return null;
}

/** Interfaces say the same over and over. */
const isSpoken = remembered((said) => saysByName(said) || (endsWithWrote(said) && said.split(/\s+/u).length <= 5));

/** "by Ann", "Posted by Ann on": a label and a name, not a sentence that begins with "from". */
function saysByName(said: string): boolean {
  if (!saysBy(said)) return false;
  const name = bareName(said);
  return name !== said && /^\p{Lu}|^\p{L}[\p{L}\d_.-]*$|\d/u.test(name) && name.split(/\s+/u).length <= 4;
}

/** What stands before the time in "Ann, 3 May 2010 at 10:20". */
function beforeTime(text: string): string {
  const cut = /^(.{2,40}?)(?:\s*[,|·•–—@(-]|\s+(?:on|at|am|em|wrote|said|says)\b|\s+\d|\s{2,})/u.exec(text);
  return cut?.[1] ?? '';
}

const INLINE = new Set(['a', 'span', 'em', 'i', 'b', 'small', 'font', 'strong', 'time', 'abbr']);
const MEMBER_QUERY = /(?:^|[/.])(?:users?|members?|profiles?|authors?|people|person|u|viewprofile|userinfo)(?:\.\w+)?[?](?:.*[&;])?(?:id|u|uid|user|name|username|login|mid|userid|member)=[^&;]/iu;

/** The text right behind an element, in its line; behind the inline element around it where nothing follows in that. */
function lineBehind(el: Element): string {
  let text = '';
  let at: Element = el;
  for (let up = 0; up < 2; up += 1) {
    for (let next = at.next; next !== null && text.length < 60; next = next.next) {
      if (isText(next)) text += next.data;
      else if (isElement(next)) {
        if (!INLINE.has(next.name)) break;
        text += ` ${shallow(next)}`;
      }
    }
    const parent = parentOf(at);
    if (text.trim() !== '' || at.next !== null || parent === null || !INLINE.has(parent.name)) break;
    at = parent;
  }
  return fold(text).slice(0, 60);
}

/** "Ann 3 hours ago", "Ann, 3 May 2010": a time follows in the line. */
function timeBehind(el: Element): boolean {
  const line = lineBehind(el);
  if (!mayHoldTime(line)) return false;
  const found = findTime(line, '2999-01-01T00:00:00Z');
  return found !== null && found.start <= 12 && !saysOtherTime(line.slice(0, found.start));
}

function behindSays(el: Element): boolean {
  const line = lineBehind(el);
  return line !== '' && beginsWithWrote(line) && !/^(?:on|am|em)\s+(?!\d|\p{Lu})/u.test(line);
}

function beforeSays(el: Element): boolean {
  const before = el.prev;
  const text = isText(before) ? before.data : '';
  const line = fold(text).split(/[.|·•,;»]\s*/u).at(-1) ?? '';
  return line !== '' && line.length <= 30 && saysBy(line);
}

/** "ann at example.org (Ann Lee)", "Ann Lee <ann@…>", as mail archives show senders. */
function mailName(text: string): string | null {
  const inside = /\(([^()]{2,50})\)\s*$/u.exec(text)?.[1];
  const before = /^"?([^"<@]{2,50}?)"?\s*<[^<>]*>?$/u.exec(text)?.[1];
  const name = fold(inside ?? before ?? (/^(\S+?)(?:\s*@|\s+at\s+)\S+/iu.exec(text)?.[1] ?? text));
  return plausible(name) ? name : null;
}
