import { afforded, defineFeature, performed } from './define.ts';
import { labelled, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';
import { firstBelow, holds } from './region.ts';

const PATH = /(?:\/(?:tags?|tagged|etiquetas?|schlagwort|keywords?|label)\/[^/?]+|[?&](?:tag|tags|tagged|label)=[^&]+|\/tags\.php|\/search\/?\?.*(?:tag|keyword)=|searchwords=)/iu;
const INDEX = /\/(?:tags?|etiquetas|schlagworte)(?:\.php)?\/?$/iu;

export default defineFeature({
  id: 'tagging', name: 'Tags', kind: 'role', role: 4, version: 1, operatorToo: false,
  counts: 'Content carries tags or keywords that readers can follow or add.',
  countsNot: 'Top-level navigation categories; mentions of members.',
  coverage: [['item', 'listing']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.offsite && l.place !== 'banner' && l.name.length < 60 && !/user_?tag|usertag/iu.test(l.path) && ((PATH.test(l.path) && !isLabel('news', l.name)) || ((l.el.attribs['rel'] ?? '').split(/\s+/u).includes('tag') && !/category|kategori/iu.test(`${l.el.attribs['rel'] ?? ''} ${l.path}`)) || (/(?:^|\s)(?:tag|post-tag|tag-link|hashtag|taglink|tag-label)(?:\s|$)/iu.test(l.el.attribs['class'] ?? '') && !/\/categor/iu.test(l.path))));
    const index = ownLinks(view, 'tags').filter((l) => INDEX.test(l.path) || /tag/iu.test(l.path)).filter((l) => !/user_?tag|usertag/iu.test(l.path));
    const fields = view.fields.filter((f) => ['text', 'select', 'search', 'textarea'].includes(f.type) && (isLabel('tagField', f.label) || /^(?:.*[_\W])?(?:tags?|taglist|keywords)(?:\[\])?$/iu.test(f.name)) && view.forms.some((w) => w.el === f.form && w.fields.some((x) => x.type === 'textarea' || x.el.attribs['contenteditable'] === 'true')) && !/search|find/iu.test(f.name) && f.place === 'main').map((f) => f.el);
    const keywords = view.links.filter((l) => !l.offsite && !/\/categor/iu.test(l.path));
    const lists = view.classed(/^(?:tags?-?(?:list|links|cloud|container|box|row)?|post-?tags?|taglist|post-taglist|keywords|ticket-tags|idea-?tags|topic-?tags|labels)$/iu).filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && view.text(el) !== '' && view.text(el).length < 300 && !['a', 'input', 'body', 'html', 'label'].includes(el.name) && firstBelow(el, keywords, (l) => l.el) !== undefined);
    const heads = [...labelled(view, 'tags', /^(?:dt|strong|b|span|th|label|h[2-6]|td|em)$/u)].filter((el) => (isLabel('tags', view.brief(el, 60)) || view.links.some((l) => l.path !== '' && holds(el, l.el))) && view.place(el) === 'main' && /tag|schlag|stich|etiq|palavra|keyword|тег|метк|mots|label/iu.test(view.text(el)) && view.links.some((l) => !l.offsite && l.el.parent !== null && (l.el.parent === el.parent || l.el.parent.parent === el.parent)));
    return [performed([...links.map((l) => l.el), ...lists, ...heads]), afforded([...index.map((l) => l.el), ...fields])];
  },
});
