/**
 * What speaks for somebody having written something: names in the place of an author and times, gathered in one walk
 * over the page, with how much text that is neither stands where.
 */
import type { Element } from 'domhandler';
import { memberLinks } from '../features/cues.ts';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import type { Link, PageView } from '../features/page.ts';
import { marker, remember, wholeMarker } from './marks.ts';
import { findTime, mayHoldTime, timeOfEpoch } from './time.ts';
import type { DateOrder, FoundTime } from './time.ts';
import type { PostAuthor, PostTime } from './types.ts';
import { bareName, beginsWithWrote, endsWithWrote, isControlLabel, saysBy, saysOtherTime } from './words/index.ts';

export interface TimeSignal {
  readonly kind: 'time';
  readonly el: Element;
  readonly at: number;
  readonly time: PostTime;
  /** 3 an attribute made for it, 2 an element that holds nothing else, 1 amid other words. */
  readonly strength: number;
}

export interface AuthorSignal {
  readonly kind: 'author';
  readonly el: Element;
  readonly at: number;
  readonly author: PostAuthor;
  readonly strength: number;
}

export type Signal = TimeSignal | AuthorSignal;

export interface Signals {
  readonly view: PageView;
  readonly moment: string;
  readonly order: DateOrder;
  /** In document order. */
  readonly times: readonly TimeSignal[];
  readonly authors: readonly AuthorSignal[];
  /** Element of each place in the document's order. */
  readonly all: readonly Element[];
  at(el: Element): number;
  last(el: Element): number;
  /** Letters of text that is no link, control, name or time in the elements from one place in the order to another. */
  mass(from: number, to: number): number;
  readonly own: Float64Array;
  readonly linkAt: ReadonlyMap<Element, Link>;
  /** In a quotation of another's words. */
  quoted(at: number): boolean;
}

const QUOTE = /^(?:.*[-_])?(?:quote(?:d|block|container|content|title|body|header|author|expand)?|bbcode_?quote|quotetop|quotemain|cite|blockquote|zitat|citation|bbcodeblock_quote)(?:[-_].*)?$/iu;
const QUOTE_NOT = /(?:button|btn|link|reply|action|control|tool|multi|icon|user-?quote-?link|enabled|able)/iu;

export function isQuote(el: Element): boolean {
  if (el.name === 'blockquote') return !marksWritten(el);
  if (el.name === 'q') return true;
  if (!/^(?:div|aside|table|fieldset|dl|section|p|span)$/u.test(el.name)) return false;
  return marksQuote(el);
}
const marksQuote = marker(QUOTE, QUOTE_NOT);
/** Some software puts every post into a `blockquote`, and names it for what it is. */
const marksWritten = marker(/^(?:.*[-_])?(?:message|post|comment|entry|reply)?-?(?:text|content|body|message|restore|post)$/iu, /quote/iu);

const AUTHOR = /^(?:.*[-_])?(?:(?:post|comment|topic|thread|message)?author|poster|posted-?by|user-?name|username|user-?link|nick(?:name)?|commenter|commentor|fn|submitter|byline|display-?name|screen-?name|creator|sender|from|member-?name|writer|autor|verfasser|owner|usertext-author|contributor|asker|answerer|by|hnuser|who|largeusername|bigusername|popupctrl|names?|full-?name|user)(?:[-_](?:name|link|info))?$/iu;
const AUTHOR_NOT = /(?:avatar|image|img|photo|pic|icon|title|rank|group|badge|stats?|count|website|since|date|time|body|text|content|comment-by|role|level|points|reputation|details?|location|ip)(?:[-_]|$)/iu;
const TIME_MARK = /^(?:.*[-_])?(?:date(?:time|line|stamp)?|time(?:stamp|ago)?|published|posted(?:-?(?:on|at))?|created(?:-?(?:on|at))?|postdate|post-?date|age|when|updated|dt-published|datum|data|hora|permalink|meta(?:data)?|details?|info|commentmetadata|dtstart|postdetails|smalltext|subtext|byline|age|date-?header|comment-timestamp)(?:[-_].*)?$/iu;
const TIME_ATTRS: ReadonlySet<string> = new Set(['datetime', 'content', 'data-time', 'data-timestamp', 'data-utime', 'data-datetime', 'data-date', 'data-created', 'data-created-at', 'data-epoch', 'data-unix', 'data-ts', 'data-time-string', 'data-date-string', 'title', 'data-original-title', 'data-tooltip', 'data-content', 'aria-label']);
const NOT_TIME_MARK = /(?:^|[-_\s])(?:edit(?:ed)?|last-?edit(?:ed)?|modified|dateModified|join(?:ed|date)?|register(?:ed)?|lastpost|last-?active|signature|birth\w*|expires?|deadline|end-?date|start-?date)(?:[-_\s]|$)/iu;

