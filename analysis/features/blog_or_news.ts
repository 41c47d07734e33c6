import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature, performed } from './define.ts';
import { authored, headings, inPost, isSocial, leadsToThread, memberLinks } from './cues.ts';
import type { PageView } from './page.ts';
import { isLabel } from './words/index.ts';
import { firstBelow } from './region.ts';

const PATH = /\/(?:blogs?|weblogs?|news|newsroom|press|artikel|articles?|noticias|neuigkeiten)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'blog_or_news', name: 'Blog or news', kind: 'role', role: 1, version: 2, operatorToo: true,
  counts: 'A blog or news section of the site: the page is one, or its navigation leads to one. Members’ own blogs are told from the operator’s newsroom.',
  countsNot: 'Links to other sites’ news; a forum board named “News”.',
  coverage: [['home']],
  find(view) {
    const members: Element[] = [];
    const operator: Element[] = [];
    for (const l of view.links) {
      if (l.path === '' || l.place === 'banner' || l.prose || isSocial(l) || inPost(view, l.el)) continue;
      const blog = isLabel('blog', l.name) || isLabel('memberBlogs', l.name);
      const news = isLabel('news', l.name);
      const named = blog || news || (PATH.test(l.path) && /^\/(?:[a-z-]{2,5}\/)?(?:blogs?|news)\/?$/iu.test(l.path));
      if (!named || /forumdisplay|viewforum|\/forums?\/|newsgroup|\/threads?\/|\/ideas?\/|newsletter/iu.test(l.path) || leadsToThread(l)) continue;
      const beside = l.place === 'nav' || l.place === 'header' || l.place === 'footer' || l.place === 'aside' || PATH.test(l.path) || /^(?:blog|news|magazine|press)\./iu.test(l.url?.hostname ?? '');
      if (!beside || (l.offsite && !blog)) continue;
      (isLabel('memberBlogs', l.name) ? members : operator).push(l.el);
    }
    for (const el of headings(view, 'news')) operator.push(el);
    for (const el of headings(view, 'memberBlogs')) members.push(el);
    const articles = view.elements.filter(
      (el) =>
        /schema\.org\/(?:BlogPosting|NewsArticle)$/iu.test(el.attribs['itemtype'] ?? '') ||
        ((plainArticle(view, el) || /(?:^|\s)(?:hentry|blog-?post|post-?summary|news-?item|news-?article|entry-summary)(?:\s|$)/iu.test(el.attribs['class'] ?? '')) && !/(?:^|\s)(?:topic|reply|forum|bbp-\S+|type-(?:topic|reply|forum|page)|comment)(?:\s|$)/iu.test(el.attribs['class'] ?? '') && dated(view.text(el)) && view.kind !== 'profile' && !/\/(?:forums?|threads?|topics?|ideas?|challenges?|projects?|questions?|events?|groups?)(?:\/|$)/iu.test(view.url.pathname)),
    );
    for (const el of articles) (authored(view, el) && view.kind !== 'news' && /\/blogs?\//iu.test(view.url.pathname) ? members : operator).push(el);
    return [performed(members), byOperator(operator), afforded([])];
  },
});

/** An article element by itself says little: members' things and comments are articles too. */
function plainArticle(view: PageView, el: Element): boolean {
  if (el.name !== 'article') return false;
  if (view.closest(el, (at) => at !== el && (at.name === 'article' || at.name === 'li')) !== null) return false;
  return firstBelow(el, memberLinks(view), (l) => l.el) === undefined;
}

function dated(text: string): boolean {
  return text.length > 80 && /\b(?:19|20)\d\d\b|\bago\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d/iu.test(text);
}
