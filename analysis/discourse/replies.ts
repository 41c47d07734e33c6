/** Which post answers which: by nesting, indentation, links, quotations and names. */
import type { Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import { classTokens } from '../features/region.ts';
import { withoutHash } from './address.ts';
import { marker } from './marks.ts';
import { KEY_DATA } from './extras.ts';
import { linkAround } from './parts.ts';
import type { Parts } from './parts.ts';
import { nesting } from './records.ts';
import type { Signals } from './signals.ts';
import { isQuote } from './signals.ts';
import { saysInReplyTo } from './words/index.ts';

/** @returns for each post the index of the post it answers, the key or address of one on another page, or null */
export function replyStructure(signals: Signals, posts: readonly Parts[], opener: number | null): (number | string | null)[] {
  const boxes = posts.map((p) => p.box);
  const inside = nesting(boxes);
  const levels = levelsOf(signals, posts);
  const byKey = new Map<string, number>();
  posts.forEach((p, i) => {
    for (const key of keysOf(signals, p)) if (!byKey.has(key)) byKey.set(key, i);
  });
  const nestedIn = nestedLists(signals, posts, inside);
  const byName = new Map<string, number[]>();
  return posts.map((post, i) => {
    const name = post.author?.name.toLowerCase();
    const found = ((): number | string | null => {
      const around = inside[i] ?? -1;
      if (around >= 0) return around;
      const linked = linkedPost(signals, post, i, byKey);
      if (linked !== null) return linked;
      const nested = nestedIn[i] ?? -1;
      if (nested >= 0) return nested;
      const level = levels[i];
      if (levels.length > 0 && level !== undefined) {
        for (let before = i - 1; before >= 0; before -= 1) if ((levels[before] ?? 0) < level && before !== opener) return before;
        if (level > 0) return null;
      }
      return quotedPost(signals, posts, i, byName, byKey);
    })();
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), i]);
    return found === i || (found !== null && found === opener) ? null : found;
  });
}

function keysOf(signals: Signals, post: Parts): string[] {
  const keys = new Set<string>();
  if (post.key !== null) keys.add(post.key);
  const permalink = post.timeEl === null ? null : linkAround(signals, post.timeEl)?.url?.href;
  if (permalink !== null && permalink !== undefined && /\d/u.test(permalink)) keys.add(permalink);
  for (const root of post.box.roots) for (const name of KEY_DATA) if (root.attribs[name] !== undefined) keys.add(root.attribs[name]);
  const end = Math.min(post.box.to, post.box.from + 120);
  for (let i = post.box.from; i <= end; i += 1) {
    const el = signals.all[i] as Element;
    for (const name of ['id', 'name']) {
      const value = el.attribs[name];
      if (value !== undefined && /\d/u.test(value) && (name === 'id' || el.name === 'a')) keys.add(value);
    }
  }
  return [...keys];
}

/** Depth as the markup states it: a class, an attribute, an indent; empty when nothing states one. */
function levelsOf(signals: Signals, posts: readonly Parts[]): number[] {
  const levels = posts.map((post) => {
    const root = post.box.roots[0] as Element;
    for (let at: Element | null = root, up = 0; at !== null && up < 3; at = parentOf(at), up += 1) {
      const own = statedLevel(at);
      if (own !== null) return own;
    }
    // A spacer or a cell in the record's first elements.
    for (let i = post.box.from + 1; i <= Math.min(post.box.to, post.box.from + 14); i += 1) {
      const el = signals.all[i] as Element;
      const own = statedLevel(el);
      if (own !== null) return own;
      if (el.name === 'img' && /spacer|blank|pixel|^s\.gif|\/s\.gif|trans/iu.test(el.attribs['src'] ?? '') && el.attribs['width'] !== undefined && /^\d+$/u.test(el.attribs['width'])) return Number(el.attribs['width']);
    }
    return 0;
  });
  return levels.some((l) => l !== levels[0]) ? levels : [];
}

function statedLevel(el: Element): number | null {
  for (const name of ['data-depth', 'data-level', 'data-nest-level', 'indent', 'depth', 'data-indent', 'aria-level'] as const) {
    const value = el.attribs[name];
    if (value !== undefined && /^\d{1,3}$/u.test(value)) return Number(value);
  }
  for (const token of classTokens(el)) {
    const found = /^(?:.*[-_])?(?:depth|level|indent|lvl|nest(?:ed|ing)?|ebene|nivel)[-_]?(\d{1,2})$/iu.exec(token);
    if (found !== null) return Number(found[1]);
  }
  const style = el.attribs['style'];
  const indent = style === undefined ? null : /(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)\s*(?:px|em|rem|%|pt)?/iu.exec(style);
  return indent === null ? null : Number(indent[1]);
}

