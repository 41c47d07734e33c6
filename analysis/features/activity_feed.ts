import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { headings, memberLinks, ownLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

const PATH = /(?:\/(?:recent-?activity|activity|activities|livewall|whats-new\/(?:posts|latest-activity)|find-new|new-posts|recent-?changes|latest-?(?:posts|activity)|recent-?posts)(?:[/?.]|$)|do=(?:getnew|getdaily)|activity\.php|livewall\.php|special:recentchanges|search_id=(?:active_?topics|newposts|unreadposts)|do=recent)/iu;

export default defineFeature({
  id: 'activity_feed', name: 'Activity feed', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'A stream of what members did lately: latest posts, “X joined”, recent changes; a link to it.',
  countsNot: 'A list of news articles; the last poster in a forum’s ordinary index.',
  coverage: [['home']],
  find(view) {
    const links = [...ownLinks(view, 'activity', PATH)].filter((l) => l.place !== 'banner' && !/\/(?:blog|news)s?\//iu.test(l.path)).map((l) => l.el);
    const heads = headings(view, 'activity').filter((el) => !/news|article/iu.test(view.text(el)));
    const newest = headings(view, 'recentMembers');
    const members = new Set<Element>(memberLinks(view).map((l) => l.el));
    const did = [...members].flatMap((el) => {
      const box = view.closest(el, (at) => at !== el && ['li', 'tr', 'p', 'div', 'article'].includes(at.name));
      if (box === null) return [];
      const after = view.text(box).slice(0, 160).replace(view.name(el), '').trim();
      return view.text(box).length < 300 && mentions('did', after.slice(0, 18)) && isVerbFirst(after) && view.kind !== 'item' ? [box] : [];
    });
    return [afforded(links), performed([...heads, ...newest, ...(did.length > 1 ? did : [])])];
  },
});

function isVerbFirst(text: string): boolean {
  const first = text.split(/\s+/u).slice(0, 2).join(' ');
  return isLabel('did', first) || isLabel('did', first.split(' ')[0] ?? '');
}