/** What stands there is of the member, not by them in this post. */
const USER_BOX = /^(?:.*[-_])?(?:user-?(?:info|details?|data|meta|card|block|box|panel|stats?|title|rank|profile|bar|cell|extras?|action-time)|(?:author|poster|member|profile)-?(?:info|details?|profile|stats?|card)|postprofile|badge-?(?:count|s)?|badges?|reputation(?:-score)?|signature|avatar|postbit-?user.*|author-?(?:info|bio|box)|-flair)$/iu;
const marksUserBox = marker(USER_BOX, /(?:content|text|body)$/iu);
const marksNotTime = wholeMarker(NOT_TIME_MARK);
const marksTime = marker(TIME_MARK);
const marksAuthor = marker(AUTHOR, AUTHOR_NOT);

const LONGEST_TIME_TEXT = 170;
const LONGEST_NAME = 60;
/** A page with more is no page that people write on. */
const MOST_SIGNALS = 6000;

const UNREAD = new Set(['script', 'style', 'option', 'select', 'textarea', 'button', 'label', 'title', 'input']);

export function gather(view: PageView, moment: string, order: DateOrder): Signals {
  const all = view.index.all;
  const orders = new Map<Element, number>();
  const lasts = new Int32Array(all.length);
  for (let i = 0; i < all.length; i += 1) orders.set(all[i] as Element, i);
  const at = (el: Element): number => orders.get(el) ?? -1;
  const last = (el: Element): number => lasts[at(el)] ?? -1;
  for (let i = all.length - 1; i >= 0; i -= 1) {
    const end = Math.max(lasts[i] ?? 0, i);
    lasts[i] = end;
    const up = parentOf(all[i] as Element);
    if (up !== null && (lasts[at(up)] ?? 0) < end) lasts[at(up)] = end;
  }
  const linkAt = new Map<Element, Link>();
  for (const link of view.links) linkAt.set(link.el, link);
  const quotedUpTo = new Int32Array(all.length + 1);
  const own = new Float64Array(all.length + 1);
  const times: TimeSignal[] = [];
  const authors: AuthorSignal[] = [];
  const members = new Set(memberLinks(view).map((l) => l.el));
  let quoteEnd = -1;
  let linkEnd = -1;
  let userEnd = -1;
  for (const el of view.elements) {
    const i = at(el);
    if (i <= quoteEnd) quotedUpTo[i] = 1;
    if (view.place(el) === 'head') continue;
    if (isQuote(el)) quoteEnd = Math.max(quoteEnd, last(el));
    const link = linkAt.get(el);
    if (link !== undefined && !link.prose) linkEnd = Math.max(linkEnd, last(el));
    if (i > userEnd && marksUserBox(el) && view.brief(el, 600) !== '') userEnd = last(el);
    let said = '';
    for (const child of el.children) if (isText(child)) said += ` ${child.data}`;
    said = fold(said);
    const inQuote = quotedUpTo[i] === 1;
    const time = inQuote || times.length > MOST_SIGNALS ? null : timeOf(view, el, said, moment, order);
    if (time !== null) times.push({ kind: 'time', el, at: i, ...time });
    const author = inQuote || authors.length > MOST_SIGNALS ? null : authorOf(view, el, said, members, link, time !== null);
    if (author !== null) authors.push({ kind: 'author', el, at: i, ...author });
    if (said === '' || UNREAD.has(el.name) || i <= linkEnd || i <= userEnd || inQuote) continue;
    if (time !== null) own[i] = Math.max(0, said.length - time.time.said.length - 20);
    else if (author === null || author.strength < 2) own[i] = isControlLabel(said) ? 0 : said.length;
  }
  const sums = new Float64Array(all.length + 2);
  for (let i = 0; i < all.length; i += 1) sums[i + 1] = (sums[i] ?? 0) + (own[i] ?? 0);
  return {
    view, moment, order, times, authors, all, at, last, own, linkAt,
    mass: (from, to) => (sums[to + 1] ?? 0) - (sums[from] ?? 0),
    quoted: (i) => quotedUpTo[i] === 1,
  };
}

type Found<T> = Omit<T, 'kind' | 'el' | 'at'>;