/** A list of answers stands in the element that holds the post answered, deeper than that. */
function nestedLists(signals: Signals, posts: readonly Parts[], inside: readonly number[]): number[] {
  const firstIn = new Map<Element, number>();
  const depthOf = (el: Element): number => {
    let depth = 0;
    for (let at = parentOf(el); at !== null; at = parentOf(at)) depth += 1;
    return depth;
  };
  const depths = posts.map((p) => depthOf(p.box.roots[0] as Element));
  return posts.map((post, i) => {
    const root = post.box.roots[0] as Element;
    let found = -1;
    if ((inside[i] ?? -1) < 0) {
      for (let at = parentOf(root); at !== null && at.name !== 'body'; at = parentOf(at)) {
        const first = firstIn.get(at);
        if (first === undefined) continue;
        if ((depths[first] ?? 0) < (depths[i] ?? 0) && (inside[first] ?? -1) < 0 && holdsOne(signals, at, posts, first, i)) found = first;
        break;
      }
    }
    for (let at = parentOf(root); at !== null && at.name !== 'body'; at = parentOf(at)) {
      if (firstIn.has(at)) break;
      firstIn.set(at, i);
    }
    return found;
  });
}

/** The element around both is the thread of the one post, not the list of all: between it and the answer stands a list, or others like it stand beside it. */
function holdsOne(signals: Signals, around: Element, posts: readonly Parts[], first: number, answer: number): boolean {
  const a = posts[first] as Parts;
  const b = posts[answer] as Parts;
  const sameGroup = a.box.roots[0]?.name === b.box.roots[0]?.name;
  if (!sameGroup) return around.name === 'li' || around.name === 'article' || /(?:^|[\s_-])(?:answer|comment|reply|post|message|item)/iu.test(around.attribs['class'] ?? '');
  const parent = parentOf(around);
  const alike = parent === null ? 0 : parent.children.filter((c) => isElement(c) && c.name === around.name).length;
  const rest = signals.at(a.box.roots[0] as Element) - signals.at(around);
  return around.name === 'li' || alike > 1 || rest <= 4;
}

const REPLY_MARK = /^(?:.*[-_])?(?:in-?reply(?:-?to)?|reply-?to(?:-tab|-link)?|replyto|parent(?:-?link)?|par|responding|context|quote-?(?:link|author)|backlink|reply-?context|comment-?parent)(?:[-_].*)?$/iu;

const marksReply = marker(REPLY_MARK);

