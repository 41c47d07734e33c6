import { afforded, defineFeature, performed } from './define.ts';
import { authored, isSocial, memberLinks } from './cues.ts';
import { ACCOUNT_HOST, SHARE_TARGET } from './site.ts';
import { isText, parentOf } from './nodes.ts';
import type { PageView } from './page.ts';
import { isLabel } from './words/index.ts';

const CARD = /^(?:postprofile|postbit|popupbody|signature|vcard|user-?(?:info|card|details|links|contacts?)|member-?(?:info|card|links|contacts?|menu)|profile(?:-.*)?|author-?(?:info|card|box|links)|creator(?:-.*)?|bio(?:-.*)?|contact-?(?:details|info)|social-?(?:profiles|accounts|contacts?)|elsewhere|memberaction_body)$/iu;

/** Many forums lead out over an address of their own. */
/** Software marks the link to a member's own site so (vBulletin's `siteicon_homepage`, IPB's `user-website`). */
const OWN_SITE = /(?:^|\s)(?:[\w-]*(?:icon|user|member|profile|author|postbit|poster)[-_]?)?(?:home-?page|web-?site)(?:[-_]?(?:link|icon))?(?:\s|$)/iu;

const EXIT = /[?&](?:url|redirect|to|u|link|dest\w*|target)=https?(?::|%3a)\/?/iu;

/** Where artists and makers keep an account of their own. */
const ARTIST_HOST = /(?:^|\.)(?:deviantart\.com|artstation\.com|bandcamp\.com|patreon\.com|ko-fi\.com|twitch\.tv|linktr\.ee|tiktok\.com|bsky\.app|500px\.com|goodreads\.com|last\.fm|steamcommunity\.com|keybase\.io|codepen\.io|kaggle\.com|tumblr\.com|reddit\.com)$/iu;

/** A list of links that belongs to who the page is about. */
const OWNERS_LINKS = /^(?:user|member|profile|artist|band|creator|maker|designer|owner|seller|maintainer|host|bio)s?[-_]?(?:web-?|social-?|external-?)?(?:links|sites|accounts|contacts?|social|networks)$/iu;

/** Says whose site it is. */
const OF_MEMBER = /\b(?:user|member|poster|author|benutzer|mitglied|usuario|usuário|membre|utilisateur)/iu;

export default defineFeature({
  id: 'external_profile_link', name: 'Links to members’ accounts elsewhere', kind: 'role', role: 3, version: 3, operatorToo: false,
  counts: 'A website or account field (Twitter, Skype, GitHub …) in a member’s profile or registration; a member’s own links beside the name.',
  countsNot: 'The operator’s accounts; log-in with another network; the website field of a guest’s comment form.',
  coverage: [['profile', 'register']],
  find(view) {
    const fields = view.forms
      .filter((f) => !/log-?in|sign-?in|logon/iu.test(f.action) && !f.fields.some((x) => x.type === 'textarea' && isLabel('comment', x.label)) && (f.fields.some((x) => x.type === 'password') || view.kind === 'profile' || view.kind === 'register' || view.kind === 'members'))
      .flatMap((f) => f.fields.filter((x) => ['text', 'url', 'textarea', 'search'].includes(x.type) && (isLabel('externalField', x.label) || /^(?!.*(?:login|user_?name))(?:.*[_\W])?(?:website|homepage|user_?url|twitter|skype|linkedin|github|icq|facebook|xing)$/iu.test(x.name)))
      .map((x) => x.el));
    const members = memberLinks(view);
    const own = view.links.filter((l) => {
      if (OF_MEMBER.test(l.el.attribs['title'] ?? '') && isLabel('visitSite', l.el.attribs['title'] ?? '') && l.url !== null && l.url.hostname !== view.url.hostname) return true;
      if (!(l.offsite || EXIT.test(l.path)) || l.path === '' || l.place === 'footer' || l.place === 'banner' || SHARE_TARGET.test(l.href)) return false;
      const named = isLabel('visitSite', l.name) || isLabel('visitSite', l.el.attribs['title'] ?? '');
      if (!isSocial(l) && (OWN_SITE.test(l.el.attribs['class'] ?? '') || OF_MEMBER.test(`${l.name} ${l.el.attribs['title'] ?? ''}`)) && members.length > 0 && named) return true;
      if (l.place === 'header' || l.place === 'nav') return false;
      if (named && !isSocial(l) && OWN_SITE.test(l.el.attribs['class'] ?? '') && view.kind === 'item') return true;
      if (!isSocial(l) && afterRule(view, l.el)) return true;
      const card = view.closest(l.el, (at) => (at.attribs['class'] ?? '').split(/\s+/u).some((t) => CARD.test(t)));
      const account = ACCOUNT_HOST.test(l.url?.hostname ?? '') || ARTIST_HOST.test(l.url?.hostname ?? '');
      // Sites mark what members write about themselves so, and their own links not.
      if (view.kind === 'profile' && l.place === 'main' && !isSocial(l) && /nofollow|ugc|\bme\b/u.test(l.el.attribs['rel'] ?? '')) return true;
      if (account && view.closest(l.el, (at) => OWNERS_LINKS.test(at.attribs['id'] ?? '') || (at.attribs['class'] ?? '').split(/\s+/u).some((t) => OWNERS_LINKS.test(t))) !== null) return true;
      if (named && !isSocial(l)) return card !== null || authored(view, l.el) || view.kind === 'profile';
      if (!account && authored(view, l.el) && l.url !== null && l.name.replace(/^www\./iu, '').replace(/\/$/u, '').toLowerCase() === l.url.hostname.replace(/^www\./iu, '') && !l.prose && members.length > 0 && view.closest(l.el, (at) => at.name === 'p') === null && /nofollow|ugc|me/u.test(l.el.attribs['rel'] ?? '')) return true;
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

/** Old forums set a signature off by a row of underscores in the post itself. */
function afterRule(view: PageView, el: Parameters<PageView['has']>[0]): boolean {
  const body = view.closest(el, (at) => /(?:^|\s)(?:postbody|post-?(?:text|body|content))(?:\s|$)/iu.test(at.attribs['class'] ?? ''));
  if (body === null) return false;
  for (let at = el; at !== body; at = parentOf(at) ?? body) {
    for (let before = at.prev; before !== null; before = before.prev) {
      if (isText(before) && /^\s*_{5,}\s*$/u.test(before.data)) return true;
    }
  }
  return false;
}