function timeOf(view: PageView, el: Element, said: string, moment: string, order: DateOrder): Found<TimeSignal> | null {
  if (UNREAD.has(el.name) || (el.name === 'a' && /^mailto:/iu.test(el.attribs['href'] ?? ''))) return null;
  if (marksNotTime(el)) return null;
  const prop = el.attribs['itemprop'];
  if (prop !== undefined && NOT_TIME_MARK.test(prop)) return null;
  const made = el.name === 'time' || el.name === 'abbr' || el.name.includes('-') || (prop !== undefined && /(?:^|\s)(?:datePublished|dateCreated|commentTime|uploadDate|datetime)(?:\s|$)/u.test(prop));
  const marked = made || marksTime(el);
  for (const name in el.attribs) {
    const value = el.attribs[name];
    if (!TIME_ATTRS.has(name) || value === undefined || value.length < 6 || value.length > 120 || (name === 'content' && !made)) continue;
    if (el.name === 'img' && !marked) continue;
    const epoch = timeOfEpoch(value, moment);
    if (epoch !== null) {
      if (name.startsWith('data-') && !/-id$/u.test(name) && !otherTimeBefore(el)) return { time: { ...epoch, said: said === '' ? value : said.slice(0, 80) }, strength: 3 };
      continue;
    }
    if (!/\d/u.test(value)) continue;
    const found = findTime(value, moment, order);
    if (found === null || found.weak || (found.end - found.start) * 2 < value.length) continue;
    // A title may say when it was edited, or how long ago it was.
    if ((name === 'title' || name === 'aria-label') && saysOtherTime(value.slice(0, found.start))) continue;
    if (otherTimeBefore(el)) return null;
    return { time: found.time, strength: made ? 4 : marked ? 3 : 2 };
  }
  if (said === '' || said.length > LONGEST_TIME_TEXT || !mayHoldTime(said)) return null;
  let text = said;
  let found = findTime(said, moment, order);
  if (found === null) return null;
  // The hour often stands in an element of its own.
  if (found.time.precision === 'day' && el.children.length > 1) {
    const whole = view.brief(el, 120);
    const fuller = whole === '' ? null : findTime(whole, moment, order);
    if (fuller !== null && !fuller.weak && fuller.time.precision !== 'day') [found, text] = [fuller, whole];
  }
  const alone = found.end - found.start + 12 >= text.length;
  if (found.weak && !alone && !marked) return null;
  // A date in a sentence is one that is told of.
  const words = text.length - (found.end - found.start);
  if (!marked && words > 60 && words > 2 * (found.end - found.start)) return null;
  if (saysOtherTime(text.slice(0, found.start)) || (found.start < 3 && otherTimeBefore(el)) || otherBehind(text.slice(found.end))) return null;
  const strength = (made ? 1 : 0) + (alone || marked ? 2 : 1) - (found.weak && !marked ? 1 : 0);
  return strength <= 0 ? null : { time: found.time, strength };
}

function otherBehind(after: string): boolean {
  return after.length < 40 && /^\s*(?:\(?(?:edited|bearbeitet|editado|last active|joined)\b)/iu.test(after);
}

/** Does what stands right before the element say that its time is of another thing? "Joined:", "Last edited by Ann". */
function otherTimeBefore(el: Element): boolean {
  let at: Element = el;
  for (let up = 0; up < 2; up += 1) {
    let text = '';
    for (let before = at.prev; before !== null && text.length < 60; before = before.prev) {
      if (isText(before)) text = before.data + text;
      else if (isElement(before)) {
        if (before.name === 'br' || /^(?:div|p|li|tr|td|h\d|table|ul)$/u.test(before.name)) {
          if (text.trim() === '' && /^(?:div|td|p)$/u.test(before.name) && before.children.length === 1) text = shallow(before);
          break;
        }
        text = shallow(before) + text;
      }
    }
    if (text.trim() !== '') return saysOtherTime(fold(text));
    const parent = parentOf(at);
    if (parent === null || parent.children.length > 6) return false;
    at = parent;
  }
  return false;
}

function shallow(el: Element): string {
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

function authorOf(view: PageView, el: Element, said: string, members: ReadonlySet<Element>, link: Link | undefined, timed: boolean): Found<AuthorSignal> | null {
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

export function withoutHash(url: URL): string {
  return url.hash === '' ? url.href : url.href.slice(0, url.href.length - url.hash.length);
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
const isSpoken = remember((said) => saysByName(said) || (endsWithWrote(said) && said.split(/\s+/u).length <= 5));

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

/** The order that the numeric dates of one page prove; what its language and its clock suggest where they prove nothing. */
export function orderOf(view: PageView, moment: string): DateOrder {
  let dmy = 0;
  let mdy = 0;
  let half = 0;
  let slashed = 0;
  for (const phrase of view.phrases) {
    if (phrase.text.length > LONGEST_TIME_TEXT || !/\d[./-]\d/u.test(phrase.text)) continue;
    const found: FoundTime | null = findTime(phrase.text, moment);
    if (found?.proves === 'dmy') dmy += 1;
    if (found?.proves === 'mdy') mdy += 1;
    if (found?.ambiguous === true) {
      if (/\d\s*[ap]\.?m\b/iu.test(phrase.text)) half += 1;
      if (/\d[/-]\d/u.test(found.time.said)) slashed += 1;
    }
  }
  if (dmy !== mdy) return dmy > mdy ? 'dmy' : 'mdy';
  const declared = (view.tagged('html')[0]?.attribs['lang'] ?? '').toLowerCase();
  if (slashed > 0 && (declared.startsWith('en-us') || half > 0)) return 'mdy';
  if (slashed > 0 && (view.language ?? 'en') === 'en' && !/^en-(?:gb|au|nz|ie|in|za)/u.test(declared)) return 'mdy';
  return 'dmy';
}
