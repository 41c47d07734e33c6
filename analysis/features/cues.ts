/** What several detectors look for: labelled links, controls, members' names, posts, authorship. */
import type { Element } from 'domhandler';
import { isByline } from './byline.ts';
import { itemsLess, itemsOf } from './items.ts';
import type { Items } from './items.ts';
import type { Form, Link, PageView, Phrase, Place } from './page.ts';
import { SHARE_TARGET, SOCIAL_HOST } from './site.ts';
import { isLabel, mentions } from './words/index.ts';
import type { Concept } from './words/concepts.ts';
import { orderOf, parentOf } from './nodes.ts';
import { firstBelow } from './region.ts';
import { remembered } from './remembered.ts';

export interface Control {
  readonly el: Element;
  readonly name: string;
  readonly place: Place;
  readonly link: Link | null;
}

let memos = 0;

/**
 * Kept for as long as the view is.
 * @param less what becomes of it on the page less some elements, where that is less work than to make it again
 */
export function memo<T extends object>(make: (view: PageView) => T, less?: (view: PageView, whole: T) => T): (view: PageView) => T {
  const number = (memos += 1);
  const made = (view: PageView): T =>
    (view.kept[number] ??= less === undefined || view.whole === null ? make(view) : less(view, made(view.whole))) as T;
  return made;
}

/** Links and buttons alike. */
export function controls(view: PageView): readonly Control[] {
  return controlItems(view).all;
}

const controlItems = memo((view: PageView): Items<Control> => {
  const out: Control[] = view.links.filter((l) => l.place !== 'banner').map((link) => ({ el: link.el, name: link.name, place: link.place, link }));
  for (const el of view.those(isButton)) {
    const place = view.place(el);
    if (place !== 'banner') out.push({ el, name: view.name(el), place, link: null });
  }
  return itemsOf(out, nameOf);
}, (view, whole) => itemsLess(whole, (c) => {
  if (c.link !== null) {
    const link = view.again(c.link);
    return link === null || link === c.link ? link && c : { ...c, name: link.name, link };
  }
  if (!view.has(c.el)) return null;
  const name = view.name(c.el);
  return name === c.name ? c : { ...c, name };
}, nameOf));

function nameOf(item: { readonly name: string }): string {
  return item.name;
}

function isButton(el: Element): boolean {
  if (el.name === 'a') return el.attribs['href'] === undefined && (el.attribs['role'] === 'button' || el.attribs['onclick'] !== undefined || el.attribs['class'] !== undefined);
  return el.name === 'button' || (el.name === 'input' && /^(?:submit|button|image)$/iu.test(el.attribs['type'] ?? '')) || el.attribs['role'] === 'button' || el.name === 'summary' || (el.attribs['onclick'] !== undefined && PRESSED.has(el.name));
}

/** Elements that sites make into buttons by a script of their own. */
const PRESSED: ReadonlySet<string> = new Set(['div', 'span', 'li', 'td', 'img']);

/** Controls whose name is the concept. */
export function named(view: PageView, concept: Concept): readonly Control[] {
  return controlItems(view).labelled(concept).filter((c) => !(c.link?.prose ?? false));
}

/** A keyword or a search may be called anything. */
const KEYWORD = /[?&](?:tags?|q|keywords?|searchwords?|searchterm)=[^&]|\/tags?\/[^/]|\/tagged\//iu;

/** Links of the site's navigation, or beside its content, named for the concept and leading to a page of the site's own. */
export function ownLinks(view: PageView, concept: Concept, path?: RegExp): readonly Link[] {
  const links = path === undefined ? view.linksNamed(concept).filter(isNavigation) : view.linksThat(isNavigation).filter((l) => isLabel(concept, l.name) || path.test(l.path));
  return links.filter((l) => !inPost(view, l.el));
}

function isNavigation(l: Link): boolean {
  return l.place !== 'banner' && !l.offsite && l.path !== '' && !l.prose && !KEYWORD.test(l.path);
}

/** Links by which something is handed to another network. */
export function sharing(view: PageView): readonly Link[] {
  return view.linksThat(isShare);
}

