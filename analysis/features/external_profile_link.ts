import { afforded, defineFeature, performed } from './define.ts';
import { authored, isSocial, memberLinks } from './cues.ts';
import { ACCOUNT_HOST, SHARE_TARGET } from './site.ts';
import { isLabel } from './words/index.ts';

const CARD = /^(?:postprofile|postbit|popupbody|signature|vcard|user-?(?:info|card|details|links|contacts?)|member-?(?:info|card|links|contacts?|menu)|profile(?:-.*)?|author-?(?:info|card|box|links)|creator(?:-.*)?|bio(?:-.*)?|contact-?(?:details|info)|social-?(?:profiles|accounts|contacts?)|elsewhere|memberaction_body)$/iu;

/** Many forums lead out over an address of their own. */
const EXIT = /[?&](?:url|redirect|to|u|link|dest\w*|target)=https?(?::|%3a)\/?/iu;

export default defineFeature({
  id: 'external_profile_link', name: 'Links to members’ accounts elsewhere', kind: 'role', role: 3, version: 2, operatorToo: false,
  counts: 'A website or account field (Twitter, Skype, GitHub …) in a member’s profile or registration; a member’s own links beside the name.',
  countsNot: 'The operator’s accounts; log-in with another network; the website field of a guest’s comment form.',
  coverage: [['profile', 'register']],
  find(view) {
    const fields = view.forms
      .filter((f) => !f.fields.some((x) => x.type === 'textarea' && isLabel('comment', x.label)) && (f.fields.some((x) => x.type === 'password') || view.kind === 'profile' || view.kind === 'register' || view.kind === 'members'))
      .flatMap((f) => f.fields.filter((x) => ['text', 'url', 'textarea', 'search'].includes(x.type) && (isLabel('externalField', x.label) || /^(?:.*[_\W])?(?:website|homepage|user_?url|twitter|skype|linkedin|github|icq|facebook|xing)$/iu.test(x.name)))
      .map((x) => x.el));
    const members = memberLinks(view);
    const own = view.links.filter((l) => {
      if (!(l.offsite || EXIT.test(l.path)) || l.path === '' || l.place === 'footer' || l.place === 'header' || l.place === 'nav' || l.place === 'banner' || SHARE_TARGET.test(l.href)) return false;
      const card = view.closest(l.el, (at) => (at.attribs['class'] ?? '').split(/\s+/u).some((t) => CARD.test(t)));
      const account = ACCOUNT_HOST.test(l.url?.hostname ?? '');
      if (isLabel('visitSite', l.name) && !isSocial(l)) return card !== null || authored(view, l.el) || view.kind === 'profile';
      if (!account && authored(view, l.el) && l.url !== null && l.name.replace(/^www\./iu, '').replace(/\/$/u, '').toLowerCase() === l.url.hostname.replace(/^www\./iu, '') && !l.prose && members.length > 0 && /nofollow|ugc|me/u.test(l.el.attribs['rel'] ?? '')) return true;
      if (l.el.attribs['rel']?.includes('me') === true && view.kind === 'profile') return true;
      if (card !== null && (account || /nofollow|ugc/u.test(l.el.attribs['rel'] ?? '') || /signature/u.test(card.attribs['class'] ?? '')) && !isLabel('followOperator', l.name)) return members.length > 0 || view.kind === 'profile';
      return view.kind === 'profile' && l.place === 'main' && account && !l.prose;
    });
    return [afforded(fields, 'outside'), ...own.map((l) => ({ ...performed([l.el], 'outside'), details: { to: l.url?.href.slice(0, 200) ?? l.href.slice(0, 200) } }))];
  },
  // An account that the profiles of several members lead to is not theirs, but the operator's.
  together(found) {
    const pages = new Map<string, Set<string>>();
    for (const f of found) {
      const to = f.details?.['to'];
      if (typeof to === 'string') pages.set(to, (pages.get(to) ?? new Set()).add(f.region.page));
    }
    return found.filter((f) => (pages.get(String(f.details?.['to'])) ?? new Set()).size < 3);
  },
});
