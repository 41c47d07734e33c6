/** From one page to the thread on it: its posts, and what the page says of each. */
import type { Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { copied } from '../features/nodes.ts';
import type { PageView } from '../features/page.ts';
import { classTokens, regions } from '../features/region.ts';
import { threadAddress } from './address.ts';
import { saidKind, subjectHeading, threadTitle } from './kind.ts';
import { readMessage } from './mail.ts';
import { openingAlone, openingBefore } from './opening.ts';
import { readParts } from './parts.ts';
import type { Parts } from './parts.ts';
import { isPostMarked, recordGroups } from './records.ts';
import type { RecordBox, RecordGroup, Verdict } from './records.ts';
import { replyStructure } from './replies.ts';
import { readRunning } from './running.ts';
import { gather, orderOf } from './signals.ts';
import type { Signals } from './signals.ts';
import { readTalk } from './talk.ts';
import type { DiscourseKind, ReadPost, ReadThread } from './types.ts';

/** A post as the readers of the several kinds of pages give it. */
export interface Draft extends Omit<ReadPost, 'region'> {
  readonly el: Element;
}

const NO_THREAD = new Set(['home', 'search', 'members', 'login', 'register']);

/**
 * @param moment ISO 8601, when the page was taken: relative times count from it
 * @returns the thread the page holds, or one page of it; null where it holds none
 */
export function readThread(view: PageView, moment: string): ReadThread | null {
  if (view.page.status >= 400 || NO_THREAD.has(view.kind) || view.wall) return null;
  const said = saidKind(view);
  const order = orderOf(view, moment);
  const signals = gather(view, moment, order);
  const heading = subjectHeading(view);
  const talk = readTalk(signals, said);
  if (talk !== null) return thread(view, heading, 'wiki-talk', talk);
  const running = readRunning(signals);
  if (running !== null) return thread(view, heading, 'mailing-list', running);
  const message = readMessage(signals, said, heading);
  if (message !== null) return thread(view, heading, 'mailing-list', message);
  return readRecords(signals, said, heading);
}

function readRecords(signals: Signals, said: DiscourseKind | null, heading: Element | null): ReadThread | null {
  const { view } = signals;
  const address = threadAddress(view).address;
  const { groups, listed } = recordGroups(signals, (group, taken) => verdictOn(signals, group, taken, address));
  const boxes = sorted(groups.flatMap((g) => g.boxes));
  const first = boxes[0];
  if (first === undefined) return readAlone(signals, said, heading, listed);
  const parts = groups.flatMap((g) => readParts(signals, g.boxes, boxes)).sort((a, b) => a.box.from - b.box.from);
  const opening = openingOf(signals, said, heading, first, boxes, parts, groups.some((g) => g.boxes.length === 1 && g.boxes[0] === first));
  const kind = opening.kind;
  const posts = opening.parts === null ? parts : [opening.parts, ...parts];
  const timed = parts.filter((p) => p.time !== null).length >= 0.7 * parts.length;
  const kept = posts.filter((p) => p.author !== null || p.time !== null).filter((p) => !timed || p.time !== null || p.key !== null).filter((p) => p.text !== '' || (p.time !== null && (p.attachments.length > 0 || p.author !== null)));
  const withAuthor = kept.filter((p) => p.author !== null).length;
  const withText = kept.filter((p) => p.text !== '').length;
  if (kept.length === 0 || withText * 2 < kept.length || (withAuthor === 0 && kept.length < 3)) return null;
  // One author's texts one under the other are news, unless something says that it is a thread.
  const names = new Set(kept.map((p) => p.author?.name));
  if (said === null && opening.kind === 'forum' && kept.length > 1 && names.size === 1 && !groups.some((g) => g.marked && g.boxes.length > 1)) return null;
  if (kept.length === 1 && said === null && opening.kind === 'forum') return null;
  const opens = opening.parts !== null ? 0 : opening.firstOpens ? 0 : null;
  const read = drafts(signals, kept, opens);
  // Where a list's thread shows who answers whom, what stands on its first level answers the first message.
  const told = kind === 'mailing-list' && opens === 0 && read.some((p) => p.replyTo !== null);
  return thread(view, heading, kind, told ? read.map((p, i) => (i > 0 && p.replyTo === null ? { ...p, replyTo: 0 } : p)) : read);
}

function drafts(signals: Signals, parts: readonly Parts[], opens: number | null): Draft[] {
  const replies = replyStructure(signals, parts, opens);
  return parts.map((p, i) => ({
    el: p.box.roots[0] as Element,
    key: p.key, author: p.author, time: p.time, text: p.text, votes: p.votes, attachments: p.attachments,
    replyTo: i === opens ? null : replies[i] ?? null, opens: i === opens,
  }));
}

function thread(view: PageView, heading: Element | null, kind: DiscourseKind, posts: readonly Draft[]): ReadThread {
  const { address, part } = threadAddress(view);
  return {
    page: view.page.id, address, part, kind,
    title: copied(threadTitle(view, heading)),
    posts: posts.map(({ el, ...post }) => ({
      ...post,
      key: post.key === null ? null : copied(post.key),
      text: copied(post.text),
      author: post.author === null ? null : { name: copied(post.author.name), profile: post.author.profile === null ? null : copied(post.author.profile) },
      time: post.time === null ? null : { ...post.time, said: copied(post.time.said) },
      region: regions(view.index, view.page.id, [el], (e) => copied(view.text(e).slice(0, 300)))[0] as ReadPost['region'],
    })),
  };
}

function sorted(boxes: readonly RecordBox[]): RecordBox[] {
  return [...boxes].sort((a, b) => a.from - b.from || b.to - a.to);
}

const REVIEW = /schema\.org\/Review$/iu;

/** People wrote these here: most have text and an author, and they are not each the head of another page. */
function verdictOn(signals: Signals, group: RecordGroup, taken: readonly RecordGroup[], address: string): Verdict {
  const all = sorted([...taken.flatMap((g) => g.boxes), ...group.boxes]);
  const parts = readParts(signals, group.boxes, all);
  const n = parts.length;
  const share = (test: (p: Parts) => boolean): number => parts.filter(test).length / n;
  const reviews = share((p) => p.box.roots.some((r) => REVIEW.test(r.attribs['itemtype'] ?? '') || classTokens(r).some((t) => /^(?:.*[-_])?reviews?(?:[-_].*)?$/iu.test(t))));
  const subjects = parts.flatMap((p) => (p.subject?.url === null || p.subject === null ? [] : [p.subject]));
  const apart = new Set(subjects.filter((l) => !sameThread(l.url as URL, address)).map((l) => l.url?.href ?? ''));
  if (reviews <= 0.5 && apart.size >= Math.max(1, 0.5 * n)) return 'list';
  const authors = share((p) => p.author !== null);
  // "Ann on A thread", without a time: what is new, and where it stands.
  if (share((p) => p.time !== null) < 0.3 && share((p) => leadsAway(signals, p, address)) >= 0.8) return 'list';
  const times = share((p) => p.time !== null);
  if (share((p) => /\p{L}{2}|[\p{Lo}\p{Emoji_Presentation}]/u.test(p.text)) < 0.5) return 'neither';
  const elsewhere = group.boxes.filter((b) => signals.view.place(b.roots[0] as Element) !== 'main').length * 2 > n;
  if (elsewhere && (!group.marked || authors < 0.8 || times < 0.8)) return 'neither';
  return (authors >= 0.6 && times >= 0.6) || (group.marked && times >= 0.8) || (group.marked && authors >= 0.8 && (times >= 0.3 || share((p) => p.key !== null) >= 0.8)) ? 'posts' : 'neither';
}

/** A permalink: below the thread's own address and told from it by a number. */
function sameThread(url: URL, address: string): boolean {
  const bare = address.replace(/\/$/u, '');
  if (!url.href.startsWith(bare)) return false;
  const rest = url.href.slice(bare.length);
  return rest === '' || rest === '/' || /^[/?#&;](?:[^?#]*[/=#&])?(?:comment|post|reply|msg|message|answer|[a-z]{1,3})?[-_=/]?\d+\/?(?:#.*)?$/iu.test(rest);
}

/** Most of what it says is a link to another page. */
function leadsAway(signals: Signals, part: Parts, address: string): boolean {
  for (let i = part.box.from; i <= part.box.to; i += 1) {
    const link = signals.linkAt.get(signals.all[i] as Element);
    if (link === undefined || link.url === null || link.url.href === part.author?.profile || link.name === part.author?.name) continue;
    if (link.name.length >= 0.7 * part.text.length && link.name.length > 3 && !sameThread(link.url, address)) return true;
  }
  return false;
}

interface Opening {
  readonly kind: DiscourseKind;
  readonly parts: Parts | null;
  readonly firstOpens: boolean;
}

function openingOf(signals: Signals, said: DiscourseKind | null, heading: Element | null, first: RecordBox, boxes: readonly RecordBox[], posts: readonly Parts[], alone: boolean): Opening {
  // A first record that is like no other is what the others answer.
  const answers = alone && posts.length > 1 ? posts.slice(1) : posts;
  const { view } = signals;
  const part = threadAddress(view).part;
  const box = openingBefore(signals, heading, first);
  const read = box === null ? null : partsOfOpening(signals, box, boxes, heading);
  const whole = read !== null && read.text.length >= 20 && (read.author !== null || read.time !== null);
  const marked = box !== null && box.roots.some((r) => isPostMarked(r) || anyMarked(signals, r));
  const articleLike = read !== null && (view.tagged('article').length > 0 || /(?:^|\s)(?:hentry|h-entry|blog|entry)/iu.test(box?.roots.map((r) => r.attribs['class'] ?? '').join(' ') ?? ''));
  const dated = whole && read.author !== null && read.time !== null;
  // An article, and under it what is called comments or stands in fewer letters.
  const article = dated && articleLike && read.text.length > 3 * Math.max(1, median(answers.map((p) => p.text.length)));
  const isComment = (p: Parts): boolean => p.box.roots.some((r) => /comment|kommentar|coment/iu.test(`${r.attribs['class'] ?? ''} ${r.attribs['id'] ?? ''}`));
  const commentsOnly = answers.length > 0 && answers.every(isComment);
  const [head, ...rest] = posts;
  // One record of the group is the article, the others are comments on it.
  if (said === null && !whole && head !== undefined && rest.length > 0 && !isComment(head) && rest.every(isComment) && head.text.length > 3 * median(rest.map((p) => p.text.length))) return { kind: 'blog', parts: null, firstOpens: true };
  const kind: DiscourseKind = said ?? (commentsOnly ? (dated || (articleLike && whole) ? 'blog' : 'comments') : article ? 'blog' : 'forum');
  if (alone && posts.length > 1 && !whole) {
    const first = posts[0] as Parts;
    const long = first.text.length > 3 * Math.max(1, median(answers.map((p) => p.text.length)));
    return { kind: said ?? (commentsOnly || long ? 'blog' : 'forum'), parts: null, firstOpens: first.author !== null || first.time !== null };
  }
  if (kind === 'forum') {
    // What stands above a forum's first post is mostly about the thread.
    const separate = whole && read.author !== null && read.time !== null && marked && read.text.length >= 40;
    return { kind, parts: separate ? read : null, firstOpens: !separate && part === 1 };
  }
  if (whole && (kind !== 'comments')) return { kind, parts: read, firstOpens: false };
  return { kind, parts: null, firstOpens: part === 1 && !commentsOnly && kind !== 'comments' };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function anyMarked(signals: Signals, root: Element): boolean {
  const end = Math.min(signals.last(root), signals.at(root) + 200);
  for (let i = signals.at(root); i <= end; i += 1) if (isPostMarked(signals.all[i] as Element)) return true;
  return false;
}

function partsOfOpening(signals: Signals, box: RecordBox, boxes: readonly RecordBox[], heading: Element | null): Parts | null {
  const parts = readParts(signals, [box], sorted([box, ...boxes]))[0] ?? null;
  const title = heading === null ? '' : signals.view.brief(heading, 300);
  // The title is the thread's, not a part of what was written.
  return parts === null || title === '' || !parts.text.startsWith(`${title} `) ? parts : { ...parts, text: parts.text.slice(title.length + 1) };
}

/** A page with nothing but an opening: a thread where that is clearly somebody's contribution. */
function readAlone(signals: Signals, said: DiscourseKind | null, heading: Element | null, listed: readonly RecordBox[]): ReadThread | null {
  const { view } = signals;
  if (heading === null || view.kind === 'home' || view.kind === 'listing' || view.kind === 'help' || view.kind === 'rules' || view.kind === 'about' || view.kind === 'profile') return null;
  if (said === null || said === 'wiki-talk' || said === 'mailing-list' || said === 'comments') return null;
  const box = openingAlone(signals, heading);
  // A page of subjects is none itself.
  if (box === null || listed.filter((l) => l.from >= box.from && l.to <= box.to).length >= 3) return null;
  const parts = partsOfOpening(signals, box, [], heading);
  if (parts === null || parts.author === null || parts.time === null || fold(parts.text).length < 30) return null;
  return thread(view, heading, said, drafts(signals, [parts], 0));
}
