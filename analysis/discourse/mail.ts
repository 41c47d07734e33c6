/** Pages of mailing-list archives that show one message: a head of fields or of name, address and date, and its plain text. */
import type { AnyNode, Element } from 'domhandler';
import { fold } from '../features/document.ts';
import { isElement, isText, parentOf } from '../features/nodes.ts';
import type { Link } from '../features/page.ts';
import { withoutHash } from './address.ts';
import type { Draft } from './read.ts';
import type { Signals } from './signals.ts';
import { textOf } from './text.ts';
import { findTime } from './time.ts';
import type { DiscourseKind, PostAuthor, PostTime } from './types.ts';
import { saysInReplyTo } from './words/index.ts';

const FROM = /^\s*(?:from|von|de|da|expéditeur|remetente|author|sender)\s*:?\s*$/iu;
const FROM_LINE = /(?:^|\s)(?:from|von|de|remetente)\s*:\s*(.{2,100}?)(?=\s+(?:to|date|subject|an|datum|betreff|para|data|assunto|sent|cc|message-id|in-reply-to)\s*:|$)/iu;
const DATE_LINE = /(?:^|\s)(?:date|datum|data|sent)\s*:\s*(.{6,60})/iu;
/** Links that archives of mail have and others have not. */
const ARCHIVE_LINK = /^(?:\[?\s*(?:(?:prev(?:ious)?|next)(?: (?:message|in thread|by (?:date|thread)|in list))?|(?:date|thread|subject|author|attachment)(?: (?:prev|next|index))?|messages? sorted by|more information about the .* mailing list|thread index|date index|respond to this message|mail actions|reply)\s*\]?:?)$/iu;

export function readMessage(signals: Signals, said: DiscourseKind | null, heading: Element | null): Draft[] | null {
  const { view } = signals;
  const archive = view.links.filter((l) => l.name.length <= 60 && ARCHIVE_LINK.test(l.name));
  // Any manual turns its pages by "previous" and "next".
  if (said !== 'mailing-list' && archive.filter((l) => !/^\W*(?:prev(?:ious)?|next)\W*$/iu.test(l.name)).length < 2) return null;
  const turns = archive.length + (view.elements.some((el) => el.name === 'link' && /^made$/iu.test(el.attribs['rel'] ?? '')) ? 1 : 0);
  const pres = view.tagged('pre').filter((el) => view.place(el) !== 'nav');
  if (said === 'mailing-list' ? turns < 1 && pres.length === 0 : turns < 3) return null;
  const body = bodyOf(signals, pres);
  if (body === null) return null;
  const start = signals.at(body[0] as Element);
  const head = headOf(signals, start);
  if (head.author === null || head.time === null) return null;
  // Several messages on one page are a repeated record.
  if (signals.times.filter((t) => t.strength >= 2 && t.at > start).length > 4) return null;
  const text = textOf(signals, body, { gone: new Set(), labels: new Set(), keepQuotes: false });
  if (text === '' && pres.length === 0) return null;
  const subject = heading === null ? view.title : view.brief(heading, 300);
  const replyTo = answered(signals);
  return [{
    el: body[0] as Element, key: withoutHash(view.url), author: head.author, time: head.time, text, votes: null,
    attachments: attached(signals), replyTo, opens: replyTo === null && !/^\s*(?:\[[^\]]*\]\s*)*(?:re|aw|sv|res|antw|fwd?|wg)\s*(?:\[\d+\])?\s*:/iu.test(subject),
  }];
}

function bodyOf(signals: Signals, pres: readonly Element[]): Element[] | null {
  const { view } = signals;
  let best: Element | null = null;
  for (const pre of pres) if (best === null || view.text(pre).length > view.text(best).length) best = pre;
  const marked = view.classed(/^(?:mail|msg-?body|email-?body|message-?body|mbody|body-?text)$/iu, true).find((el) => view.place(el) === 'main' && view.text(el).length > 0 && !/^(?:body|html)$/u.test(el.name));
  if (best === null) return marked === undefined ? null : [marked];
  // Between the two comments or rules of an archive the message may stand in several blocks.
  const parent = parentOf(best);
  if (parent === null) return [best];
  const blocks = parent.children.filter((c): c is Element => isElement(c) && signals.at(c) >= signals.at(best) && (c.name === 'pre' || c.name === 'blockquote'));
  return blocks.length === 0 ? [best] : blocks;
}

