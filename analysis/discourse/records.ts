/**
 * The repeated record: elements alike in tag and class, in id or in place, each of which holds an author, a time and
 * text of its own. Names of classes help to tell groups apart; none is needed.
 */
import type { Element } from 'domhandler';
import { isElement, parentOf } from '../features/nodes.ts';
import { classTokens } from '../features/region.ts';
import { idName, marker, says } from './marks.ts';
import type { Signal, Signals } from './signals.ts';

/** One record: an element, or elements side by side (a head and the text that follows it). */
export interface RecordBox {
  readonly roots: readonly Element[];
  /** First and last place in the document's order. */
  readonly from: number;
  readonly to: number;
}

export interface RecordGroup {
  readonly boxes: readonly RecordBox[];
  /** Its classes or ids say that it holds posts. */
  readonly marked: boolean;
  readonly score: number;
}

const POST_MARK = /^(?:.*[-_])?(?:post(?:bit|body|wrapper|container|row|item|_wrapper)?|comment(?:s?-?(?:item|body|row|wrap(?:per)?|container|box|block|list-?item|entry))?|message|msg|reply|replies|answer|question|response|review|entry|hentry|h-entry|topic-?post|thread-?post|feedback|idea|suggestion|opinion|kommentar|beitrag|antwort|comentario|resposta|crawler-post|athing|comtr|windowbg\d?|note|discussion|item-?comment|forum-?post|node-?comment|proposal|submission|shout)(?:[-_](?:item|body|wrapper|wrap|container|box|row|main|inner|detail|outer|content|cell|stream)|[-_]?\d+)?$/iu;
const NO_POST_MARK = /^(?:.*[-_])?(?:author|form|count|link|button|btn|meta|title|list|date|header|footer|info|nav|number|num|input|reply-?link|actions?|controls?|text|area|textarea|s|edit|signature|preview|new|add)$/iu;
const marksPost = marker(POST_MARK, NO_POST_MARK);
const POST_TYPE = /schema\.org\/(?:Comment|Answer|Question|DiscussionForumPosting|UserComments|Review|BlogPosting|SocialMediaPosting|Message)$/iu;

/** How far above a name or a time its record may begin. */
const CLIMB = 13;
const MOST_GROUPS = 500;
const NOT_RECORD = new Set(['html', 'body', 'main', 'a', 'span', 'time', 'abbr', 'b', 'strong', 'em', 'i', 'small', 'cite', 'font', 'img', 'form', 'tbody', 'h1', 'center']);

export function isPostMarked(el: Element): boolean {
  if (POST_TYPE.test(el.attribs['itemtype'] ?? '')) return true;
  if (marksPost(el)) return true;
  const name = /\d/u.test(el.attribs['id'] ?? '') ? idName(el) : null;
  return name !== null && says(POST_MARK, NO_POST_MARK, name);
}

export function boxOf(signals: Signals, roots: readonly Element[]): RecordBox {
  const first = roots[0];
  const last = roots.at(-1);
  return { roots, from: first === undefined ? 0 : signals.at(first), to: last === undefined ? -1 : signals.last(last) };
}

/** For each box the signals that are its own and not those of a box inside it. Boxes nest or lie apart, sorted by `from`, outer first. */
export function ownSignals<S extends { readonly at: number }>(boxes: readonly RecordBox[], signals: readonly S[]): S[][] {
  const out: S[][] = boxes.map(() => []);
  const open: number[] = [];
  let next = 0;
  for (const signal of signals) {
    for (let box = boxes[next]; box !== undefined && box.from <= signal.at; box = boxes[next]) {
      open.push(next);
      next += 1;
    }
    while (open.length > 0 && (boxes[open.at(-1) as number]?.to ?? -1) < signal.at) open.pop();
    // Boxes behind an ended one may still be open below it.
    for (let i = open.length - 1; i >= 0; i -= 1) {
      const k = open[i] as number;
      const box = boxes[k];
      if (box !== undefined && box.from <= signal.at && box.to >= signal.at) {
        out[k]?.push(signal);
        break;
      }
    }
  }
  return out;
}

/** For each box the index of the box right around it, -1 at the top. */
export function nesting(boxes: readonly RecordBox[]): number[] {
  const open: number[] = [];
  return boxes.map((box, i) => {
    while (open.length > 0 && (boxes[open.at(-1) as number]?.to ?? -1) < box.from) open.pop();
    const above = open.at(-1) ?? -1;
    open.push(i);
    return above;
  });
}