function isShare(l: Link): boolean {
  return SHARE_TARGET.test(l.href);
}

export function isSocial(link: Link): boolean {
  return link.offsite && link.url !== null && SOCIAL_HOST.test(link.url.hostname);
}

export function within(view: PageView, el: Element, containers: ReadonlySet<Element>): boolean {
  return containers.size > 0 && view.closest(el, (at) => containers.has(at)) !== null;
}

/** Addresses of threads and of boards, as forum software makes them. */
export const THREAD = /(?:showthread\.php|viewtopic\.php|\/threads?\/[^/]+|\/topic\/[^/]+|\/topics\/(?:\d|[^/]*\d{3})|\/r\/[^/]+\/comments\/|\/comments\/[a-z\d]{5,8}\/|\/ask\/\d+|\/item\w*(?:\.html)?\?id=(?:\d{5}|[a-z]{2}\d)|\/discussions?\/(?:comment\/)?\d+|\/discussion\/[^/]+|\/questions?\/\d+|\/t\/[^/]+\/\d+|\/thread-[^/]+|[?;&]topic=\d|\/topic[-_]?\d+|\/t\d+[-_.]|\/questions?\/[^/?]+$|\/td-p\/\d|\/forums?\/(?:topic|thread|viewthread)|\/viewthread|\/showtopic|\/diskussion(?:en)?\/[^/]+|\/topico\/[^/]+)/iu;
export const BOARD = /(?:forumdisplay\.php|viewforum\.php|\/forums?\/[^/?]+|\/boards?\/[^/?]+|\/forum-[^/]+|[?;&]board=\d|\/f\d+[-_])/iu;

/** Leads to a thread or board: its name is what somebody called it, not what the site offers. */
export function leadsToThread(link: Link | null): boolean {
  return link !== null && (THREAD.test(link.path) || BOARD.test(link.path) || (/^(?:forums?|boards?)\./iu.test(link.url?.hostname ?? '') && /\/\d+-[\w-]+(?:\/|\.html)/u.test(link.path)));
}

/** Stands in a row or card that leads to a thread. */
export function inThreadRow(view: PageView, el: Element): boolean {
  const row = view.closest(el, (at) => ['li', 'tr', 'article'].includes(at.name) || /(?:^|\s)(?:item|row|topic|thread|discussion)/iu.test(at.attribs['class'] ?? ''));
  return row !== null && firstBelow(row, view.linksThat(isThreadLink), (l) => l.el) !== undefined;
}

function isThreadLink(l: Link): boolean {
  return THREAD.test(l.path);
}