function headOf(signals: Signals, start: number): { author: PostAuthor | null; time: PostTime | null } {
  const { view, moment, order } = signals;
  let author: PostAuthor | null = null;
  let time: PostTime | null = null;
  for (let i = 0; i < start; i += 1) {
    const el = signals.all[i] as Element;
    if (!view.has(el) || view.place(el) === 'nav' || view.place(el) === 'head') continue;
    const said = view.brief(el, 120);
    if (said === '') continue;
    if (FROM.test(said) && author === null) {
      author = senderIn(signals, fold(after(el)));
      if (author === null) {
        const next = nextElement(el);
        if (next !== null) author = senderIn(signals, view.brief(next, 120));
      }
    }
    if (author === null && el.name !== 'div' && el.name !== 'body' && el.name !== 'td') {
      const line = FROM_LINE.exec(said)?.[1];
      if (line !== undefined) author = senderIn(signals, line);
    }
    if (author === null && el.name === 'b' && said.length <= 60 && !/:$/u.test(said)) {
      const next = nextElement(el);
      if (next !== null && (/^mailto:/iu.test(next.attribs['href'] ?? '') || /@|\sat\s/u.test(view.brief(next, 100)) || next.name === 'a')) author = { name: said, profile: null };
    }
    if (time === null) {
      const dated = DATE_LINE.exec(said)?.[1] ?? (said.length <= 60 ? said : undefined);
      const found = dated === undefined || !/\d/u.test(dated) ? null : findTime(dated, moment, order);
      if (found !== null && found.time.precision !== 'month' && !found.weak) time = found.time;
    }
  }
  return { author: author ?? signals.authors.filter((a) => a.at < start && a.strength >= 2).at(-1)?.author ?? null, time: time ?? signals.times.filter((t) => t.at < start).at(-1)?.time ?? null };
}

function after(el: Element): string {
  let text = '';
  for (let next = el.next; next !== null && text.length < 120; next = next.next) {
    if (isText(next)) text += next.data;
    else if (isElement(next)) {
      if (next.name === 'br' || /^(?:dt|dd|tr|td|p|li|div|h\d)$/u.test(next.name)) break;
      text += ` ${next.children.map((c: AnyNode) => (isText(c) ? c.data : '')).join('')} `;
    }
  }
  return text;
}

function nextElement(el: Element): Element | null {
  for (let next = el.next; next !== null; next = next.next) if (isElement(next)) return next;
  return null;
}

/** "Ann Lee <ann@example.org>", "ann at example.org (Ann Lee)", "Ann Lee (ann_at_example.org)". */
function senderIn(_signals: Signals, text: string): PostAuthor | null {
  const line = text.replace(/^[\s:]+/u, '').slice(0, 120);
  if (line === '') return null;
  const named = /^"?([^"<(]{2,60}?)"?\s*[<(&][^>)]*(?:@|\bat\b|_at_|xxx|\.\.\.)[^>)]*[>)]?/iu.exec(line)?.[1] ?? /^\S+(?:@| at |_at_)\S+\s*\(([^)]{2,60})\)/iu.exec(line)?.[1];
  const name = fold((named ?? line.split(/\s+(?:to|date|subject|sent)\s*:/iu)[0] ?? '').replace(/[<(].*$/u, '').replace(/["']/gu, ''));
  return name === '' || name.length > 60 ? null : { name, profile: null };
}

/** Where the archive says which message this one answers: beside "in reply to"; else the last of the messages it refers to. */
function answered(signals: Signals): string | null {
  for (const link of signals.view.links) {
    if (!isMessageLink(link)) continue;
    const parent = parentOf(link.el);
    if (parent === null) continue;
    const text = signals.view.text(parent).slice(0, 80);
    if (text.length < 400 && saysInReplyTo(text.slice(0, 40)) && !/^(?:previous|next)/iu.test(text)) return withoutHash(link.url as URL);
  }
  return lastReference(signals);
}

function isMessageLink(link: Link): boolean {
  return link.url !== null && /\.html?$|\/msg|\/message\//iu.test(link.url.pathname);
}

const REFERENCES = /^(?:references|referenzen|bezüge|referências|referencias|références)\s*:?$/iu;

/** Under "References" an archive lists the messages above this one, the one that it answers last. */
function lastReference(signals: Signals): string | null {
  for (const el of signals.all) {
    if (!/^(?:strong|b|em|h\d|dt|th|li|p|span)$/u.test(el.name) || !REFERENCES.test(signals.view.brief(el, 30))) continue;
    const holder = parentOf(el);
    if (holder === null) continue;
    const links = signals.view.links.filter((l) => isMessageLink(l) && signals.at(l.el) > signals.at(el) && signals.at(l.el) <= signals.last(holder));
    const last = links.at(-1);
    if (last !== undefined) return withoutHash(last.url as URL);
  }
  return null;
}

function attached(signals: Signals): string[] {
  const found = new Set<string>();
  for (const link of signals.view.links) if (link.url !== null && /\/attachments?\//iu.test(link.url.pathname) && /\.\w{1,6}$/u.test(link.url.pathname)) found.add(withoutHash(link.url));
  return [...found];
}
