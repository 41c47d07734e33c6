import { afforded, defineFeature } from './define.ts';
import { controls, headings, inPost, labelled, leadsToThread } from './cues.ts';
import { parentOf } from './nodes.ts';
import type { Link, PageView } from './page.ts';
import { holds } from './region.ts';
import { isLabel } from './words/index.ts';

/** A site's jobs may be its own vacancies; other wares are others' by their name. */
const JOBS = /^\W*(?:jobs?|careers?|jobs? (?:&|and|und) (?:careers?|karriere)|karriere|vacanc(?:y|ies)|stellen(?:angebote|anzeigen)?|vagas|empregos?|emplois?|empleo|trabajo|работа|вакансии|vacatures|praca|lavoro|lediga jobb|työpaikat|lowongan|求人)\W*$/iu;
/** So a company calls its own. */
const VACANCIES = /^\W*(?:careers?|karriere|vacatures|vacancies|carrières?|carreiras|karriär)\W*$/iu;
const COMPANY = /(?:about|press|investor|privacy|terms|tos|legal|imprint|impressum|agb|datenschutz|advertis|werbung|mediadaten|contact|kontakt|contato|feedback|copyright|disclaimer|cookies?|guidelines|company|corporate|ueber-uns|reklama)\b/iu;

const PATH = /\/(?:classifieds?|market-?place|jobs?-?board|auctions?|kleinanzeigen|marktplatz|anzeigen|annonces?|assignments?|trading)(?:[/?.]|$)/iu;

export default defineFeature({
  id: 'marketplace_listing', name: 'Marketplace', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'Offers, jobs, classifieds, lots or tasks by many sellers or seekers.',
  countsNot: 'One shop’s own goods; the operator’s own vacancies.',
  coverage: [['home'], ['listing', 'item']],
  find(view) {
    const links = view.links.filter((l) => l.path !== '' && !l.prose && l.place !== 'banner' && !inPost(view, l.el) && (isLabel('market', l.name) || (PATH.test(l.path) && !l.offsite && l.name.length < 60)) && (!l.offsite || /^(?:jobs?|careers|classifieds|market)\./iu.test(l.url?.hostname ?? '')) && !(JOBS.test(l.name) && (VACANCIES.test(l.name) || !inMenu(view, l) || besideCompany(view, l))) && !((l.place === 'main' || /\/\d+-[\w-]+/u.test(l.path)) && leadsToThread(l)) && !/\/(?:about|company|corporate|cooperation|careers|news|vacancies|contact)/iu.test(l.path) && !/^\W*(?:find|hits?|tasks?|deals|requests|opportunities)\W*$/iu.test(l.name) && !(l.place === 'main' && /^\W*sell\s/iu.test(l.name) && /\d{4}/u.test(l.path)));
    const posts = controls(view).filter((c) => isLabel('postOffer', c.name) && !(c.link?.prose ?? false) && c.place !== 'banner' && !/^advertise/iu.test(c.name) && !inPost(view, c.el) && !(c.link?.offsite === true));
    const takes = controls(view).filter((c) => isLabel('takeTask', c.name) && !(c.link?.prose ?? false) && c.place === 'main' && !(c.link?.offsite === true));
    const columns = labelled(view, 'market', /^(?:td|th|div|span|dt)$/u).filter((el) => el.name === 'th' || /head|title|caption/iu.test(el.attribs['class'] ?? ''));
    const heads = [...columns, ...headings(view, 'market'), ...headings(view, 'postOffer')].filter((el) => view.kind !== 'news' && !/^\W*(?:deals|search|hire.*|find|sale|sell)\W*$/iu.test(view.text(el)) && !JOBS.test(view.text(el)));
    return [
      { ...afforded([...posts.map((c) => c.el), ...takes.map((c) => c.el), ...heads]), details: { by: 'page' } },
      { ...afforded(links.map((l) => l.el)), details: { by: 'link' } },
    ];
  },
});

/** In the site's menu: marked as one, or a row of short links at the top of the page. */
function inMenu(view: PageView, link: Link): boolean {
  if (link.place === 'nav' || link.place === 'header') return true;
  const row = parentOf(link.el);
  if (row === null || view.links.indexOf(link) > 30 || view.text(row).length > 150) return false;
  return view.links.filter((l) => l.path !== '' && l.name.length <= 20 && holds(row, l.el)).length >= 4;
}

/** In the footer, or beside links on the company, its press and its terms: there the operator's own vacancies are. */
function besideCompany(view: PageView, link: Link): boolean {
  if (view.closest(link.el, (at) => at.name === 'footer' || /(?:^|[\s_-])(?:footer|foot|colophon)/iu.test(`${at.attribs['class'] ?? ''} ${at.attribs['id'] ?? ''}`)) !== null) return true;
  for (let at = parentOf(link.el), depth = 0; at !== null && depth < 4; at = parentOf(at), depth += 1) {
    const box = at;
    const beside = view.links.filter((l) => l !== link && holds(box, l.el));
    if (beside.length >= 3) return beside.filter((l) => COMPANY.test(l.path)).length >= (beside.length > 12 ? 3 : 2);
  }
  return false;
}