const MEMBER_PATH = new RegExp(
  [
    '/(?:users?|u|members?|profiles?|people|person|reader|testers?|solvers?|backers?|creators?|usuarios?|perfil|membros?|profil|mitglied(?:er)?|benutzer|nutzer|teilnehmer|designers?|engineers?|innovators?|utilisateurs?|membres?|participants?|participantes?|makers?|contributors?|coders?|experts?|freelancers?|hackers?|gebruikers?|utenti?|miembros?|medlem(?:mer|mar)?|brukere?|uzytkowni[ck]\\w*|uye(?:ler)?|kayttaja|korisnik|profiel|profilo|profiili|usuario_perfil|anvandare|bruger|uzivatel[ei]?|pouzivatel|felhasznalok?|adatlap|userprofiles?|user-?profiles?|user_?pages?|public-?profiles?|member-?profiles?|view-?(?:user|member|profile)s?|show-?(?:user|member|profile))/[^/?#]{2,}',
    'member\\.php\\?(?:.*&)?u=\\d', 'memberlist\\.php\\?.*viewprofile', '[?;&](?:userid|user_id|uid|memberid|member_id|u)=\\d+', 'action=profile;u=\\d', '/@[\\w.-]+/?$', '/~[\\w.-]+/?$', '/user[:_-][^/.?]+$', '/member\\d+', '/(?:profile|user|member|userinfo|perfil|profil)\\w*\\.(?:php|aspx?|jsp|html?|cgi|do)\\?(?:.*&)?(?:id|u|uid|user|member|name|username|userid)=', 'viewprofilepage', 'showuser=\\d', 'user:info/[^/]', '/user\\?id=', '[?;&](?:user|username|member)=[\\w.%-]{2,}$', 'userinfo\\.php\\?', '(?:user|member|profile|account|author)\\w*\\.(?:php|aspx?|jsp)\\?(?:login|nick|nickname|n|screen_?name)=', '/\\?login=(?!true|yes|required|form|now|facebook|google|success|failed)[\\w.-]{3,}$', '/index\\.php\\?title=user:', '/wiki/user:',
  ].join('|'), 'iu',
);
const NOT_MEMBER = /\/(?:log-?in|sign-?(?:in|up|out)|register|registration|registrier\w*|reset\w*|resend\w*|verify|activate|activation|unsubscribe|preferences|subscriptions?|settings|password|forgot\w*|lost\w*|list|index(?!\.php\?)|all|new|online|search|edit|top|page|login\w*|watch_?list|logout|join|create|terms|help|faq|invite|confirm|inbox|messages?|begin\w*|account)(?:[/?.]|$)|\/(?:members?|users?|profiles?)\/(?:home|renew|benefits|plans|pricing|dashboard|notifications|about|rules)(?:[/?.]|$)|\/user-(?:agreement|guide|manual|terms|policy|group)|\/(?:about|company|staff|team)(?:-us)?\/(?:people|team|members?)\//iu;
const MEMBER_MARK = /^(?!.*(?:drop-?down|menu|navbar|toolbar|login|log-in|signup|search))(?:.*[-_])?(?:user-?name|user-?link|member(?:name|link)?|poster|post-?author|nick(?:name)?|screen-?name|avatar(?:link)?|user-?pic|userinfo|profile-?link|creator|submitter|proposer|idea-?author|user)(?:[-_].*)?$/iu;

/** Links by which members' names or pictures lead to pages of their own, in the content. */
export const memberLinks = memo((view: PageView): readonly Link[] =>
  view.linksThat(mayLeadToMember).filter((l) => leadsToMember(l) === true || (view.kind !== 'news' && isByline(view, l))));

function mayLeadToMember(l: Link): boolean {
  return leadsToMember(l) !== false;
}

/** By the link itself; null where the text around it must say. */
function leadsToMember(l: Link): boolean | null {
  if (l.path === '' || l.place === 'banner' || l.place === 'footer' || NOT_MEMBER.test(l.path) || isSocial(l)) return false;
  if (isLabel('register', l.name) || isLabel('logIn', l.name) || isLabel('account', l.name) || isLabel('myProfile', l.name) || isLabel('members', l.name) || isLabel('comments', l.name)) return false;
  if (l.place === 'nav' && l.el.attribs['class'] === undefined && !MEMBER_PATH.test(l.path)) return false;
  if (MEMBER_PATH.test(l.path)) return l.name.length <= 60 && (!l.offsite || /^[^/]*(?:community|share|members|profile)/iu.test(l.url?.hostname ?? ''));
  if (l.offsite || l.prose || l.name.length > 40 || /\/(?:author|category|tag)s?\/|[?&]author=/iu.test(l.path)) return false;
  if (l.place === 'header' && NAMED.test(l.el.attribs['class'] ?? '') && NAME_OF_ONE.test(l.path)) return l.name !== '';
  if (l.place !== 'main' && l.place !== 'aside') return false;
  if (l.name === '' || isLabel('search', l.name) || isLabel('newTopic', l.name)) return false;
  return [l.el, parentOf(l.el)].some((e) => e !== null && marksMember(e.attribs['class'] ?? '')) ? true : null;
}

/** The header of a thing names who made it; the address is then the name alone. */
const NAMED = /(?:^|\s)(?:user|author|creator|member|owner|screen)-?name(?:\s|$)/iu;
const NAME_OF_ONE = /^\/@?[\w.-]{2,}\/?$/u;

const marksMember = remembered((cls) => cls.split(/\s+/u).some((m) => MEMBER_MARK.test(m)));

