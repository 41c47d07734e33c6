import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { BOARD, inPost, memberLinks, named, ownLinks, THREAD } from './cues.ts';
import type { Link } from './page.ts';
import type { PageView } from './page.ts';
import { isLabel } from './words/index.ts';

const POSTS = /^(?:post|postbit\w*|postcontainer|post_?wrapper|postrow|message|item-?(?:comment|discussion)|discussion|forum-?post|topic-?post|question|answer|bbp-reply|thread-?post|reply)$/iu;

/** Makes nothing but forums, and says so in the head. */
const FORUM_SOFTWARE = /^(?:discourse|phpbb|vbulletin|xenforo|mybb|simple machines|smf|flarum|nodebb|vanilla|fluxbb|punbb|yabb|invision|ip\.board|burning board|woltlab|phorum|forumotion|beehive|esotalk|my little forum|codoforum)\b/iu;

export default defineFeature({
  id: 'discussion_forum', name: 'Discussion forum', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'A forum, board, mailing list, question-and-answer community or discussion area of the site: the page is one, or the site’s own navigation leads to one.',
  countsNot: 'A link to somebody else’s forum; comments under other content.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const links = [...ownLinks(view, 'forum'), ...neighbourLinks(view), ...addressed(view)].filter((l) => navigational(l) && !/\.pdf$|faq|\/contact|mailto:|\/(?:especial|opini[aã]o|opinion|noticias|news|articles?|20\d\d)\//iu.test(l.path)).map((l) => l.el);
    const threads = view.links.filter((l) => !l.offsite && l.name.length > 3 && (THREAD.test(l.path) || BOARD.test(l.path)) && l.place !== 'banner' && (l.place === 'main' || l.place === 'aside' || l.place === 'nav'));
    const posts = view.kind === 'item' && (THREAD.test(view.url.pathname + view.url.search)) ? postBlocks(view) : [];
    const several = posts.length === 0 && THREAD.test(view.url.pathname + view.url.search) && !/\/(?:blogs?|news|articles?)\//iu.test(view.url.pathname) ? memberLinks(view).filter((l) => l.place === 'main') : [];
    const software = view.tagged('meta').filter((el) => /^generator$/iu.test(el.attribs['name'] ?? '') && FORUM_SOFTWARE.test(el.attribs['content'] ?? ''));
    const starts = named(view, 'newTopic').filter((c) => c.link === null || !c.link.offsite).map((c) => c.el);
    const typed = view.elements.filter((el) => /schema\.org\/(?:DiscussionForumPosting|QAPage|Question|Answer)$/iu.test(el.attribs['itemtype'] ?? ''));
    const answers = named(view, 'reply').filter((c) => THREAD.test(view.url.pathname + view.url.search) || /newreply|mode=(?:reply|quote)|#(?:post-)?(?:answer|reply)/iu.test(c.link?.href ?? '')).map((c) => c.el);
    // Threads have titles; `thread` in the address of a reference manual leads to names of a word.
    const many = new Set(threads.filter((l) => !l.prose && /\S\s+\S|[^\p{Script=Latin}\p{P}\p{N}\p{S}\s]/u.test(l.name)).map((l) => l.path)).size >= 3;
    return [afforded([...links, ...software, ...starts, ...answers]), performed([...(many ? threads.map((l) => l.el) : []), ...posts, ...(new Set(several.map((l) => l.path)).size > 1 ? several.map((l) => l.el) : []), ...typed])];
  },
});

/** In the site's navigation, or with an address that says so: a keyword or a title may be called anything. */
function navigational(link: Link): boolean {
  return link.place === 'nav' || link.place === 'header' || link.place === 'footer' || link.place === 'aside' || /forum|discuss|board|communit|question|q-?(?:and-?)?a\b|talk|topic|thread|lists?\b|fragen|pergunt|diskuss|tart/iu.test(`${link.url?.hostname ?? ''}${link.path.split('?')[0] ?? ''}`) || /\?(?:\w{1,6}=)?(?:ph|f)[oó]r[uo]ms?(?:$|[&/;])/iu.test(link.path);
}

const FORUM_PATH = /\/(?:forums?|messageboards?|discussions?|discuss|community\/(?:topics|posts|forums?)|phpbb\d?|vbulletin|smf|foro|foren|forumas|forumi)\/?(?:index\.\w+)?$|^\/(?:forums?|messageboards?|phpbb\d?)\//iu;
/** Of the whole forum: its name is then no board's or thread's. */
const FORUM_ROOT = /^\/(?:community\/|support\/|[a-z]{2}\/)?(?:forums?|foro|foros|foren|forumas|message-?boards?|discussion-?boards?|phpbb\d?|qanda|discussions)\/?(?:index\.\w+)?$/iu;
const FORUM_HOST = /^(?:forums?|foro|foren|discuss|boards?|answers)\./iu;

/** Whatever it is called, an address of the site's own that says forum, from its navigation. */
function addressed(view: PageView): PageView['links'] {
  return view.links.filter((l) => !l.offsite && !l.prose && l.path !== '' && (FORUM_ROOT.test(l.path.split('?')[0] ?? '') && l.place !== 'banner' && !inPost(view, l.el) || l.place === 'nav' || l.place === 'header' || l.place === 'footer') && (FORUM_PATH.test(l.path.split('?')[0] ?? '') || (l.url !== null && l.url.pathname === '/' && FORUM_HOST.test(l.url.hostname))));
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
