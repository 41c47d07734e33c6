/** The parts of each record, found by where they stand in most records of its group. */
import type { AnyNode, Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import type { Link } from '../features/page.ts';
import { withoutHash } from './address.ts';
import { ATTACHED, attachmentsOf, FILE, keyOf, votesOf } from './extras.ts';
import { idName, marker, says } from './marks.ts';
import type { RecordBox } from './records.ts';
import { isPostMarked, nesting, ownSignals, pathOf, stepOf } from './records.ts';
import type { AuthorSignal, Signals, TimeSignal } from './signals.ts';
import { labelKey, textOf } from './text.ts';
import type { PostAuthor, PostTime } from './types.ts';
import { bareName, isControlLabel } from './words/index.ts';

export interface Parts {
  readonly box: RecordBox;
  readonly author: PostAuthor | null;
  readonly authorEl: Element | null;
  readonly time: PostTime | null;
  readonly timeEl: Element | null;
  readonly body: readonly AnyNode[];
  readonly text: string;
  readonly votes: number | null;
  readonly attachments: readonly string[];
  readonly key: string | null;
  /** A link in its head to a page of its own, named as nothing else is: the sign of a list of subjects. */
  readonly subject: Link | null;
}

const BODY_MARK = /^(?:.*[-_])?(?:post-?body|postbody|post-?content|postcontent|post-?text|posttext|post_message|postmessage|post-?copy|comment-?(?:body|content|text|copy|message)|commenttext|content|message-?(?:body|content|text)?|messagetext|text|body|cooked|entry-?content|e-content|usertext(?:-body)?|md|commtext|bbwrapper|bbcode|prose|s-prose|description|excerpt|reply-?(?:body|content|text)|answer-?(?:body|content|text)|article-?body|articlebody|review-?(?:text|body|content)|inner|user-?(?:generated|content|text)|formatted|markdown|rich-?text|fr-view|wysiwyg|mail|msg-?(?:body|text)?)(?:[-_]?\d+)?$/iu;
const BODY_PROP = /^(?:text|articleBody|commentText|reviewBody|description)$/u;
const USER_MARK = /^(?:.*[-_])?(?:user|author|profile|poster|avatar|member|postprofile|user-?info|userdetails?|posterinfo|post-?author|author-?info|usertitle|rank|gravatar|signature|sig|sidebar|meta(?:data)?|stats?|header|footer|foot|head|controls?|actions?|tools?|buttons?|menu|tags?|edit(?:ed)?|attach\w*|like\w*|vote\w*|subject|title|quote\w*)(?:[-_].*)?$/iu;

const marksBody = marker(BODY_MARK);
const marksUser = marker(USER_MARK);

/** Where each part stands, and how well. */
interface Spot {
  records: number;
  strength: number;
  first: number;
}

/** Own texts that recur over the records: what the software says in each. */
function labelsOf(signals: Signals, boxes: readonly RecordBox[], nested: ReadonlySet<number>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const box of boxes) {
    const seen = new Set<string>();
    for (let i = box.from; i <= box.to; i += 1) {
      if (i > box.from && nested.has(i)) {
        i = endOf(boxes, i);
        continue;
      }
      const el = signals.all[i] as Element;
      let said = '';
      for (const child of el.children) if (isText(child)) said += ` ${child.data}`;
      said = fold(said);
      if (said !== '' && said.length <= 60) seen.add(labelKey(said));
      if (el.name === 'a' || el.name === 'span' || el.name === 'li') {
        const whole = signals.view.brief(el, 60);
        if (whole !== '' && whole !== said) seen.add(labelKey(whole));
      }
    }
    for (const key of seen) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(2, boxes.length * 0.5);
  return new Set([...counts].filter(([key, n]) => n > most && key !== '#').map(([key]) => key));
}

const starts = new WeakMap<readonly RecordBox[], Map<number, RecordBox>>();

function boxAt(boxes: readonly RecordBox[], from: number): RecordBox | undefined {
  let map = starts.get(boxes);
  if (map === undefined) starts.set(boxes, (map = new Map(boxes.map((b) => [b.from, b]))));
  return map.get(from);
}

function endOf(boxes: readonly RecordBox[], from: number): number {
  return boxAt(boxes, from)?.to ?? from;
}

interface BodySpot {
  mass: number;
  records: number;
  holds: number;
  readonly mark: number;
  times: number;
  last: number;
}

/**
 * @param boxes the group's records
 * @param all every record of the page (the group's own among them), outer first, so that what stands in another is left to it
 */
export function readParts(signals: Signals, boxes: readonly RecordBox[], all: readonly RecordBox[]): Parts[] {
  const read = readWith(signals, boxes, all, true);
  // What most posts say alike may be all that they say.
  const silent = boxes.length >= 3 && read.filter((p) => p.text === '').length * 2 >= boxes.length;
  return silent && boxes.filter((b) => b.roots.some(isPostMarked)).length * 2 > boxes.length ? readWith(signals, boxes, all, false) : read;
}

function readWith(signals: Signals, boxes: readonly RecordBox[], all: readonly RecordBox[], labelled: boolean): Parts[] {
  const mineIn = new Map(all.map((b, i) => [b, i]));
  const authorsOf = ownSignals(all, signals.authors);
  const timesOf = ownSignals(all, signals.times);
  const nested = new Set(nesting(all).flatMap((above, i) => (above >= 0 ? [(all[i] as RecordBox).from] : [])));
  const labels = labelled && boxes.length >= 3 ? labelsOf(signals, boxes, nested) : new Set<string>();
  const own = boxes.map((box) => {
    const i = mineIn.get(box) ?? -1;
    return { box, authors: authorsOf[i] ?? [], times: timesOf[i] ?? [] };
  });
  const authorSpot = bestSpot(signals, own.map((o) => ({ box: o.box, signals: o.authors })));
  const timeSpot = bestSpot(signals, own.map((o) => ({ box: o.box, signals: o.times })));
  const chosen = own.map((o) => {
    const author = atSpot<AuthorSignal>(signals, o.box, o.authors, authorSpot);
    const time = atSpot<TimeSignal>(signals, o.box, o.times, timeSpot);
    return { ...o, author, time, named: author === null && authorSpot !== null ? nameAt(signals, o.box, authorSpot) : null };
  });
  const bodyAt = bestBody(signals, chosen, all, nested, labels);
  const permalinks = new Set(chosen.flatMap(({ time }) => (time === null ? [] : linkAround(signals, time.el)?.url?.href ?? [])));
  return chosen.map(({ box, author, time, named, authors }) => {
    const nameEl = author?.el ?? named?.el ?? null;
    // Where an attribute of the record itself names the author, no element is only the name.
    const authorEl = nameEl !== null && !box.roots.includes(nameEl) && nameEl.attribs['data-author'] === undefined && signals.view.brief(nameEl, 80) !== '' ? nameEl : null;
    const gone = new Set<Element>();
    if (authorEl !== null) gone.add(authorEl);
    if (time !== null && time.strength >= 2 && signals.view.brief(time.el, 200).length < time.time.said.length + 60) gone.add(time.el);
    for (let i = box.from + 1; i <= box.to; i += 1) {
      if (!nested.has(i)) continue;
      for (const root of boxAt(all, i)?.roots ?? []) gone.add(root);
      i = endOf(all, i);
    }
    const body = bodyNodes(signals, box, bodyAt, gone, authorEl, time?.el ?? null);
    return {
      box, authorEl, timeEl: time?.el ?? null,
      author: author === null ? named?.author ?? null : withProfile(author, authors),
      time: time?.time ?? null,
      body,
      text: textOf(signals, body, { gone, labels, keepQuotes: false }),
      votes: votesOf(signals, box, gone, body),
      attachments: attachmentsOf(signals, box, gone, body),
      key: keyOf(signals, box, nested, time?.el ?? null),
      subject: subjectOf(signals, box, all, labels, permalinks, author?.author ?? null, authorEl, time?.el ?? null, body),
    };
  });
}

/** The link that a time stands in, or that it is. */
export function linkAround(signals: Signals, el: Element): Link | null {
  for (let at: Element | null = el, up = 0; at !== null && up < 3; at = parentOf(at), up += 1) {
    const link = signals.linkAt.get(at);
    if (link !== undefined) return link;
  }
  return null;
}

function bestSpot(signals: Signals, own: readonly { box: RecordBox; signals: readonly (AuthorSignal | TimeSignal)[] }[]): string | null {
  const spots = new Map<string, Spot>();
  for (const { box, signals: list } of own) {
    const seen = new Set<string>();
    for (const s of list) {
      const path = pathOf(signals, box, s.el);
      if (seen.has(path)) continue;
      seen.add(path);
      const spot = spots.get(path) ?? { records: 0, strength: 0, first: 0 };
      spot.records += 1;
      spot.strength += s.strength;
      spot.first += s.at - box.from;
      spots.set(path, spot);
    }
  }
  let best: string | null = null;
  let most = 0;
  for (const [path, spot] of spots) {
    const mean = spot.strength / spot.records;
    // Where it stands in most records counts more than how it is marked; of equals the first on the page.
    const worth = spot.records * (0.5 + Math.min(mean, 4) / 4) - Math.min(0.2, spot.first / spot.records / 1000);
    if (worth > most + 1e-9) [best, most] = [path, worth];
  }
  return best;
}

function atSpot<S extends AuthorSignal | TimeSignal>(signals: Signals, box: RecordBox, list: readonly S[], spot: string | null): S | null {
  const there = spot === null ? undefined : list.find((s) => pathOf(signals, box, s.el) === spot);
  if (there !== undefined) return there;
  let best: S | null = null;
  for (const s of list) if (s.strength >= 2 && (best === null || s.strength > best.strength)) best = s;
  return best;
}

/** The address may stand with the name elsewhere in the record. */
function withProfile(author: AuthorSignal, all: readonly AuthorSignal[]): PostAuthor {
  if (author.author.profile !== null) return author.author;
  return all.find((a) => a.author.profile !== null && a.author.name === author.author.name)?.author ?? author.author;
}

/** Guests have no link: what stands where the others' names stand is a name too. */
function nameAt(signals: Signals, box: RecordBox, spot: string): { el: Element; author: PostAuthor } | null {
  const steps = spot.split('>');
  for (let up = 0; up < 2 && steps.length > 1; up += 1) {
    if (up > 0) steps.pop();
    const path = steps.join('>');
    for (let i = box.from; i <= Math.min(box.to, box.from + 60); i += 1) {
      const el = signals.all[i] as Element;
      if (pathOf(signals, box, el) !== path) continue;
      const said = bareName(signals.view.brief(el, 50));
      if (said !== '' && said.split(/\s+/u).length <= 4 && !isControlLabel(said)) return { el, author: { name: said, profile: null } };
    }
  }
  return null;
}

type Chosen = { readonly box: RecordBox; readonly author: { readonly at: number } | null; readonly time: { readonly at: number } | null };

function bestBody(signals: Signals, chosen: readonly Chosen[], all: readonly RecordBox[], nested: ReadonlySet<number>, labels: ReadonlySet<string>): string | null {
  const spots = new Map<string, BodySpot>();
  chosen.forEach(({ box, author, time }, record) => {
    const paths = new Map<number, string>();
    for (let i = box.from; i <= box.to; i += 1) {
      if (i > box.from && nested.has(i)) {
        i = endOf(all, i);
        continue;
      }
      const el = signals.all[i] as Element;
      const parent = parentOf(el);
      const above = parent === null || box.roots.includes(el) ? undefined : paths.get(signals.at(parent));
      const path = above === undefined ? stepOf(el) : `${above}>${stepOf(el)}`;
      if (path.length < 400) paths.set(i, path);
      const letters = signals.own[i] ?? 0;
      if (letters === 0) continue;
      let said = '';
      if (letters <= 60) for (const child of el.children) if (isText(child)) said += ` ${child.data}`;
      if (said !== '' && labels.has(labelKey(fold(said)))) continue;
      // Its letters count for every element around it, up to the record.
      for (let at: Element | null = el; at !== null; at = parentOf(at)) {
        const order = signals.at(at);
        const own = paths.get(order);
        if (order < box.from || own === undefined) break;
        let spot = spots.get(own);
        if (spot === undefined) spots.set(own, (spot = { mass: 0, records: 0, holds: 0, mark: markOf(at), times: 0, last: -1 }));
        spot.mass += Math.min(letters, 1500);
        if (spot.last !== record) {
          spot.records += 1;
          spot.last = record;
          const end = signals.last(at);
          const holds = (s: { readonly at: number } | null): boolean => s !== null && s.at >= order && s.at <= end;
          if (holds(author) || holds(time)) spot.holds += 1;
        }
        if (box.roots.includes(at)) break;
      }
    }
  });
  let best: string | null = null;
  let most = 0;
  for (const [path, spot] of spots) {
    const apart = spot.holds * 2 > spot.records ? 0.4 : 1;
    const worth = spot.mass * apart * spot.mark * (0.3 + 0.7 * (spot.records / chosen.length));
    if (worth > most * 1.001) [best, most] = [path, worth];
  }
  return best;
}

function markOf(el: Element): number {
  const prop = el.attribs['itemprop'];
  if (prop !== undefined && BODY_PROP.test(prop)) return 2.2;
  const id = idName(el);
  if (marksBody(el) || (id !== null && says(BODY_MARK, null, id))) return 1.5;
  if (marksUser(el)) return 0.3;
  return /^h[1-6]$/u.test(el.name) ? 0.2 : 1;
}

const INLINE = new Set(['p', 'ul', 'ol', 'pre', 'blockquote', 'span', 'em', 'b', 'i', 'strong', 'font', 'li', 'a', 'code']);

function bodyNodes(signals: Signals, box: RecordBox, spot: string | null, gone: ReadonlySet<Element>, author: Element | null, time: Element | null): AnyNode[] {
  if (spot === null) return [...box.roots];
  const found: Element[] = [];
  for (let i = box.from; i <= box.to; i += 1) {
    const el = signals.all[i] as Element;
    if (gone.has(el)) {
      i = signals.last(el);
      continue;
    }
    if (spot.endsWith(stepOf(el)) && pathOf(signals, box, el) === spot) {
      found.push(el);
      i = signals.last(el);
    }
  }
  const [first] = found;
  if (first === undefined) {
    // This record is built otherwise: all of it but its head.
    return box.roots.length > 1 ? box.roots.slice(1) : [...box.roots];
  }
  const parent = parentOf(first);
  if (parent === null || box.roots.includes(first) || (found.length === 1 && !INLINE.has(first.name))) return found;
  // Paragraphs, lists and bare text side by side.
  const heads = [author, time].filter((e) => e !== null);
  const has = (node: AnyNode): boolean => isElement(node) && heads.some((h) => signals.at(h) >= signals.at(node) && signals.at(h) <= signals.last(node));
  const after = parent.children.findIndex((c) => c === first);
  return parent.children.filter((c, i) => {
    if (isText(c)) return i > 0;
    return isElement(c) && !has(c) && signals.at(c) >= box.from && signals.at(c) <= box.to && (i >= after || INLINE.has(c.name));
  });
}

const KEYWORD = /\/(?:tags?|tagged|labels?|categor(?:y|ies)|topics?\/tag|search)\/|[?&](?:tags?|q|label|cat)=/iu;

/** A name of a thing long enough to be one. */
const SUBJECT = 4;

function subjectOf(signals: Signals, box: RecordBox, all: readonly RecordBox[], labels: ReadonlySet<string>, permalinks: ReadonlySet<string>, who: PostAuthor | null, author: Element | null, time: Element | null, body: readonly AnyNode[]): Link | null {
  const here = withoutHash(signals.view.url);
  const bodies = body.filter(isElement).filter((b) => !box.roots.includes(b));
  const written = Math.max(-1, ...bodies.map((b) => signals.last(b))) < 0 ? box.to : Math.max(...bodies.map((b) => signals.last(b)));
  const bodyLength = bodies.reduce((sum, b) => sum + (signals.mass(signals.at(b), signals.last(b))), 0);
  for (let i = box.from; i <= box.to; i += 1) {
    if (i > box.from && boxAt(all, i) !== undefined) {
      i = endOf(all, i);
      continue;
    }
    const el = signals.all[i] as Element;
    if (el.name !== 'a') continue;
    const link = signals.linkAt.get(el);
    // What stands behind the text (tags, "edit") names no subject.
    if (i > written && !inHeading(el, [])) continue;
    if (link === undefined || link.url === null || link.prose || KEYWORD.test(link.path) || !/^https?:$/u.test(link.url.protocol) || link.name.length < SUBJECT || link.name.length > 250) continue;
    if (el === author || (author !== null && (contains(signals, el, author) || contains(signals, author, el)))) continue;
    if (time !== null && (el === time || contains(signals, el, time) || contains(signals, time, el))) continue;
    // In the text itself only a heading is a subject.
    if (bodies.some((b) => contains(signals, b, el)) && !inHeading(el, bodies) && link.name.length < 0.5 * bodyLength) continue;
    if (who !== null && (link.name === who.name || withoutHash(link.url) === who.profile)) continue;
    // Another post of the page, or the member it is for: what this one answers.
    if (permalinks.has(link.url.href) || link.name.startsWith('@')) continue;
    // A picture alone names nothing.
    if (signals.view.text(el) === '') continue;
    if (withoutHash(link.url) === here || labels.has(labelKey(link.name)) || isControlLabel(link.name)) continue;
    if (link.url.hash !== '' && signals.view.index.byId.has(link.url.hash.slice(1))) continue;
    if (FILE.test(link.url.pathname) || ATTACHED.test(link.url.pathname + link.url.search)) continue;
    if (signals.authors.some((a) => a.el === el && a.strength >= 3)) continue;
    if (/^\W*#?\d[\d.,\s]*\p{L}{0,12}\W*$/u.test(link.name)) continue;
    return link;
  }
  return null;
}

function contains(signals: Signals, outer: Element, inner: Element): boolean {
  return signals.at(inner) >= signals.at(outer) && signals.at(inner) <= signals.last(outer);
}

function inHeading(el: Element, bodies: readonly Element[]): boolean {
  let up = 0;
  for (let at: Element | null = el; at !== null; at = parentOf(at)) {
    if (/^h[1-6]$/u.test(at.name)) return true;
    if (bodies.includes(at) || (up += 1) > 4) return false;
  }
  return false;
}
