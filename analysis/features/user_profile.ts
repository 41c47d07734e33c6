import { afforded, defineFeature, performed } from './define.ts';
import { headings, memberLinks, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';
import { firstBelow } from './region.ts';

const CARD = /^(?:user-?(?:card|info|details|box|profile)|member-?(?:info|card|overlay\w*)|author-?(?:card|info|box)|profile-?(?:card|header|page|box|info)|postbit-?(?:user|author)\w*|postprofile|creator-?(?:info|card|name)|vcard|userinfo\w*|user-details|reviewer)$/iu;

export default defineFeature({
  id: 'user_profile', name: 'Member profiles', kind: 'role', role: 3, version: 2, operatorToo: false,
  counts: 'Members have pages or cards of their own: names that lead to profiles, a member list, “my profile”, a card with avatar and post count, profile fields in the registration.',
  countsNot: "Bylines of a paid newsroom; the operator's “about us”; an account page alone.",
  coverage: [['profile', 'members', 'item', 'listing']],
  find(view) {
    const names = memberLinks(view).map((l) => l.el);
    const cards = view.classed(CARD).filter((el) => {
      const place = view.place(el);
      return (place === 'main' || place === 'aside') && el.name !== 'body' && el.name !== 'form' && view.text(el).length > 0 && view.text(el).length < 600 && view.kind !== 'news' && (view.has(el) && hasPicture(view, el));
    });
    const lists = ownLinks(view, 'members', /\/(?:memberlist|members?|users)(?:\.php)?\/?$/u).filter((l) => /memb|user|people|profil|tester|solver|reader|particip|mitgl|benutzer|nutzer|usuario|colabor|contribut|backers|innov|creators|experts|designers|engineers/iu.test(l.path) && !/our-people|\/about/iu.test(l.path));
    const mine = ownLinks(view, 'myProfile').filter((l) => /profil|member|user|perfil|account|people|\/me\b/iu.test(l.path));
    const fields = view.forms
      .filter((f) => f.fields.some((x) => x.type === 'password') || view.kind === 'profile' || view.kind === 'register' || isLabel('register', f.heading))
      .flatMap((f) => f.fields.filter((x) => isLabel('profileField', x.label) || /(?:^|[_\W])(?:bio|about_?me|avatar|signature|screen_?name|display_?name|nickname)/iu.test(x.name)));
    const heads = view.kind === 'profile' || view.kind === 'register' ? headings(view, 'myProfile') : [];
    return [performed([...names, ...cards]), afforded([...lists.map((l) => l.el), ...mine.map((l) => l.el), ...fields.map((f) => f.el), ...heads])];
  },
});

function hasPicture(view: Parameters<Parameters<typeof defineFeature>[0]['find']>[0], el: Parameters<typeof view.has>[0]): boolean {
  return firstBelow(el, view.tagged('img'), (img) => img) !== undefined;
}