const POST = /^(?:.*[-_])?(?:post(?:bit|body|message|content|row|text|container|cell|_message)?|comment(?:s|body|list|text|item|row)?|message(?:text|body|list|content)?|reply|replies|answer|entry-?content|review(?:s|item)?|idea(?:s|text|body|item|card|detail)?|proposal|submission|topic(?:body|row)?|thread(?:bit|row)?|question(?:s|-summary|text)?|feed-?item|story|discussion(?:s|list|item)?)(?:[-_].*)?$/iu;

const NO_POST = new Set(['body', 'html', 'input', 'textarea', 'button', 'a', 'form', 'ul', 'ol', 'h1', 'h2', 'h3', 'img', 'label', 'select', 'main']);

/** For each place in the document the nearest element above that looks like something a person wrote or put there; the same in all views of a page. */
const postsAbove = memo((view: PageView): readonly (Element | null)[] => {
  const posts = new Set(view.classed(POST, true).filter((el) => !NO_POST.has(el.name)));
  const above: (Element | null)[] = [];
  for (const el of view.index.all) {
    const up = parentOf(el);
    above.push(up === null || posts.has(up) ? up : above[orderOf(up)] ?? null);
  }
  return above;
}, (_, whole) => whole);

export function postAbove(view: PageView, el: Element): Element | null {
  return postsAbove(view)[orderOf(el)] ?? null;
}

/** For each place in the document. The marks of an element and of those above it are the same in all views of a page. */
const inBodies = memo((view): Uint8Array => {
  const { all } = view.index;
  const is = new Uint8Array(all.length);
  all.forEach((el, i) => {
    const up = parentOf(el);
    const { class: cls } = el.attribs;
    if ((up !== null && is[orderOf(up)] === 1) || (cls !== undefined && el.name !== 'body' && el.name !== 'html' && isBody(cls))) is[i] = 1;
  });
  return is;
}, (_, whole) => whole);

/** In the body of a post: what stands there was written, it is not the site's navigation. */
export function inPost(view: PageView, el: Element): boolean {
  return inBodies(view)[orderOf(el)] === 1;
}
const BODY_OF_POST = /(?:^|\s)(?:post-?(?:text|body|message|content|_message)|postcontent|message-?(?:text|body|content)|messagetext|entry-?content|comment-?(?:text|body|copy)|usertext|post_body|signature|s-prose)(?:\s|$)/iu;
const isBody = remembered((cls) => BODY_OF_POST.test(cls));

/** For each place in the document: a block that names a member as the author of what stands in it. */
const authoredBoxes = memo((view: PageView): Uint8Array => {
  const boxes = new Uint8Array(view.index.all.length);
  const marked = view.classed(/^(?:.*[-_])?(?:author|byline|submitter|proposer|posted-?by|idea-?author|user-?name|username|poster)(?:[-_].*)?$/iu);
  const bylines = view.phrasesThat(isBylinePhrase).map((p) => p.el);
  for (const el of [...memberLinks(view).map((l) => l.el), ...marked, ...bylines]) {
    const place = view.place(el);
    if (place !== 'main' && place !== 'aside') continue;
    let depth = 0;
    for (let at = parentOf(el); at !== null && depth < 5; at = parentOf(at), depth += 1) {
      if (at.name === 'body' || at.name === 'html' || at.name === 'main') break;
      boxes[orderOf(at)] = 1;
    }
  }
  return boxes;
});

function isBylinePhrase(p: Phrase): boolean {
  return /^(?:h\d|p|span|div|li|small|td|dt|dd|em|cite|strong)$/u.test(p.el.name) && p.text.length <= 60 && isLabel('by', p.text.replace(/\b[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}\b.*$/u, ''));
}

/** Stands in a block that names a member as its author. */
export function authored(view: PageView, el: Element): boolean {
  const boxes = authoredBoxes(view);
  let depth = 0;
  for (let at = parentOf(el); at !== null && depth < 6; at = parentOf(at), depth += 1) {
    if (boxes[orderOf(at)] === 1) return true;
  }
  return false;
}

