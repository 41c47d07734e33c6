/** Talk pages of wikis: running text in which each post ends with its member's name and the time. */
import type { AnyNode, Element } from 'domhandler';
import { memberLinks } from '../features/cues.ts';
import { fold } from '../features/document.ts';
import { isElement, isText } from '../features/nodes.ts';
import { withoutHash } from './address.ts';
import type { Draft } from './read.ts';
import type { Signals } from './signals.ts';
import { findTime } from './time.ts';
import type { DiscourseKind, PostAuthor, PostTime } from './types.ts';
import { isControlLabel } from './words/index.ts';

/** A member's own page, or the list of what somebody who has none did. */
const USER_PAGE = /(?:^|[/=:])(?:user|benutzer(?:in)?|usu[aá]ri[oa]|utilisat(?:eur|rice)|utente|gebruiker|användare|wikipedysta|wikipedystka|wikipedista|użytkownik|участник|участница|مستخدم|bruker|bruger|käyttäjä|szerkesztő|kullanıcı|корисник|користувач|spécial:contributions|special:contrib\p{L}*|spezial:beiträge|especial:contribui\p{L}*|specjalna:wkład|contributions?|user[ _]talk)(?::|\/|_)/iu;
/** Where nothing says that this is a talk page, only the name spaces of a wiki do. */
const USER_NAMESPACE = /(?:^|[/=])(?:user|benutzer(?:in)?|usu[aá]ri[oa]|utilisat(?:eur|rice)|utente|gebruiker|användare|wikip[eé]dysta|участник|special|spezial|spécial|especial)(?:[ _]talk)?:[^/]/iu;
/** At the end of a post: hour and day, in whichever order, and mostly the zone. */
const STAMP = /\d{1,2}[:.]\d{2}[^\d]{1,8}\d{1,2}\.? \p{L}{3,}\.?,? \d{4}|\d{1,2}\.? \p{L}{3,}\.?,? (?:de )?\d{4}[^\d]{1,10}\d{1,2}[:.]\d{2}|\d{4}-\d{2}-\d{2}[T ,]+\d{1,2}:\d{2}|\d{1,2}[:.]\d{2}, \p{L}{3,} \d{1,2}, \d{4}|\d{1,2}:\d{2}, \d{1,2} (?:de )?\p{L}{3,}\.? (?:de )?\d{4}/u;
const STAMP_TAIL = 16;

const BLOCK = new Set(['p', 'dd', 'li', 'dt', 'div', 'td', 'blockquote', 'pre', 'table', 'dl', 'ul', 'ol', 'tr', 'section', 'center']);
const LISTS = new Set(['dl', 'ul', 'ol']);
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'button', 'form', 'nav', 'textarea', 'select']);

interface Open {
  text: string;
  first: Element | null;
  author: PostAuthor | null;
  level: number;
}

/** Fewer signatures may stand on any page. */
const LEAST = 2;

