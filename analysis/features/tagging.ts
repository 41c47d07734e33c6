import { afforded, defineFeature, performed } from './define.ts';
import { labelled, leadsToThread, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';
import { firstBelow, holds } from './region.ts';

const PATH = /(?:\/(?:tags?|tagged|hashtags?|etiquetas?|schlagwort|keywords?|label)\/[^/?]+|\/tags?:[^/?]+|[?&](?:tag|tags|tagged|label)=[^&]+|\/tags\.php|\/search\/?\?.*(?:tag|keyword)=|searchwords=)/iu;
/** Blocks and links by the names that themes and software give to them. */
const LIST = /^(?:[a-z]+(?:__|[-_]))*(?:tags?|tag-?list|topics?(?:__|[-_])?(?:list|links?|tags?|chips?)|(?:meta|related|article|post)-?topics|keywords|labels|hashtags)(?:(?:__|[-_])?(?:list|links|cloud|container|box|row|wrapper|wrap|block|group|section|area|items?|inner))?$/iu;
const LINK = /(?:^|\s)(?:(?:[a-z]+(?:__|[-_]))*tags?(?:(?:__|[-_])?(?:link|item|chip|pill|name|label|text|button))?|hashtag|topics?-(?:link|tag|widget|chip|pill)|keyword(?:-link)?)(?:\s|$)/iu;
const NOT_LIST = /user-?tag|price|meta-?tags?-|gift|name-?tag|labels?-(?:form|input)|form/iu;
/** Content management systems mark the link to the whole of a text as if it were a tag. */
const MORE = /^\W*(?:read|view|see|continue|learn|lire|leer|ler|leia|weiter|mehr|leggi|lees|läs|czytaj|читать)(?:\P{L}|lesen|$)/iu;
/** The page is the list of what carries a tag. */
const PAGE = /\/(?:tags?|tagged|hashtags?|etiquetas?|schlagwort|keywords?)\/[^/]+/iu;
const FIELD = /^(?:.*[_\W])?(?:tags?|tag_?(?:list|names?|string)|keywords)(?:\[\]|\])?$/iu;
const INDEX = /\/(?:tags?|etiquetas|schlagworte)(?:\.php)?\/?$/iu;

export default defineFeature({
  id: 'tagging', name: 'Tags', kind: 'role', role: 4, version: 2, operatorToo: false,
  counts: 'Content carries tags or keywords that readers can follow or add.',
  countsNot: 'Top-level navigation categories; mentions of members.',
  coverage: [['item', 'listing']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.offsite && l.place !== 'banner' && l.name.length < 60 && !/user_?tag|usertag/iu.test(l.path) && ((PATH.test(l.path) && !isLabel('news', l.name)) || ((l.el.attribs['rel'] ?? '').split(/\s+/u).includes('tag') && !MORE.test(l.name) && !/category|kategori/iu.test(`${l.el.attribs['rel'] ?? ''} ${l.path}`)) || (l.name.length < 40 && LINK.test(l.el.attribs['class'] ?? '') && !NOT_LIST.test(l.el.attribs['class'] ?? '') && !/\/categor/iu.test(l.path) && (l.url?.hostname === view.url.hostname || /(?:^|\s)(?:hash)?tag(?:\s|$)/iu.test(l.el.attribs['class'] ?? ''))))).filter((l, _, all) => (l.place !== 'nav' && l.place !== 'header') || isLabel('tags', l.name) || all.filter((other) => other.place === l.place).length >= 3);
    const chosen = view.tagged('label').filter((el) => FIELD.test(el.attribs['for'] ?? '') && view.place(el) === 'main' && !/search|find|filter/iu.test(el.attribs['for'] ?? '')).filter((el) => view.forms.some((w) => holds(w.el, el) && w.fields.some((x) => x.type === 'textarea' || x.el.attribs['contenteditable'] === 'true')));
    const index = ownLinks(view, 'tags', INDEX).filter((l) => INDEX.test(l.path) || /tag/iu.test(l.path)).filter((l) => !/user_?tag|usertag/iu.test(l.path));
    const fields = view.fields.filter((f) => ['text', 'select', 'search', 'textarea'].includes(f.type) && (isLabel('tagField', f.label) || FIELD.test(f.name)) && view.forms.some((w) => w.el === f.form && w.fields.some((x) => x.type === 'textarea' || x.el.attribs['contenteditable'] === 'true')) && !/search|find/iu.test(f.name) && f.place === 'main').map((f) => f.el);
    const threads = view.links.filter((l) => /topic/iu.test(l.path) && leadsToThread(l) && /\d/u.test(l.path));
    const keywords = view.links.filter((l) => !l.offsite && !/\/categor/iu.test(l.path));
    const lists = view.classed(LIST).filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && view.text(el) !== '' && view.text(el).length < 300 && !/[$€£]\s?\d|\d\s?[€£]/u.test(view.text(el)) && !['a', 'input', 'body', 'html', 'label'].includes(el.name) && !NOT_LIST.test(el.attribs['class'] ?? '') && firstBelow(el, threads, (l) => l.el) === undefined && firstBelow(el, keywords, (l) => l.el) !== undefined);
    const heads = [...labelled(view, 'tags', /^(?:dt|strong|b|span|th|label|h[2-6]|td|em)$/u)].filter((el) => (isLabel('tags', view.brief(el, 60)) || view.links.some((l) => l.path !== '' && holds(el, l.el))) && view.place(el) === 'main' && /tag|schlag|stich|etiq|palavra|keyword|тег|тэг|метк|mots|label|related|relacionad|topics:|verwandt|sujets|filed|mehr zum|sobre|about|temat|palabras|ключев|trefwoord/iu.test(view.text(el)) && view.links.some((l) => !l.offsite && l.el.parent !== null && (l.el.parent === el.parent || l.el.parent.parent === el.parent)));
    const pages = PAGE.test(view.url.pathname) ? view.tagged('h1') : [];
    return [performed([...links.map((l) => l.el), ...lists, ...heads, ...pages]), afforded([...index.map((l) => l.el), ...fields, ...chosen])];
  },
});
