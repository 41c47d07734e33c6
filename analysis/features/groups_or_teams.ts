import { afforded, defineFeature } from './define.ts';
import { controls, headings, named, ownLinks } from './cues.ts';
import { parentOf } from './nodes.ts';
import type { Link, PageView } from './page.ts';
import { holds } from './region.ts';
import { isLabel, mentions } from './words/index.ts';

export default defineFeature({
  id: 'groups_or_teams', name: 'Groups or teams', kind: 'role', role: 3, version: 2, operatorToo: false,
  counts: 'Groups, teams, clubs or circles that members join; entering as a team.',
  countsNot: 'User roles; sections of a forum; a product of that name; the people behind one campaign.',
  coverage: [['home', 'listing', 'profile']],
  find(view) {
    const links = ownLinks(view, 'groups').filter((l) => /group|club|team|circle|grupp|grupo|equip|sig|communit|verein/iu.test(l.path + l.name) && !/newsgroup|\/product|^\/teams?\/?$|\/team\/?$/iu.test(l.path) && !isVenue(view, l));
    const teams = ownLinks(view, 'groups', /\/(?:group|groups|clubs)(?:\.php)?\/?$/iu).filter((l) => /\/(?:group|groups|clubs|teams\/browse)(?:\.php)?\/?$/iu.test(l.path) && !isVenue(view, l));
    const joins = named(view, 'joinGroup').filter((c) => c.link === null || !c.link.offsite).map((c) => c.el);
    // "Join" beside a number of members.
    const membership = controls(view).filter((c) => (isLabel('joinGroup', c.name) || (isLabel('register', c.name) && /^(?:join|beitreten|rejoindre|unirse|unirme|participar)\b/iu.test(c.name) && !/register|sign-?up|^\/join/iu.test(c.link?.path ?? ''))) && (c.link === null || !c.link.offsite) && besideMembers(view, c.el)).map((c) => c.el);
    const fields = view.fields.filter((f) => isLabel('joinGroup', f.label)).map((f) => f.el);
    const heads = headings(view, 'joinGroup');
    return [afforded([...links.map((l) => l.el), ...teams.map((l) => l.el), ...joins, ...membership, ...fields, ...heads])];
  },
});

const TRAVEL = /\b(?:groups? (?:travel|tours?|bookings?|sales|rates?|visits?|reservations?|trips?)|bars?|restaurants?|hotels?|nightlife|pubs?|beaches|meetings|weddings)\b/iu;

/** Groups that travel and clubs to dance in: what stands around them, or leads to the same page, tells. */
function isVenue(view: PageView, link: Link): boolean {
  if (view.links.some((l) => l !== link && l.path === link.path && TRAVEL.test(l.name))) return true;
  const list = view.closest(link.el, (at) => ['ul', 'ol', 'nav', 'p', 'div', 'td'].includes(at.name));
  return list !== null && view.links.some((l) => l !== link && TRAVEL.test(l.name) && holds(list, l.el));
}

function besideMembers(view: PageView, el: Parameters<PageView['has']>[0]): boolean {
  let at = parentOf(el);
  for (let step = 0; step < 4 && at !== null; step += 1, at = parentOf(at)) {
    const text = view.brief(at, 240);
    if (text === '') return false;
    if (mentions('memberCount', text)) return true;
  }
  return false;
}
