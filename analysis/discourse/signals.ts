/**
 * What speaks for somebody having written something: names in the place of an author and times, gathered in one walk
 * over the page, with how much text that is neither stands where.
 */
import type { Element } from 'domhandler';
import { memberLinks } from '../features/cues.ts';
import { fold } from '../features/document.ts';
import { endOf as last, isElement, isText, orderOf as at, parentOf } from '../features/nodes.ts';
import type { Link, PageView } from '../features/page.ts';
import { authorOf, shallow, UNREAD } from './author-of.ts';
import { marker, wholeMarker } from './marks.ts';
import { findTime, mayHoldTime, timeOfEpoch } from './time.ts';
import type { DateOrder, FoundTime } from './time.ts';
import type { PostAuthor, PostTime } from './types.ts';
import { isControlLabel, saysOtherTime } from './words/index.ts';

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

const TIME_MARK = /^(?:.*[-_])?(?:date(?:time|line|stamp)?|time(?:stamp|ago)?|published|posted(?:-?(?:on|at))?|created(?:-?(?:on|at))?|postdate|post-?date|age|when|updated|dt-published|datum|data|hora|permalink|meta(?:data)?|details?|info|commentmetadata|dtstart|postdetails|smalltext|subtext|byline|age|date-?header|comment-timestamp)(?:[-_].*)?$/iu;
const TIME_ATTRS: ReadonlySet<string> = new Set(['datetime', 'content', 'data-time', 'data-timestamp', 'data-utime', 'data-datetime', 'data-date', 'data-created', 'data-created-at', 'data-epoch', 'data-unix', 'data-ts', 'data-time-string', 'data-date-string', 'title', 'data-original-title', 'data-tooltip', 'data-content', 'aria-label']);
const NOT_TIME_MARK = /(?:^|[-_\s])(?:edit(?:ed)?|last-?edit(?:ed)?|modified|dateModified|join(?:ed|date)?|register(?:ed)?|lastpost|last-?active|signature|birth\w*|expires?|deadline|end-?date|start-?date)(?:[-_\s]|$)/iu;

/** What stands there is of the member, not by them in this post. */
const USER_BOX = /^(?:.*[-_])?(?:user-?(?:info|details?|data|meta|card|block|box|panel|stats?|title|rank|profile|bar|cell|extras?|action-time)|(?:author|poster|member|profile)-?(?:info|details?|profile|stats?|card)|postprofile|badge-?(?:count|s)?|badges?|reputation(?:-score)?|signature|avatar|postbit-?user.*|author-?(?:info|bio|box)|-flair)$/iu;
const marksUserBox = marker(USER_BOX, /(?:content|text|body)$/iu);
const marksNotTime = wholeMarker(NOT_TIME_MARK);
const marksTime = marker(TIME_MARK);

const LONGEST_TIME_TEXT = 170;
/** A page with more is no page that people write on. */
const MOST_SIGNALS = 6000;

export function gather(view: PageView, moment: string, order: DateOrder): Signals {
  const all = view.index.all;
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

export type Found<T> = Omit<T, 'kind' | 'el' | 'at'>;

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