/** Address of a thing that members make (a thread, an idea, an entry), as against what the operator or a seeker puts there. */
const MEMBERS_THING = /\/(?:threads?|topics?|ideas?|ideias?|ideen?|questions?|discussions?|posts?|entry|entries|proposals?|solutions?|designs?|submissions?|models?|viewtopic|showthread|t|q|idea-p|td-p|vorschlag|vorschlaege|propostas?|perguntas?|sugestoes|beitrag|thema|concepts?|stories|recipes?)(?:[/.?_-]|$)/iu;

/** What stands here in the content is a member's rather than the operator's. */
export function membersContent(view: PageView, el: Element): boolean {
  const place = view.place(el);
  if (place === 'header' || place === 'footer' || place === 'nav' || place === 'banner') return false;
  if (inPost(view, el) && (view.kind === 'item' || authored(view, el))) return true;
  if (view.kind === 'home' || view.kind === 'about' || view.kind === 'help' || view.kind === 'news' || view.kind === 'rules') return false;
  if (view.kind === 'item' && MEMBERS_THING.test(view.url.pathname + view.url.search)) return place !== 'aside';
  if (view.kind === 'profile') return place === 'main';
  if (view.kind === 'item' && place === 'main' && startsWithByline(view, el)) return true;
  return authored(view, el) && (view.kind !== 'item' || postAbove(view, el) !== null);
}

/** The subject of the page is a member's: between its heading and the element stands the name of a member as its author. */
function startsWithByline(view: PageView, el: Element): boolean {
  const first = memberLinks(view).find((l) => view.place(l.el) === 'main');
  return first !== undefined && isByline(view, first) && orderOf(first.el) < orderOf(el);
}

export function isContactPage(view: PageView): boolean {
  return /(?:^|[/_-])(?:contact(?:[-_]?us|[-_]?form)?|feedback|support|tickets?|kontakt\w*|contato|contacto|nous-contacter)(?:[/.]|$)|\/(?:contact|kontakt|feedback|support)[\w-]*(?:\.\w+)?\/?$|requests?\/new|\/app\/ask\b|fale-conosco/iu.test(view.url.pathname) || mentions('contact', view.title.slice(0, 40));
}

/** A form that writes to the operator. */
export function isContactForm(view: PageView, form: Form): boolean {
  const said = [form.heading, ...form.buttons, form.action].join(' · ');
  if (mentions('writeComment', said) || mentions('reply', said) || mentions('submitIdea', form.heading + form.buttons.join(' '))) return mentions('contact', form.heading) && !mentions('submitIdea', form.heading);
  return mentions('contact', said) || isContactPage(view);
}

/** Elements with little text that say the concept and nothing else (a heading, a label, a tab). */
export function labelled(view: PageView, concept: Concept, tags: RegExp = /^(?:h[1-6]|legend|dt|th|strong|b|span|label|caption|div|p|td|li|em|small)$/u): readonly Element[] {
  return view.phrasesSaying(concept).filter((p) => tags.test(p.el.name) && p.place !== 'banner' && !inPost(view, p.el)).map((p) => p.el);
}


/** Headings (by tag, or marked as one) that say the concept. */
export function headings(view: PageView, concept: Concept): readonly Element[] {
  return allHeadings(view).labelled(concept).map((h) => h.el);
}

interface Heading {
  readonly el: Element;
  readonly text: string;
}

const allHeadings = memo(
  (view: PageView): Items<Heading> => itemsOf(view.those(isHeading).filter((el) => view.place(el) !== 'banner' && !inPost(view, el)).map((el) => ({ el, text: view.brief(el, 60) })), textOf),
  (view, whole) => itemsLess(whole, (h) => {
    if (!view.has(h.el)) return null;
    const text = view.brief(h.el, 60);
    return text === h.text ? h : { el: h.el, text };
  }, textOf),
);

function textOf(item: { readonly text: string }): string {
  return item.text;
}

function isHeading(el: Element): boolean {
  if (el.name === 'a') return false;
  return /^h[1-6]$/u.test(el.name) || el.name === 'legend' || el.name === 'caption' || (el.attribs['class'] !== undefined && /(?:^|[\s_-])(?:title|(?:content|component|page|section)?heading|headline|caption|block-?subtitle)(?:\s|$)/iu.test(el.attribs['class']));
}

export function attributes(el: Element): string {
  return Object.values(el.attribs).join(' ');
}
