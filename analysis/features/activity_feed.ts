import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { headings, inPost, leadsToThread, memberLinks, ownLinks } from './cues.ts';
import { firstBelow } from './region.ts';
import type { PageView, Phrase } from './page.ts';
import { isLabel, mentions } from './words/index.ts';

const PATH = /(?:\/(?:recent-?activity|activity|activities|livewall|whats-new\/(?:posts|latest-activity)|find-new|new-posts|recent-?changes|latest-?(?:posts|activity)|recent-?posts)(?:[/?.]|$)|do=(?:getnew|getdaily)|action=(?:recent|unread\w*)|act=(?:newposts|gettoday)|\/(?:whats-new\/?$|new-?comments|latest-?comments|recent-?comments|recent-?actions|new-?content|latest-?topics|recent-?topics|newposts|unread)(?:[/?.]|$)|[/:]recent-?changes|special:(?:wikiactivity|newpages)|activity\.php|livewall\.php|special:recentchanges|search_id=(?:active_?topics|newposts|unreadposts)|do=recent)/iu;

export default defineFeature({
  id: 'activity_feed', name: 'Activity feed', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'A stream of what members did lately: latest posts, “X joined”, recent changes; a link to it.',
  countsNot: 'A list of news articles; the last poster in a forum’s ordinary index.',
  coverage: [['home']],
  find(view) {
    const links = [...ownLinks(view, 'activity', PATH)].filter((l) => l.place !== 'banner' && !/\/(?:blog|news)s?\//iu.test(l.path) && !(leadsToThread(l) && /\/unread\/?$/iu.test(l.path))).map((l) => l.el);
    const heads = headings(view, 'activity').filter((el) => !/news|article/iu.test(view.text(el)) && !isBlogs(view, el) && (/\S\s+\S/u.test(view.text(el)) || view.kind === 'profile' || memberLinks(view).length > 0));
    // Boxes without a heading of their own: a line of several words that says what the list under it is.
    const boxes = view.phrasesThat(namesActivity).map((p) => p.el).filter((el) => view.place(el) !== 'footer' && view.place(el) !== 'nav' && view.place(el) !== 'banner' && !inPost(view, el) && !isControlled(view, el));
    const newest = headings(view, 'recentMembers');
    const members = new Set<Element>(memberLinks(view).map((l) => l.el));
    const did = [...members].flatMap((el) => {
      const box = view.closest(el, (at) => at !== el && ['li', 'tr', 'p', 'div', 'article'].includes(at.name));
      if (box === null) return [];
      const after = view.text(box).slice(0, 160).replace(view.name(el), '').trim();
      return view.text(box).length < 300 && mentions('did', after.slice(0, 18)) && isVerbFirst(after) && view.kind !== 'item' ? [box] : [];
    });
    return [afforded(links), performed([...heads, ...boxes, ...newest, ...(did.length > 1 ? did : [])])];
  },
});

function isVerbFirst(text: string): boolean {
  const first = text.split(/\s+/u).slice(0, 2).join(' ');
  return isLabel('did', first) || isLabel('did', first.split(' ')[0] ?? '');
}

function namesActivity(phrase: Phrase): boolean {
  return phrase.text.length <= 40 && /\S\s+\S/u.test(phrase.text) && !/news|article|\d/iu.test(phrase.text) && /^(?:b|strong|center|font|td|th|span|div|caption|dt|p|em|i)$/u.test(phrase.el.name) && isLabel('activity', phrase.text);
}

function isControlled(view: PageView, el: Element): boolean {
  return view.closest(el, (at) => at.name === 'a' || at.name === 'button' || at.name === 'label' || at.name === 'option') !== null;
}

/** "Recent posts" over a blog's own articles: neither threads nor names of members stand under it. */
function isBlogs(view: PageView, el: Element): boolean {
  if (!/\b(?:posts?|entries|beitr[äa]ge|inl[äa]gg|publicaciones|postagens)\b/iu.test(view.text(el))) return false;
  const box = view.closest(el, (at) => at !== el && view.text(at).length > view.text(el).length + 40);
  if (box === null) return false;
  if (/widget_recent_entries|recent-posts/iu.test(`${box.attribs['class'] ?? ''} ${box.attribs['id'] ?? ''}`)) return true;
  return firstBelow(box, memberLinks(view), (l) => l.el) === undefined && firstBelow(box, view.links.filter(leadsToThread), (l) => l.el) === undefined;
}
