/** What a record holds besides its text: votes, files attached, and the id by which it is named elsewhere. */
import type { AnyNode, Element } from 'domhandler';
import { isElement, parentOf } from '../features/nodes.ts';
import { withoutHash } from './address.ts';
import { marker } from './marks.ts';
import type { RecordBox } from './records.ts';
import type { Signals } from './signals.ts';
import { words } from './words/index.ts';

const VOTE_MARK = /^(?:.*[-_])?(?:votes?|vote-?count|votecell|score|points?|up-?votes?|upvotecount|likes?|like-?count|likecount|kudos|kudos-?count|karma|thumbs?|thanks|rating-?count|recommend\w*|reactions?-?count|net-?votes?|supporters?|num-?likes?)(?:[-_](?:count|number|num|total|value|score|post|cell|badge))?$/iu;
const marksVote = marker(VOTE_MARK);
const VOTE_TEXT = new RegExp(`^[+★♥👍▲\\s]*([+-]?\\d[\\d.,]*\\s?k?)\\s*(?:${words('votes')})\\b`, 'iu');
const VOTE_LABEL = new RegExp(`^${words('votes')}\\s*[:(]?\\s*([+-]?\\d[\\d.,]*\\s?k?)\\)?$`, 'iu');
const BARE_NUMBER = /^[+▲♥👍(\s]*([+\-−]?\d[\d.,]*\s?k?)[)\s▼]*$/iu;

function number(text: string): number | null {
  const k = /k$/iu.test(text);
  const digits = text.replace(/[\sk]/giu, '').replace('−', '-');
  const value = k ? Number(digits.replace(',', '.')) * 1000 : Number(digits.replace(/[.,](?=\d{3}(?:\D|$))/gu, '').replace(',', '.'));
  return Number.isFinite(value) ? Math.round(value) : null;
}

export function votesOf(signals: Signals, box: RecordBox, gone: ReadonlySet<Element>, body: readonly AnyNode[]): number | null {
  const bodies = new Set<AnyNode>(body);
  let loose: number | null = null;
  for (let i = box.from; i <= box.to; i += 1) {
    const el = signals.all[i] as Element;
    if (i > box.from && gone.has(el)) {
      i = signals.last(el);
      continue;
    }
    if (bodies.has(el) && !box.roots.includes(el)) {
      i = signals.last(el);
      continue;
    }
    const props = el.attribs['itemprop'] ?? '';
    if (/(?:^|\s)(?:upvoteCount|interactionCount)(?:\s|$)/u.test(props)) {
      const value = number(el.attribs['content'] ?? signals.view.brief(el, 20));
      if (value !== null) return value;
    }
    const score = el.attribs['data-score'] ?? el.attribs['data-vote-count'] ?? el.attribs['data-votes'] ?? el.attribs['data-like-count'];
    if (score !== undefined && /^-?\d+$/u.test(score)) return Number(score);
    if (!signals.view.has(el)) continue;
    const marked = marksVote(el);
    if (!marked && (signals.own[i] ?? 0) === 0 && el.name !== 'a' && el.name !== 'button') continue;
    const said = signals.view.brief(el, 40);
    if (said === '' || !/\d/u.test(said)) continue;
    const worded = VOTE_TEXT.exec(said) ?? VOTE_LABEL.exec(said);
    const bare = marked ? BARE_NUMBER.exec(said) : null;
    const value = number((bare ?? worded)?.[1] ?? '');
    if (value === null || (bare ?? worded) === null) continue;
    if (marked) return value;
    loose ??= value;
  }
  return loose;
}

export const FILE = /\.(?:pdf|zip|rar|7z|gz|tgz|tar|docx?|xlsx?|pptx?|od[tsp]|csv|txt|rtf|png|jpe?g|gif|webp|bmp|svg|tiff?|mp[34]|avi|mov|wmv|webm|ogg|wav|dwg|stl|step|psd|ai|eps|patch|diff|log)$/iu;
export const ATTACHED = /\/(?:attachments?|dlattach|downloads?\/file|file\.php|uploads?|wp-content\/uploads|lib\/exe\/fetch|files\/[^/]+)(?:[/.?]|$)|attachment(?:id)?[=.]\d|action=dlattach|\battach(?:ment)?\.php/iu;
const ORNAMENT = /smil(?:ey|ie)|emo(?:ji|ticon)|icon|avatar|gravatar|rank|badge|spacer|pixel|blank\.|button|logo|sprite|\/images\/(?:misc|buttons)|data:/iu;

