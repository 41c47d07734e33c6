import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { BOARD, named, ownLinks, THREAD } from './cues.ts';
import type { Link } from './page.ts';
import type { PageView } from './page.ts';
import { isLabel } from './words/index.ts';

const POSTS = /^(?:post|postbit\w*|postcontainer|post_?wrapper|postrow|message|item-?(?:comment|discussion)|discussion|forum-?post|topic-?post|question|answer|bbp-reply|thread-?post|reply)$/iu;

export default defineFeature({
  id: 'discussion_forum', name: 'Discussion forum', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'A forum, board, mailing list, question-and-answer community or discussion area of the site: the page is one, or the site’s own navigation leads to one.',
  countsNot: 'A link to somebody else’s forum; comments under other content.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const links = [...ownLinks(view, 'forum'), ...neighbourLinks(view)].filter((l) => navigational(l) && !/\.pdf$|faq|\/contact|mailto:/iu.test(l.path)).map((l) => l.el);
    const threads = view.links.filter((l) => !l.offsite && l.name.length > 3 && (THREAD.test(l.path) || BOARD.test(l.path)) && l.place !== 'banner' && (l.place === 'main' || l.place === 'aside' || l.place === 'nav'));
    const posts = view.kind === 'item' && (THREAD.test(view.url.pathname + view.url.search)) ? postBlocks(view) : [];
    const starts = named(view, 'newTopic').filter((c) => c.link === null || !c.link.offsite).map((c) => c.el);
    const typed = view.elements.filter((el) => /schema\.org\/(?:DiscussionForumPosting|QAPage|Question|Answer)$/iu.test(el.attribs['itemtype'] ?? ''));
    const answers = named(view, 'reply').filter((c) => THREAD.test(view.url.pathname + view.url.search) || /newreply|mode=(?:reply|quote)|#(?:post-)?(?:answer|reply)/iu.test(c.link?.href ?? '')).map((c) => c.el);
    const many = new Set(threads.map((l) => l.path)).size >= 3;
    return [afforded([...links, ...starts, ...answers]), performed([...(many ? threads.map((l) => l.el) : []), ...posts, ...typed])];
  },
});

/** In the site's navigation, or with an address that says so: a keyword or a title may be called anything. */
function navigational(link: Link): boolean {
  return link.place === 'nav' || link.place === 'header' || link.place === 'footer' || link.place === 'aside' || /forum|discuss|board|communit|question|q-?(?:and-?)?a\b|talk|topic|thread|lists?\b|fragen|pergunt|diskuss|tart/iu.test(`${link.url?.hostname ?? ''}${link.path.split('?')[0] ?? ''}`);
}

/** A forum on another host of the same community that the navigation names as its own ("Forums", in the header). */
function neighbourLinks(view: PageView): PageView['links'] {
  return view.links.filter((l) => l.offsite && (l.place === 'nav' || l.place === 'header') && !l.prose && isLabel('forum', l.name) && l.url !== null && /^(?:forums?|community|discuss|talk|answers|ask)\./iu.test(l.url.hostname) && sharesName(l.url.hostname, view.site));
}

function sharesName(host: string, site: string): boolean {
  const name = site.split('.')[0] ?? '';
  return name.length > 3 && host.includes(name);
}

function postBlocks(view: PageView): readonly Element[] {
  return view.classed(POSTS).filter((el) => ['div', 'li', 'article', 'section', 'table', 'tr', 'td'].includes(el.name) && view.text(el).length > 20);
}