export function ownMass(signals: Signals, boxes: readonly RecordBox[]): number[] {
  const mass = boxes.map((b) => signals.mass(b.from, b.to));
  const own = [...mass];
  nesting(boxes).forEach((above, i) => {
    if (above >= 0) own[above] = (own[above] ?? 0) - (mass[i] ?? 0);
  });
  return own;
}

/** Steps from a record down to an element: tag and first class without numbers. */
export function pathOf(signals: Signals, box: RecordBox, el: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = el, depth = 0; at !== null && depth < 16; at = parentOf(at), depth += 1) {
    if (signals.at(at) < box.from) break;
    steps.push(stepOf(at));
    if (box.roots.includes(at)) break;
  }
  return steps.reverse().join('>');
}

const steps = new WeakMap<Element, string>();

export function stepOf(el: Element): string {
  let step = steps.get(el);
  if (step === undefined) {
    const token = classTokens(el).find((t) => !/\d/u.test(t) && !VARYING.test(t));
    const prop = el.attribs['itemprop'];
    steps.set(el, (step = `${el.name}${token === undefined ? '' : `.${token}`}${prop === undefined ? '' : `@${prop}`}`));
  }
  return step;
}

const VARYING = /^(?:odd|even|alt|first|last|active|online|offline|new|unread|read|hidden|visible|collapsed|op|topic-?starter|own|mine|selected|clearfix|by(?:user|postauthor)|row\w?|col\w?)$/iu;

interface Candidate {
  readonly boxes: readonly RecordBox[];
  readonly marked: boolean;
}

/** Groups of elements alike that hold a name or a time, the outer first within each. */
function candidates(signals: Signals): Candidate[] {
  const { view } = signals;
  const holders = new Set<Element>();
  for (const list of [signals.authors, signals.times]) {
    for (const signal of list) {
      if (signal.kind === 'author' && signal.strength < 2) continue;
      let depth = 0;
      for (let at: Element | null = signal.el; at !== null && depth < CLIMB; at = parentOf(at), depth += 1) {
        if (at.name === 'body' || at.name === 'html') break;
        if (holders.has(at) && depth > 0) break;
        holders.add(at);
      }
    }
  }
  // Elements reached only by the deeper of two signals may still have holders above them.
  for (const el of [...holders]) {
    let depth = 0;
    for (let at = parentOf(el); at !== null && depth < 6; at = parentOf(at), depth += 1) {
      if (at.name === 'body' || at.name === 'html' || holders.has(at)) break;
      holders.add(at);
    }
  }
  const groups = new Map<string, Element[]>();
  const put = (key: string, el: Element): void => {
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [el]);
    else list.push(el);
  };
  for (const el of holders) {
    if (NOT_RECORD.has(el.name) || !view.has(el)) continue;
    const classes = classTokens(el).filter((t) => !/\d{2,}/u.test(t) && !VARYING.test(t)).slice(0, 5);
    for (const token of classes) put(`${el.name}.${token}`, el);
    if (classes.length > 1) put(`${el.name}.${[...classes].sort().join('.')}`, el);
    const id = el.attribs['id'];
    if (id !== undefined && /\d/u.test(id)) put(`${el.name}#${id.replace(/\d+/gu, '#')}`, el);
    const parent = parentOf(el);
    if (parent !== null) {
      put(`${el.name}>${signals.at(parent)}`, el);
      if (classes.length === 0) put(`${el.name}>>${stepOf(parent)}`, el);
      // Each record in a wrapper of its own.
      const above = parentOf(parent);
      if (above !== null) put(`${stepOf(el)}>>${stepOf(parent)}>${signals.at(above)}`, el);
    }
    if (el.name === 'article' || el.name === 'li' || el.name === 'table' || el.name.includes('-')) put(el.name, el);
    const type = el.attribs['itemtype'];
    if (type !== undefined && POST_TYPE.test(type)) put(`:${type}`, el);
  }
  const out: Candidate[] = [];
  const seen = new Set<string>();
  for (const members of groups.values()) {
    const marks = members.filter(isPostMarked).length;
    const marked = marks * 2 > members.length;
    if (members.length < 2 && !marked) continue;
    const boxes = members.map((el) => boxOf(signals, [el])).sort((a, b) => a.from - b.from || b.to - a.to);
    const same = `${boxes.length} ${boxes[0]?.from} ${boxes.at(-1)?.from} ${boxes[boxes.length >> 1]?.from}`;
    if (seen.has(same)) continue;
    seen.add(same);
    out.push({ boxes, marked });
  }
  return out.sort((a, b) => b.boxes.length - a.boxes.length).slice(0, MOST_GROUPS);
}