export function attachmentsOf(signals: Signals, box: RecordBox, gone: ReadonlySet<Element>, body: readonly AnyNode[]): string[] {
  const found = new Set<string>();
  const inBody = (i: number): boolean => body.some((n) => isElement(n) && i >= signals.at(n) && i <= signals.last(n));
  for (let i = box.from; i <= box.to; i += 1) {
    const el = signals.all[i] as Element;
    if (i > box.from && gone.has(el)) {
      i = signals.last(el);
      continue;
    }
    if (signals.quoted(i) || !signals.view.has(el)) continue;
    if (el.name === 'a') {
      const link = signals.linkAt.get(el);
      if (link === undefined || link.url === null || !/^https?:$/u.test(link.url.protocol)) continue;
      const at = link.url.pathname + link.url.search;
      if (ATTACHED.test(at) ? !ORNAMENT.test(at) : FILE.test(link.url.pathname) && !link.offsite && inBody(i)) found.add(withoutHash(link.url));
    } else if (el.name === 'img' && inBody(i)) {
      const src = el.attribs['src'] ?? '';
      const small = Number(el.attribs['width'] ?? '100') < 33 || Number(el.attribs['height'] ?? '100') < 33;
      if (src === '' || small || ORNAMENT.test(src) || ORNAMENT.test(el.attribs['class'] ?? '')) continue;
      const link = parentOf(el);
      if (link !== null && link.name === 'a' && found.size > 0) {
        const target = signals.linkAt.get(link)?.url;
        if (target !== null && target !== undefined && found.has(withoutHash(target))) continue;
      }
      const url = signals.view.resolve(src);
      if (url !== null && /^https?:$/u.test(url.protocol)) found.add(withoutHash(url));
    }
  }
  return [...found];
}

/** A bare number of few digits mostly counts the posts of the thread, where another number names each. */
const PLACE = /^\d{1,3}$/u;

export const KEY_DATA = ['data-comment-id', 'data-post-id', 'data-postid', 'data-commentid', 'data-answerid', 'data-questionid', 'data-message-id', 'data-messageid', 'data-pid', 'data-post', 'data-cid', 'data-id', 'data-key', 'data-fullname'] as const;

/** The id by which links name the post; it holds a number, or is one of many like it. */
export function keyOf(signals: Signals, box: RecordBox, nested: ReadonlySet<number>, time: Element | null): string | null {
  for (const root of box.roots) {
    const id = root.attribs['id'];
    if (id !== undefined && /\d/u.test(id) && id.length < 100) return id;
  }
  const before = box.roots[0]?.prev;
  for (let at = before, n = 0; at !== null && at !== undefined && n < 3; at = at.prev, n += 1) {
    if (isElement(at) && at.name === 'a' && at.children.length === 0) {
      const name = at.attribs['name'] ?? at.attribs['id'];
      if (name !== undefined && /\d/u.test(name) && !PLACE.test(name)) return name;
    }
    if (isElement(at) && at.name !== 'a') break;
  }
  let data: string | null = null;
  let place: string | null = null;
  for (let i = box.from; i <= Math.min(box.to, box.from + 80); i += 1) {
    if (i > box.from && nested.has(i)) break;
    const el = signals.all[i] as Element;
    const id = el.attribs['id'] ?? (el.name === 'a' ? el.attribs['name'] : undefined);
    if (id !== undefined && /\d/u.test(id) && id.length < 100 && !/user|avatar|menu/iu.test(id)) {
      if (!PLACE.test(id)) return id;
      place ??= id;
    }
    if (data === null) for (const name of KEY_DATA) data ??= /\d/u.test(el.attribs[name] ?? '') ? el.attribs[name] ?? null : null;
  }
  if (data !== null) return data;
  if (place !== null) return place;
  for (let at: Element | null = time, up = 0; at !== null && up < 3; at = parentOf(at), up += 1) {
    const url = signals.linkAt.get(at)?.url;
    if (url !== undefined && url !== null) return url.hash.length > 1 && /\d/u.test(url.hash) ? url.hash.slice(1) : /\d/u.test(url.pathname + url.search) ? url.href : null;
  }
  return null;
}
