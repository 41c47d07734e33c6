import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { inPost, labelled, named, ownLinks } from './cues.ts';
import { parentOf } from './nodes.ts';
import { isLabel } from './words/index.ts';

export default defineFeature({
  id: 'wiki', name: 'Wiki', kind: 'role', role: 2, version: 2, operatorToo: false,
  counts: 'A wiki, or pages that members edit: the page is one, or the site’s navigation leads to one.',
  countsNot: 'A help centre written by staff; a link to an encyclopaedia.',
  coverage: [['home'], ['item', 'listing', 'help']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && (!l.prose || (!l.offsite && /\/wikis?(?:\/|$)/iu.test(l.path) && parentOf(l.el)?.name !== 'p' && !inPost(view, l.el))) && l.place !== 'banner' && (isLabel('wiki', l.name) || (!l.offsite && /^wiki\./iu.test(l.url?.hostname ?? '') && l.place !== 'main' && !/^wiki\./iu.test(view.url.hostname))) && !/wikipedia|wikimedia/iu.test(l.href) && (!l.offsite || l.place !== 'main' && /wiki/iu.test(l.url?.hostname ?? '')));
    const own = ownLinks(view, 'wiki').map((l) => l.el);
    const engine = view.elements.some((el) => el.name === 'meta' && /^generator$/iu.test(el.attribs['name'] ?? '') && /wiki/iu.test(el.attribs['content'] ?? ''));
    const wikiPage = engine || /(?:^|[.-])\w*wiki\w*\./iu.test(view.url.hostname) || /\/(?:wiki|doku\.php|index\.php\/Main_Page)(?:\/|$)/iu.test(view.url.pathname);
    const edits = wikiPage ? named(view, 'edit').filter((c) => c.place !== 'footer' || engine).map((c) => c.el) : [];
    const forms = wikiPage ? view.forms.filter((f) => /\bdo=edit|action=(?:edit|submit)\b/iu.test(f.action) || f.fields.some((x) => x.name === 'wikitext' || x.name === 'wpTextbox1')).map((f) => f.el) : [];
    const marked = engine ? view.elements.filter((el) => /(?:action=edit|do=edit)/iu.test(el.attribs['href'] ?? '') || (el.name === 'meta' && /wiki/iu.test(el.attribs['content'] ?? '') && /^generator$/iu.test(el.attribs['name'] ?? ''))) : [];
    const tools = view.those(isWikiTool);
    return [afforded([...links.map((l) => l.el), ...own, ...edits, ...forms, ...(marked.length > 1 ? marked : []), ...tools]), performed(labelled(view, 'wiki').filter((el) => /community wiki/iu.test(view.text(el))))];
  },
});

/** The tabs and tools of wiki software keep their names in all languages and skins. */
function isWikiTool(el: Element): boolean {
  return /^(?:ca-(?:edit|ve-edit|viewsource|history)|n-recentchanges|t-recentchangeslinked|t-whatlinkshere|dokuwiki__(?:usertools|pagetools|sitetools)|tmEdit|tmHistory|xwikimaincontainer)$/u.test(el.attribs['id'] ?? '');
}
