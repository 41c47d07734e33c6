import { afforded, defineFeature } from './define.ts';
import { controls, headings, inPost, leadsToThread } from './cues.ts';
import { isLabel } from './words/index.ts';

const PATH = /\/(?:classifieds?|market-?place|jobs?-?board|auctions?|kleinanzeigen|marktplatz|anzeigen|annonces?|assignments?|trading)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'marketplace_listing', name: 'Marketplace', kind: 'type', role: null, version: 1, operatorToo: false,
  counts: 'Offers, jobs, classifieds, lots or tasks by many sellers or seekers.',
  countsNot: 'One shop’s own goods; the operator’s own vacancies.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.prose && l.place !== 'banner' && !inPost(view, l.el) && (isLabel('market', l.name) || (PATH.test(l.path) && !l.offsite && l.name.length < 60)) && (!l.offsite || /^(?:jobs?|careers|classifieds|market)\./iu.test(l.url?.hostname ?? '')) && !(l.place !== 'nav' && l.place !== 'header' && /^\W*(?:jobs?|careers?)\W*$/iu.test(l.name)) && !(l.place === 'main' && leadsToThread(l)) && !/\/(?:about|company|careers|news|vacancies)/iu.test(l.path) && !/^\W*(?:find|hits?|deals|requests|opportunities)\W*$/iu.test(l.name));
    const posts = controls(view).filter((c) => isLabel('postOffer', c.name) && !(c.link?.prose ?? false) && c.place !== 'banner' && !/^advertise/iu.test(c.name) && !inPost(view, c.el) && !(c.link?.offsite === true));
    const takes = controls(view).filter((c) => isLabel('takeTask', c.name) && !(c.link?.prose ?? false) && c.place === 'main' && !(c.link?.offsite === true));
    const heads = [...headings(view, 'market'), ...headings(view, 'postOffer')].filter((el) => view.kind !== 'news' && !/^\W*(?:deals|search|hire.*|find|sale)\W*$/iu.test(view.text(el)));
    return [
      { ...afforded([...posts.map((c) => c.el), ...takes.map((c) => c.el), ...heads]), details: { by: 'page' } },
      { ...afforded(links.map((l) => l.el)), details: { by: 'link' } },
    ];
  },
});
