import type { Element } from 'domhandler';
import { controls, headings, inPost, memberLinks, memo, ownLinks, postAbove } from './cues.ts';
import { afforded, defineFeature, performed } from './define.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { parentOf } from './nodes.ts';
import { firstBelow, holds } from './region.ts';

const MARK = /^(?:.*[-_])?(?:reputation(?:-score)?|rep-?(?:score|power)|badges?(?:count|-count|\d|-list)?|karma|user-?(?:rank|level|title|points)|usertitle|rank(?:-img|img|icon|image|-title|s)?|levelbadge|points(?:-count|count)?|medals?|trophy(?:-?points)?|trophies|author-?rank|member-?(?:level|rank|title|status)|xp|user-?badges?|user-?(?:banners?|flair|tier|grade|karma|reputation|rep)|member-?groups?|member-?profile_?(?:type|level|rank|title)|(?:author|member)_?-?(?:level|tier|badge|grade|flair)|post-?group|rank-?name|group-?title|level-?(?:name|label|badge|title)|trust-?level)$/iu;

export default defineFeature({
  id: 'badges_points', name: 'Badges and points', kind: 'type', role: null, version: 3, operatorToo: false,
  counts: 'Ranks, reputation, points, badges, karma or levels of members.',
  countsNot: 'Post counts alone; notification counters; loyalty points of a shop.',
  coverage: [['profile', 'members', 'item']],
  find(view) {
    const links = ownLinks(view, 'badges').filter((l) => /badge|point|rank|reput|karma|level|troph|medal|qualif|abzeich|punkt|medalh|pont/iu.test(l.path)).map((l) => l.el);
    const marked = view.classed(MARK).filter((el) => {
      const place = view.place(el);
      if ((place !== 'main' && place !== 'aside') || ['body', 'html', 'link', 'script', 'input', 'form', 'button'].includes(el.name)) return false;
      const text = view.name(el);
      if (/(?:^|[-_\s])badges?(?:$|[-_\s])/iu.test(el.attribs['class'] ?? '') && !postAbove(view, el) && view.kind !== 'profile' && !/gold|silver|bronze|rank|level|member|point/iu.test(text)) return false;
      return text.length > 0 && text.length < 80 && !shopping(view, el) && firstBelow(el, memberLinks(view), (l) => l.el) === undefined && !/^\W*(?:new|hot|sale|beta|pro|\d{1,2})\W*$/iu.test(text);
    });
    const named = new Set(memberLinks(view).map((l) => l.el));
    const said = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside') && p.text.length < 90 && !inPost(view, p.el) && (isLabel('pointsCount', p.text) || isLabel('level', p.text) || (view.kind === 'profile' && mentions('pointsCount', p.text))) && (postAbove(view, p.el) !== null || aboutMember(p.el) || view.kind === 'profile' || view.kind === 'members' || /\d/u.test(p.text)) && !/[$€£]|\d ?%/u.test(p.text) && !aboutThing(view, p.el) && !named.has(p.el) && !shopping(view, p.el) && view.kind !== 'news' && !votes(view, p.el)).map((p) => p.el);
    const columns = view.tagged('th', 'td').filter((el) => (el.name === 'th' || isHeadRow(el)) && isLabel('points', view.brief(el, 40)) && listsMembers(view, el));
    const heads = view.kind === 'news' ? [] : headings(view, 'badges').filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && /badge|achievement|troph|medal|abzeichen|auszeichnung|insignia|logros|odznaki|достижени|награды/iu.test(view.text(el)));
    const awards = controls(view).filter((c) => (c.place === 'main' || c.place === 'aside') && (c.link === null || c.link.path === '') && /^\W*(?:give|award|send)\b.{0,12}\b(?:badges?|awards?|trophy|medals?|karma|reputation|gold|points)\b/iu.test(c.name)).map((c) => c.el);
    const scored = view.classed(/^(?:block-)?userpoints(?:-\d+)?$/iu, true).filter((el) => view.place(el) !== 'banner' && el.name !== 'body' && view.text(el) !== '');
    const pictures = view.those(isRankPicture).filter((el) => view.place(el) === 'main' || view.place(el) === 'aside');
    return [performed([...marked, ...said, ...columns, ...heads, ...pictures, ...scored]), afforded([...links, ...awards])];
  },
});

const voting = memo((view: PageView) => controls(view).filter((c) => isLabel('vote', c.name) || isLabel('like', c.name)));

/** Points that stand with a control to vote are the thing's, not a member's. */
function votes(view: PageView, el: Element): boolean {
  const box = view.closest(el, (at) => ['form', 'li', 'td', 'p'].includes(at.name) || at === el) ?? el;
  return voting(view).some((c) => holds(box, c.el));
}

/** "29 points by somebody": what stands before the author is the thing's. */
function aboutThing(view: PageView, el: Element): boolean {
  const parent = parentOf(el);
  if (parent === null) return false;
  const behind = view.text(parent).split(view.text(el)).slice(1).join(' ').trim();
  return /^\d[\d,.]*k? (?:points?|pts)\b/iu.test(view.text(el)) && isLabel('by', behind.split(/\s+/u)[0] ?? '');
}

/** Points of a customer card are no standing among members. */
function shopping(view: PageView, el: Element): boolean {
  return /payback|loyal|treue|bonus|prämien|cash-?back|cart|basket|warenkorb|fid[ée]li/iu.test(`${el.attribs['class'] ?? ''} ${view.brief(el, 120)}`);
}

/** Forum software keeps the pictures of ranks in a folder of their own. */
function isRankPicture(el: Element): boolean {
  return el.name === 'img' && /\/(?:ranks?|rank_?images?|reputation|medals?)\/|\/reputation_(?:pos|highpos|neg|balance)/iu.test(el.attribs['src'] ?? '');
}

/** In what software calls the part on an author or user. */
function aboutMember(el: Element): boolean {
  let depth = 0;
  for (let at: Element | null = el; at !== null && at.name !== 'body' && depth < 4; at = parentOf(at), depth += 1) {
    if (/(?:^|[\s_-]|[a-z](?=[A-Z]))(?:author|poster|post-?profile|postbit|user-?(?:info|pane|card|details|profile)|member-?(?:info|card|header)|[Aa]uthorPane)/u.test(at.attribs['class'] ?? '')) return true;
  }
  return false;
}

/** A cell of the first row of a table: the head of a column. */
function isHeadRow(el: Element): boolean {
  const row = parentOf(el);
  return row !== null && row.name === 'tr' && (parentOf(row)?.name === 'thead' || /head/iu.test(`${row.attribs['class'] ?? ''} ${el.attribs['class'] ?? ''}`));
}

/** The table below a head lists members. */
function listsMembers(view: PageView, el: Element): boolean {
  const table = view.closest(el, (at) => at.name === 'table');
  return table !== null && memberLinks(view).filter((l) => holds(table, l.el)).length >= 3;
}