interface Judged extends RecordGroup {
  /** Share of the boxes that hold author or time, and text. */
  readonly complete: number;
  /** Boxes with neither text nor both signals, which another group may need to be extended. */
  readonly bare: number;
}

const FEW_LETTERS = 2;

function judge(signals: Signals, candidate: Candidate, merged: readonly Signal[]): Judged {
  const { boxes, marked } = candidate;
  const own = ownSignals(boxes, merged);
  const mass = ownMass(signals, boxes);
  let score = 0;
  let complete = 0;
  let bare = 0;
  let before = '';
  boxes.forEach((box, i) => {
    const mine = own[i] ?? [];
    const paths = new Map<string, number>();
    let author = 0;
    let time = 0;
    for (const s of mine) {
      if (s.kind === 'author') author = Math.max(author, s.strength);
      else {
        time = Math.max(time, s.strength);
        if (s.strength >= 2) {
          const path = pathOf(signals, box, s.el);
          paths.set(path, (paths.get(path) ?? 0) + 1);
        }
      }
    }
    const text = mass[i] ?? 0;
    // The same name at the same time in the next box: one post in two parts.
    const mark = `${firstAuthor(mine) ?? ''} ${firstTime(mine) ?? ''}`;
    const again = mark === before && mark.length > 12;
    before = mark;
    if (again) {
      score -= 0.1;
      return;
    }
    const places = Math.max(1, ...paths.values());
    const whole = (author >= 2 ? 0.5 : author > 0 ? 0.3 : 0) + (time >= 2 ? 0.5 : time > 0 ? 0.4 : 0);
    const place = signals.view.place(box.roots[0] as Element);
    const where = place === 'main' ? 1 : place === 'aside' || place === 'nav' ? 0.5 : place === 'banner' ? 0 : 0.4;
    if (text < FEW_LETTERS) {
      bare += whole > 0 ? 1 : 0;
      score -= 0.2;
      return;
    }
    if (whole >= (marked ? 0.4 : 0.8)) complete += 1;
    score += whole < 0.3 ? -0.3 : (whole * where * (0.7 + 0.3 * Math.min(1, text / 30))) / places;
  });
  return { boxes, marked, score: score * (marked ? 1.08 : 1), complete: complete / boxes.length, bare };
}

function firstAuthor(mine: readonly Signal[]): string | null {
  for (const s of mine) if (s.kind === 'author' && s.strength >= 2) return s.author.name;
  return null;
}

function firstTime(mine: readonly Signal[]): string | null {
  for (const s of mine) if (s.kind === 'time') return s.time.at;
  return null;
}

/** Heads without text of their own: the elements behind each, up to the next, are the rest of its record. */
function extended(signals: Signals, group: Judged): Candidate | null {
  if (group.bare * 2 < group.boxes.length) return null;
  const heads = new Set(group.boxes.map((b) => b.roots[0] as Element));
  const parents = new Map<Element, Element[]>();
  for (const head of heads) {
    const parent = parentOf(head);
    if (parent === null) return null;
    const list = parents.get(parent);
    if (list === undefined) parents.set(parent, [head]);
    else list.push(head);
  }
  const boxes: RecordBox[] = [];
  let longest = 0;
  const pending: Element[][] = [];
  for (const [parent, own] of parents) {
    if (own.length < 2 && !group.marked) return null;
    let at: Element[] | null = null;
    for (const child of parent.children) {
      if (!isElement(child) || !signals.view.has(child)) continue;
      if (heads.has(child)) {
        if (at !== null) {
          longest = Math.max(longest, at.length);
          boxes.push(boxOf(signals, at));
        }
        at = [child];
      } else if (at !== null && child.name !== 'form' && child.name !== 'script') at.push(child);
    }
    if (at !== null) pending.push(at);
  }
  // Nothing says where the last one ends but the length of the others.
  for (const roots of pending) boxes.push(boxOf(signals, roots.slice(0, longest === 0 ? 3 : longest)));
  return boxes.some((b) => b.roots.length > 1) ? { boxes: boxes.sort((a, b) => a.from - b.from || b.to - a.to), marked: group.marked } : null;
}

/** A list names subjects, each of which has a page of its own. */
export type Verdict = 'posts' | 'list' | 'neither';

export interface FoundRecords {
  readonly groups: readonly RecordGroup[];
  /** Records that are heads of other pages. */
  readonly listed: readonly RecordBox[];
}