/** A link to another post beside "in reply to", or at the head of a quotation. */
function linkedPost(signals: Signals, post: Parts, self: number, byKey: ReadonlyMap<string, number>): number | string | null {
  const here = withoutHash(signals.view.url);
  let outer: string | null = null;
  for (let i = post.box.from; i <= post.box.to; i += 1) {
    const el = signals.all[i] as Element;
    if (el.name !== 'a') {
      const ref = el.attribs['data-parent-id'] ?? el.attribs['data-parent'] ?? el.attribs['data-reply-to'] ?? el.attribs['data-in-reply-to'] ?? el.attribs['parentid'];
      if (ref !== undefined && i <= post.box.from + 3) {
        const target = lookUp(byKey, ref.replace(/^#/u, ''));
        if (target !== null && target !== self) return target;
      }
      continue;
    }
    const href = el.attribs['href'] ?? '';
    if (href === '' || href === '#' || !/\d/u.test(href)) continue;
    const told = /(?:^|\s)in-reply-to(?:\s|$)/u.test(el.attribs['rel'] ?? '') || saidBefore(el) || saysInReplyTo(signals.view.brief(el, 60));
    const url = signals.linkAt.get(el)?.url ?? signals.view.resolve(href);
    if (url === null) continue;
    // "@Ann" that leads to a post and not to Ann.
    const addressed = !told && !withinBody(signals, post, i) && /^@\S/u.test(signals.view.brief(el, 60));
    if (!told && !addressed && !marksReply(el) && !inQuoteHead(signals, el, i)) continue;
    const hash = href.startsWith('#') ? href.slice(1) : url.hash.slice(1);
    const target = (hash === '' ? null : lookUp(byKey, hash)) ?? byKey.get(url.href) ?? lookUp(byKey, withoutHash(url)) ?? byNumber(byKey, url.pathname + url.search);
    if (target !== null) {
      if (target !== self) return target;
      continue;
    }
    if ((told || (addressed && /\d\/?$/u.test(url.pathname))) && !/reply(?:to|com)?=|\/reply\b|newreply|quote=/iu.test(url.search + url.pathname)) outer ??= hash !== '' && /\d/u.test(hash) ? hash : withoutHash(url) === here ? null : url.href;
  }
  return outer;
}

function withinBody(signals: Signals, post: Parts, at: number): boolean {
  return post.body.some((n) => isElement(n) && !post.box.roots.includes(n) && at >= signals.at(n) && at <= signals.last(n));
}

function lookUp(byKey: ReadonlyMap<string, number>, key: string): number | null {
  const exact = byKey.get(key);
  if (exact !== undefined) return exact;
  // `#p123`, `#post123`, `#comment-123`: one post under several names.
  const digits = /(\d{2,})$/u.exec(key)?.[1];
  if (digits === undefined) return null;
  for (const [other, i] of byKey) if (other.length < 40 && other.endsWith(digits) && !/\d/u.test(other.charAt(other.length - digits.length - 1))) return i;
  return null;
}

function byNumber(byKey: ReadonlyMap<string, number>, path: string): number | null {
  const digits = /(?:p|pid|post|id|post_id)=(\d{2,})/iu.exec(path)?.[1] ?? /\/(\d{2,})\/?$/u.exec(path)?.[1];
  return digits === undefined ? null : lookUp(byKey, digits);
}

function saidBefore(el: Element): boolean {
  let text = '';
  for (let at = el.prev; at !== null && text.length < 60; at = at.prev) {
    if (isText(at)) text = at.data + text;
    else if (isElement(at) && at.name !== 'br') for (const child of at.children) if (isText(child)) text = `${child.data} ${text}`;
  }
  if (text.trim() === '') {
    const parent = parentOf(el);
    const before = parent?.prev;
    if (isText(before)) text = before.data;
  }
  return text.trim() !== '' && saysInReplyTo(fold(text).slice(-60));
}

function inQuoteHead(signals: Signals, el: Element, i: number): boolean {
  if (!signals.quoted(i)) return false;
  for (let at: Element | null = el, up = 0; at !== null && up < 5; at = parentOf(at), up += 1) if (isQuote(at)) return signals.at(el) - signals.at(at) < 12;
  return false;
}

/** The post of the one who is quoted or named: the last before it, of several the one that holds the words. */
function quotedPost(signals: Signals, posts: readonly Parts[], self: number, byName: ReadonlyMap<string, readonly number[]>, byKey: ReadonlyMap<string, number>): number | null {
  const post = posts[self] as Parts;
  for (let i = post.box.from; i <= post.box.to; i += 1) {
    const el = signals.all[i] as Element;
    const ref = el.attribs['data-quote'] ?? el.attribs['data-author'] ?? el.attribs['data-username'];
    if (isQuote(el)) {
      const id = el.attribs['data-post'] ?? el.attribs['data-source'] ?? el.attribs['data-post-id'] ?? el.attribs['cite'];
      if (id !== undefined && /\d/u.test(id)) {
        const target = lookUp(byKey, id.replace(/^post:\s*/iu, '')) ?? byKey.get(`post_${id}`) ?? null;
        if (target !== null && target < self) return target;
      }
      const said = signals.view.text(el).slice(0, 400).toLowerCase();
      const head = headOf(signals, el).toLowerCase();
      let best: number | null = null;
      let most = 0;
      for (const [name, list] of byName) {
        if (name.length < 2 || !(head.includes(name) || ref?.toLowerCase() === name)) continue;
        for (const k of list) {
          const text = (posts[k] as Parts).text.toLowerCase();
          const probe = said.slice(-60).trim();
          const worth = 1 + (probe.length > 12 && text.includes(probe) ? 10 : 0) + k / 1e4 + name.length / 100;
          if (worth > most) [best, most] = [k, worth];
        }
      }
      if (best !== null) return best;
      // Quoted without a name: the post that holds the words.
      const probe = said.slice(0, 80).trim();
      if (probe.length > 30) for (let k = self - 1; k >= 0; k -= 1) if ((posts[k] as Parts).text.toLowerCase().includes(probe)) return k;
      i = signals.last(el);
    }
  }
  const named = /^@\s?([\p{L}\d_.-]+(?:\s[\p{L}\d_.-]+)?)/u.exec(post.text)?.[1]?.toLowerCase();
  if (named !== undefined) {
    const word = named.split(/\s/u)[0] as string;
    const list = byName.get(named) ?? byName.get(word.replace(/[.,:-]+$/u, '')) ?? [...byName].find(([name]) => name.startsWith(word.replace(/[.,:-]+$/u, '')))?.[1];
    const last = list?.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

/** What stands at the head of a quotation, in it or right before it: the name of whom it is of. */
function headOf(signals: Signals, quote: Element): string {
  const text = signals.view.text(quote).slice(0, 90);
  const before = quote.prev;
  let around = isText(before) ? before.data : isElement(before) ? signals.view.brief(before, 90) : '';
  if (around.trim() === '' && isText(before)) {
    const further = before.prev;
    if (isElement(further)) around = signals.view.brief(further, 90);
  }
  return `${text} ${around}`;
}