/** @returns the posts of all sections; the first of each opens it, and what is not indented answers that */
export function readTalk(signals: Signals, said: DiscourseKind | null): Draft[] | null {
  const { view } = signals;
  if (said !== 'wiki-talk' && !view.links.some((l) => l.path.includes(':') && USER_NAMESPACE.test(l.path))) return null;
  const members = new Set(memberLinks(view).map((l) => l.el));
  const body = view.tagged('body')[0];
  if (body === undefined) return null;
  const posts: { draft: Draft; level: number; section: number }[] = [];
  let section = 0;
  let open: Open = { text: '', first: null, author: null, level: 0 };
  let lastName: { author: PostAuthor; at: number } | null = null;
  const fresh = (): void => {
    open = { text: '', first: null, author: null, level: 0 };
    lastName = null;
  };
  const close = (time: PostTime, upTo: string, block: Element, level: number): void => {
    const author = lastName === null || open.text.length - (lastName as { at: number }).at > 160 ? null : (lastName as { author: PostAuthor }).author;
    const cut = author === null ? upTo : upTo.slice(0, signatureAt(upTo, (lastName as { at: number } | null)?.at ?? upTo.length));
    const el = open.first ?? block;
    posts.push({
      draft: { el, key: null, author, time, text: fold(cut.replace(/[\s—–-]+(?:\()?$/u, '')), votes: null, attachments: [], replyTo: null, opens: false },
      level: open.first === null ? level : open.level, section,
    });
    fresh();
  };
  interface Step { readonly node: AnyNode; readonly block: Element; readonly level: number; readonly leave: boolean }
  const stack: Step[] = [{ node: body, block: body, level: 0, leave: false }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, block, level, leave } = step;
    if (isText(node)) {
      if (node.data.trim() === '') {
        open.text += ' ';
        continue;
      }
      if (open.first === null && open.text.trim() === '') {
        open.first = block;
        open.level = level;
      }
      const stamp = node.data.length < 4000 ? STAMP.exec(node.data) : null;
      const tail = stamp === null ? '' : node.data.slice(stamp.index + stamp[0].length);
      if (stamp !== null && lastName !== null && tail.trim().length <= STAMP_TAIL) {
        const found = findTime(`${stamp[0]}${tail.slice(0, 12)}`, signals.moment, signals.order);
        if (found !== null) {
          close(found.time, open.text + node.data.slice(0, stamp.index), block, level);
          continue;
        }
      }
      open.text += node.data;
      continue;
    }
    if (!isElement(node) || (!view.has(node) && node !== body) || UNREAD.has(node.name)) continue;
    if (leave) {
      open.text += ' ';
      continue;
    }
    const place = view.place(node);
    if (place === 'nav' || place === 'footer' || place === 'banner' || place === 'aside') {
      if (place !== 'aside' || said !== 'wiki-talk') continue;
    }
    if (/^h[1-6]$/u.test(node.name)) {
      section += 1;
      fresh();
      continue;
    }
    if (/(?:^|\s)(?:mw-editsection|mw-jump|toc|catlinks|printfooter|ext-discussiontools-init-replylink-buttons|navbox)(?:\s|$)/u.test(node.attribs['class'] ?? '') || node.attribs['id'] === 'toc') continue;
    if (node.name === 'a') {
      const link = signals.linkAt.get(node);
      if (link?.url !== undefined && link.url !== null && (members.has(node) || USER_PAGE.test(link.path)) && link.name !== '') {
        const name = nameOf(link.path, link.name, link.url);
        // "(talk)" behind the name leads to the same member.
        if (name !== null && !(lastName !== null && isControlLabel(link.name.replace(/[()]/gu, '')))) lastName = { author: { name, profile: withoutHash(link.url) }, at: open.text.length };
      } else if (node.attribs['href'] === undefined && (node.attribs['class'] ?? '').includes('selflink') && lastName === null && /talk|diskussion/iu.test(view.url.pathname)) {
        lastName = { author: { name: fold(view.text(node)), profile: null }, at: open.text.length };
      }
    }
    const isBlock = BLOCK.has(node.name);
    const deeper = LISTS.has(node.name) ? level + 1 : level;
    if (isBlock) {
      open.text += ' ';
      stack.push({ node, block, level, leave: true });
    }
    const inner = isBlock && !LISTS.has(node.name) ? node : block;
    for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push({ node: node.children[i] as AnyNode, block: inner, level: deeper, leave: false });
  }
  // Signed twice: the second signature has nothing of its own before it.
  const signed = posts.filter((p) => p.draft.author !== null && p.draft.text !== '');
  if (signed.length < (said === 'wiki-talk' ? 1 : LEAST)) return null;
  return linked(signed);
}

/** The signature begins with the member's name; what stands before it was written. */
function signatureAt(text: string, at: number): number {
  const from = Math.max(0, Math.min(at, text.length));
  const before = text.slice(0, from);
  const dash = /[\s—–-]*(?:--|—|–)\s*$/u.exec(before);
  return dash === null ? from : dash.index;
}

/** From the page's address rather than from what is shown: signatures are decorated. */
function nameOf(path: string, shown: string, url: URL): string | null {
  let address = url.pathname + url.search;
  try {
    address = decodeURIComponent(address);
  } catch {
    // As it stands.
  }
  const title = /[?&]title=([^&]+)/u.exec(address)?.[1] ?? address.split('/').slice(address.includes('/wiki/') ? 2 : -1).join('/');
  const named = /^[^:]+:(?:[^:/]*\/)?([^/&?#]+)/u.exec(title)?.[1];
  const name = fold((named ?? shown).replace(/_/gu, ' '));
  return name === '' || name.length > 80 || (named === undefined && !USER_PAGE.test(path) && isControlLabel(shown)) ? null : name;
}

function linked(posts: readonly { readonly draft: Draft; readonly level: number; readonly section: number }[]): Draft[] {
  return posts.map((post, i) => {
    let opener = i;
    while (opener > 0 && (posts[opener - 1]?.section ?? -1) === post.section) opener -= 1;
    if (opener === i) return { ...post.draft, opens: true };
    for (let before = i - 1; before > opener; before -= 1) if ((posts[before]?.level ?? 0) < post.level) return { ...post.draft, replyTo: before };
    return { ...post.draft, replyTo: opener };
  });
}
