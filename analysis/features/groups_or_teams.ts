import { afforded, defineFeature } from './define.ts';
import { headings, named, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';

export default defineFeature({
  id: 'groups_or_teams', name: 'Groups or teams', kind: 'role', role: 3, version: 1, operatorToo: false,
  counts: 'Groups, teams, clubs or circles that members join; entering as a team.',
  countsNot: 'User roles; sections of a forum; a product of that name; the people behind one campaign.',
  coverage: [['home', 'listing', 'profile']],
  find(view) {
    const links = ownLinks(view, 'groups').filter((l) => /group|club|team|circle|grupp|grupo|equip|sig|communit|verein/iu.test(l.path + l.name) && !/newsgroup|\/product|\/teams?\/?$/iu.test(l.path));
    const teams = ownLinks(view, 'groups', /\/(?:group|groups|clubs)(?:\.php)?\/?$/iu).filter((l) => /\/(?:group|groups|clubs|teams\/browse)(?:\.php)?\/?$/iu.test(l.path));
    const joins = named(view, 'joinGroup').filter((c) => c.link === null || !c.link.offsite).map((c) => c.el);
    const fields = view.fields.filter((f) => isLabel('joinGroup', f.label)).map((f) => f.el);
    const heads = headings(view, 'joinGroup');
    return [afforded([...links.map((l) => l.el), ...teams.map((l) => l.el), ...joins, ...fields, ...heads])];
  },
});
