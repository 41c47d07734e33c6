import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature } from './define.ts';
import { inPost, isSocial, memberLinks } from './cues.ts';
import { isLabel } from './words/index.ts';

const PATH = /(?:\.rss\b|\/rss(?:\d?\.xml|[/?.]|$)|[?&;](?:feed|type|format|output)=(?:rss|atom)|\/feeds?(?:[/?]|$)|feedburner\.com|\/atom(?:\.xml|[/?]|$)|\/index\.xml|type=rss2?|syndication\.php|rss\.php|\/rss_?feeds?\b|\/feed\.xml|\.rdf\b)/iu;
const MEMBERS = /forum|thread|topic|discussion|question|comment|idea|proposal|activity|recent-?changes|recentchanges|external\.php|syndication\.php|entries|answers|posts by|community|tag\/|tagged|board|beitr|diskussion|ideia|coment|index\.rss|conversation|submission|doku\.php|feed\.php|contributions|projects|challenge/iu;
const OPERATORS = /news|blog|press|newsroom|announce|aktuell|notici|feed\/?$|\/feed\b(?!.*comments)/iu;

export default defineFeature({
  id: 'rss_or_atom_feed', name: 'Feed', kind: 'role', role: 4, version: 2, operatorToo: true,
  counts: 'A feed offered, by a link or by autodiscovery; of what members write, or of the operator’s own news (told apart).',
  countsNot: 'A feed of another site shown here; e-mail subscriptions.',
  coverage: [['home']],
  find(view) {
    const members: Element[] = [];
    const operator: Element[] = [];
    const people = new Set(memberLinks(view).map((l) => l.el));
    const forum = /forum|community|discuss|board|ideas|questions|answers/iu.test(`${view.url.hostname} ${view.url.pathname}`);
    const sort = (el: Element, said: string): void => {
      const news = OPERATORS.test(said) && !/comment|forum|discussion|thread/iu.test(said);
      (MEMBERS.test(said) && !news ? members : forum && !news ? members : operator).push(el);
    };
    for (const el of view.elements) {
      if (el.name === 'link' && /alternate/iu.test(el.attribs['rel'] ?? '') && /(?:rss|atom|rdf)\+xml/iu.test(el.attribs['type'] ?? '')) sort(el, `${el.attribs['href'] ?? ''} ${el.attribs['title'] ?? ''}`);
    }
    for (const l of view.links) {
      if (l.place === 'banner' || isSocial(l) || l.prose && !/rss/iu.test(l.name) || inPost(view, l.el) || (people.has(l.el) && !PATH.test(l.href))) continue;
      const named = isLabel('feed', l.name) || /(?:^|[\s_-])rss(?:[\s_-]|$)/iu.test(l.el.attribs['class'] ?? '');
      if ((named && l.path !== '' && !/^(?:news|\w+) ?feed$/iu.test(l.name)) || (PATH.test(l.href) && !/feedback|newsfeed\b|(?:service|support|help)\/feed/iu.test(l.href))) sort(l.el, `${l.href} ${l.name} ${l.el.attribs['title'] ?? ''}`);
    }
    return [afforded(members, 'outside'), byOperator(operator, 'afforded', 'outside')];
  },
});
