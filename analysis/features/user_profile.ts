import { afforded, defineFeature, performed } from './define.ts';
import { headings, inPost, memberLinks, named, ownLinks } from './cues.ts';
import type { PageView, Phrase } from './page.ts';
import { isLabel } from './words/index.ts';
import { firstBelow } from './region.ts';

const CARD = /^(?:user-?(?:card|info|details|box|profile)|member-?(?:info|card|overlay\w*)|author-?(?:card|info|box)|profile-?(?:card|header|page|box|info)|postbit-?(?:user|author)\w*|postprofile|creator-?(?:info|card|name)|vcard|userinfo\w*|user-details|reviewer)$/iu;

export default defineFeature({
  id: 'user_profile', name: 'Member profiles', kind: 'role', role: 3, version: 3, operatorToo: false,
  counts: 'Members have pages or cards of their own: names that lead to profiles, a member list, “my profile”, a card with avatar and post count, profile fields in the registration.',
  countsNot: "Bylines of a paid newsroom; the operator's “about us”; an account page alone.",
  coverage: [['profile', 'members', 'item', 'listing']],
  find(view) {
    const names = memberLinks(view).map((l) => l.el);
    const cards = view.classed(CARD).filter((el) => {
      const place = view.place(el);
      return (place === 'main' || place === 'aside') && el.name !== 'body' && el.name !== 'form' && view.text(el).length > 0 && view.text(el).length < 600 && view.kind !== 'news' && !isGuest(view, el) && hasPicture(view, el);
    });
    const lists = ownLinks(view, 'members', /\/(?:memberlist|member-list|userlist|members?|users|freelancers|testers|solvers|makers|creators|designers|coders|hackers|backers|benutzer|mitglieder|usuarios|membros|membres|utilisateurs|miembros|leden|utenti|medlemm?ar|uzytkownicy|uzivatele)(?:\.php|\.html?|\.aspx?)?\/?$/u).filter((l) => /memb|user|people|profil|tester|solver|reader|particip|mitgl|benutzer|nutzer|usuario|colabor|contribut|backers|innov|creators|experts|designers|engineers|freelanc|talent|maker|coder|hacker|leden|utent|miembr|membr|utilis|medlem|uzyt|uziv/iu.test(l.path) && !isLabel('register', l.name) && !isLabel('logIn', l.name) && !/our-people|\/about/iu.test(l.path));
    const mine = ownLinks(view, 'myProfile').filter((l) => /profil|member|user|perfil|account|people|\/me\b/iu.test(l.path) || MINE.test(l.name));
    // Names of members that lead to their place on another host: one alone may be the operator's.
    const elsewhere = named(view, 'myProfile').filter((c) => c.link?.offsite === true && c.place === 'main' && !isSocialAccount(c.link.href));
    const since = view.kind === 'news' ? [] : view.phrasesThat(saysSince).filter((p) => (p.place === 'main' || p.place === 'aside') && !inPost(view, p.el)).map((p) => p.el);
    const fields = view.forms
      .filter((f) => f.fields.some((x) => x.type === 'password') || view.kind === 'profile' || view.kind === 'register' || isLabel('register', f.heading))
      .flatMap((f) => f.fields.filter((x) => isLabel('profileField', x.label) || /(?:^|[_\W])(?:bio|about_?me|avatar|signature|screen_?name|display_?name|public_?name|nickname)/iu.test(x.name) || /^(?:user|(?:custom_?)?profile)_?fields?[[_-]|^pf_\w/iu.test(x.name)));
    const heads = view.kind === 'profile' || view.kind === 'register' ? headings(view, 'myProfile') : [];
    return [performed([...names, ...cards, ...since, ...(new Set(elsewhere.map((c) => c.link?.url?.hostname)).size > 1 ? elsewhere.map((c) => c.el) : [])]), afforded([...lists.map((l) => l.el), ...mine.map((l) => l.el), ...fields.map((f) => f.el), ...heads])];
  },
});

function saysSince(phrase: Phrase): boolean {
  return phrase.text.length <= 60 && /\d/u.test(phrase.text) && isLabel('memberSince', phrase.text);
}

/** "My profile" needs no address that says so. */
const MINE = /(?:^|\s)(?:my|your|edit|mein|dein|ihr|meu|seu|mi|tu|mon|votre|il mio|mijn|min|mój|мой)\s/iu;

function isSocialAccount(href: string): boolean {
  return /\/\/(?:[\w-]+\.)*(?:facebook|twitter|x|linkedin|instagram|youtube|xing|vk|pinterest)\.com\//iu.test(href);
}

/** Who comments under an article needs no account: a name and a picture are no page of their own. */
function isGuest(view: PageView, el: Parameters<PageView['has']>[0]): boolean {
  return firstBelow(el, memberLinks(view), (l) => l.el) === undefined && view.closest(el, (at) => /(?:^|\s)comment(?:-?author|meta|list|-body)?(?:\s|$)/iu.test(at.attribs['class'] ?? '')) !== null;
}

function hasPicture(view: PageView, el: Parameters<PageView['has']>[0]): boolean {
  return firstBelow(el, view.tagged('img'), (img) => img) !== undefined;
}
