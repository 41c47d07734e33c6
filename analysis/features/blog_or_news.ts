import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature, performed } from './define.ts';
import { authored, headings, inPost, isSocial, labelled, leadsToThread, memberLinks } from './cues.ts';
import type { Link, PageView } from './page.ts';
import { isLabel } from './words/index.ts';
import { firstBelow, holds } from './region.ts';

const PATH = /\/(?:blogs?|weblogs?|news|newsroom|press|artikel|articles?|noticias|neuigkeiten)(?:[/?.]|$)/iu;

/** Where people keep a blog under a name of their own. */
const BLOG_HOST = /(?:^|\.)(?:tumblr\.com|medium\.com|wordpress\.com|blogspot\.\w+|blogger\.com|typepad\.com|livejournal\.com|substack\.com|ghost\.io)$/iu;
/** Categories of a blog, from the site's navigation. */
const SECTION = /^\/(?:[a-z-]{2,5}\/)?(?:blogs?|news|magazine?|articles?)\/(?:categor\w+|tags?|topics?|archives?|section)\//iu;

export default defineFeature({
  id: 'blog_or_news', name: 'Blog or news', kind: 'role', role: 1, version: 3, operatorToo: true,
  counts: 'A blog or news section of the site: the page is one, or its navigation leads to one. Members’ own blogs are told from the operator’s newsroom.',
  countsNot: 'Links to other sites’ news; a forum board named “News”.',
  coverage: [['home']],
  find(view) {
    const members: Element[] = [];
    const operator: Element[] = [];
    for (const l of view.links) {
      if (l.path === '' || l.place === 'banner' || l.prose || (isSocial(l) && !BLOG_HOST.test(l.url?.hostname ?? '')) || inPost(view, l.el)) continue;
      const blog = isLabel('blog', l.name) || isLabel('memberBlogs', l.name);
      const news = isLabel('news', l.name);
      const named = blog || news || (PATH.test(l.path) && /^\/(?:[a-z-]{2,5}\/)?(?:blogs?|news)\/?$/iu.test(l.path)) || ((l.place === 'nav' || l.place === 'header') && !l.offsite && SECTION.test(l.path)) || ((l.place === 'nav' || l.place === 'header' || l.place === 'footer') && !l.offsite && l.url?.pathname === '/' && /^(?:blogs?|news|magazine?|vesti|noticias|nachrichten|nyheter|novosti|haber)\./iu.test(l.url.hostname) && l.url.hostname !== view.url.hostname);
      if (isSitesName(view, l.name)) continue;
      if (!named || /forumdisplay|viewforum|\/forums?\/|newsgroup|\/threads?\/|\/ideas?\/|newsletter/iu.test(l.path) || leadsToThread(l)) continue;
      const beside = l.place === 'nav' || l.place === 'header' || l.place === 'footer' || l.place === 'aside' || PATH.test(l.path) || /^(?:blogs?|news\w*|magazine?|press|stories)\.|blog\w*\.(?:com|org|net)$/iu.test(l.url?.hostname ?? '') || BLOG_HOST.test(l.url?.hostname ?? '');
      if (!beside || (l.offsite && !blog)) continue;
      (isLabel('memberBlogs', l.name) ? members : operator).push(l.el);
    }
    // WordPress marks what leads to a category of its posts; one may be a page that looks like it.
    const categories = view.classed(/^menu-item-object-(?:category|post_tag)$/u);
    if (categories.length > 1) operator.push(...categories);
    const isThread = leadsToThread({ path: view.url.pathname + view.url.search } as Link);
    if (!isThread && (PATH.test(view.url.pathname) || /\/(?:19|20)\d\d\/\d\d?\//u.test(view.url.pathname))) operator.push(...view.tagged('meta').filter((el) => (el.attribs['property'] === 'og:type' && el.attribs['content'] === 'article') || el.attribs['property'] === 'article:published_time'));
    // A link with a line of explanation under its name.
    for (const el of [...labelled(view, 'blog', /^(?:p|span|div|b|strong|h\d)$/u), ...labelled(view, 'news', /^(?:p|span|div|b|strong)$/u)]) {
      const place = view.place(el);
      if ((place === 'header' || place === 'nav') && view.closest(el, (at) => at.name === 'a' && at.attribs['href'] !== undefined) !== null) operator.push(el);
    }
    for (const el of headings(view, 'news')) if (!isBoard(view, el)) operator.push(el);
    // "Blog" over teasers that lead to its entries.
    for (const el of headings(view, 'blog')) if (!isBoard(view, el) && view.kind !== 'profile' && leadsToEntries(view, el)) operator.push(el);
    const teasers = isThread ? [] : view.links.filter((l) => !l.offsite && l.place !== 'banner' && ENTRY.test(l.path) && !inPost(view, l.el));
    if (new Set(teasers.map((l) => l.path)).size > 2) operator.push(...teasers.map((l) => l.el));
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

/** A forum's board may be called "News". */
function isBoard(view: PageView, el: Element): boolean {
  return /board|forum|category|node-?title/iu.test(el.attribs['class'] ?? '') || view.links.some((l) => leadsToThread(l) && (holds(el, l.el) || holds(l.el, el)));
}

/** An entry of a blog or newsroom below its own address. */
const ENTRY = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/)?(?:blogs?|weblog|news|newsroom|nachrichten|noticias|actualites?|aktuelles|magazine?|press-releases?|nieuws|novinky|vesti|aktualnosci|notizie)\/(?!(?:categor\w+|tags?|page|author|rss|feed|archives?|search)(?:\/|$))(?=[^/?]*[-\d])[^/?]{8,}|^\/(?:[a-z]{2}\/)?(?:blog|news)\/(?:19|20)\d\d\//iu;

function leadsToEntries(view: PageView, el: Element): boolean {
  const box = view.closest(el, (at) => at !== el && view.text(at).length > view.text(el).length + 20);
  return box !== null && view.links.some((l) => holds(box, l.el) && (PATH.test(l.path) || BLOG_ADDRESS.test(l.url?.hostname ?? '')) && !leadsToThread(l));
}

const BLOG_ADDRESS = /^(?:blogs?|news|daily|magazine?|stories|journal|press|vesti|novosti)\./iu;

/** "Hacker News": what the site is called is no section of it. */
function isSitesName(view: PageView, name: string): boolean {
  return /\S\s+\S/u.test(name) && !/^(?:latest|our|the|all|company|more|read)\s/iu.test(name) && view.title.split(/\s+[|\u2013\u2014\u00b7:-]\s+|\s*\|\s*/u).some((part) => part.trim().toLowerCase() === name.trim().toLowerCase());
}

/** An article element by itself says little: members' things and comments are articles too. */
function plainArticle(view: PageView, el: Element): boolean {
  if (el.name !== 'article') return false;
  if (view.closest(el, (at) => at !== el && (at.name === 'article' || at.name === 'li')) !== null) return false;
  return firstBelow(el, memberLinks(view), (l) => l.el) === undefined;
}

function dated(text: string): boolean {
  return text.length > 80 && /\b(?:19|20)\d\d\b|\bago\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d/iu.test(text);
}