/** The groups that hold posts: the best, and others that go with it (comments within answers, a question above them). */
export function recordGroups(signals: Signals, judgeOf: (group: RecordGroup, taken: readonly RecordGroup[]) => Verdict): FoundRecords {
  const merged: Signal[] = [...signals.authors.filter((a) => a.strength >= 1), ...signals.times].sort((a, b) => a.at - b.at);
  const judged: Judged[] = [];
  for (const candidate of candidates(signals)) {
    const one = judge(signals, candidate, merged);
    judged.push(one);
    const more = extended(signals, one);
    if (more !== null) {
      const longer = judge(signals, more, merged);
      judged.push({ ...longer, score: longer.score * 0.95 });
    }
  }
  const span = (g: RecordGroup): number => g.boxes.reduce((sum, b) => sum + b.to - b.from, 0);
  const ranked = judged.filter((g) => g.score >= 0.4 && g.complete >= 0.5).sort((a, b) => b.score - a.score);
  const taken: RecordGroup[] = [];
  const listed: RecordBox[] = [];
  let refused = 0;
  for (let left = ranked; left.length > 0 && refused <= 12 && taken.length < 5;) {
    // Of groups as good the outer: it holds what stands around the text as well.
    const best = (left[0] as Judged).score;
    const group = left.filter((g) => g.score >= 0.94 * best).sort((a, b) => span(b) - span(a))[0] as Judged;
    left = left.filter((g) => g !== group);
    if (taken.length > 0 && !fits(signals, taken, group, merged)) continue;
    // What lists things lists them in its parts, and in what holds it, too.
    if (overlap(group, listed)) continue;
    const verdict = judgeOf(group, taken);
    if (verdict !== 'posts') {
      refused += 1;
      if (verdict === 'list' && group.complete >= 0.8) listed.push(...group.boxes);
      continue;
    }
    taken.push(group);
  }
  return { groups: taken, listed };
}

function overlap(group: RecordGroup, listed: readonly RecordBox[]): boolean {
  if (listed.length === 0) return false;
  const touching = group.boxes.filter((b) => listed.some((l) => b.from <= l.to && l.from <= b.to)).length;
  return touching * 2 >= group.boxes.length;
}

/** Whether with the group added every box keeps an author or a time and text of its own. */
function fits(signals: Signals, taken: readonly RecordGroup[], group: RecordGroup, merged: readonly Signal[]): boolean {
  const known = new Set(taken.flatMap((g) => g.boxes.map((b) => b.from)));
  if (group.boxes.some((b) => known.has(b.from))) return false;
  const all = [...taken.flatMap((g) => g.boxes), ...group.boxes].sort((a, b) => a.from - b.from || b.to - a.to);
  // Boxes that cross each other are no records.
  const open: RecordBox[] = [];
  for (const box of all) {
    while (open.length > 0 && (open.at(-1) as RecordBox).to < box.from) open.pop();
    if (open.length > 0 && box.to > (open.at(-1) as RecordBox).to) return false;
    open.push(box);
  }
  const own = ownSignals(all, merged);
  const mass = ownMass(signals, all);
  const whole = new Map<RecordBox, boolean>();
  all.forEach((box, i) => {
    const mine = own[i] ?? [];
    const author = mine.some((s) => s.kind === 'author' && s.strength >= 2);
    const time = mine.some((s) => s.kind === 'time');
    whole.set(box, author && time && (mass[i] ?? 0) >= FEW_LETTERS);
  });
  // The same name and time as the box around it: a part of that, no post of its own.
  const mine = new Set(group.boxes);
  let repeated = 0;
  nesting(all).forEach((above, i) => {
    const inner = all[i] as RecordBox;
    const outer = all[above];
    if (outer === undefined || mine.has(inner) === mine.has(outer)) return;
    const [a, b] = [own[i] ?? [], own[above] ?? []];
    if (firstAuthor(a) === firstAuthor(b) && (firstTime(a) === firstTime(b) || firstTime(a) === null || firstTime(b) === null)) repeated += 1;
  });
  if (repeated * 2 >= group.boxes.length) return false;
  const share = (g: RecordGroup): number => g.boxes.filter((b) => whole.get(b) === true).length / g.boxes.length;
  const before = (g: RecordGroup): number => Math.min(0.7, g.score / g.boxes.length);
  // Those that the new boxes stand in must stay whole too: a part of a post is no post.
  const around = new Set(nesting(all).flatMap((above, i) => (above >= 0 && mine.has(all[i] as RecordBox) !== mine.has(all[above] as RecordBox) ? [all[above] as RecordBox] : [])));
  const stay = [...around].filter((b) => whole.get(b) === true).length;
  return taken.every((g) => share(g) >= before(g)) && share(group) >= 0.7 && stay >= 0.7 * around.size;
}
