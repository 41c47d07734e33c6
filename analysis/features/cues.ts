/** What several detectors look for: labelled links, controls, members' names, posts, authorship. */
import type { Element } from 'domhandler';
import { isByline } from './byline.ts';
import type { Form, Link, PageView, Phrase, Place } from './page.ts';
import { SHARE_TARGET } from './site.ts';
import { isLabel, couldBeLabel, labelling, mentions, said } from './words/index.ts';
import type { Said } from './words/index.ts';
import type { Concept } from './words/concepts.ts';
import { parentOf } from './nodes.ts';
import { firstBelow } from './region.ts';

export interface Control {
  readonly el: Element;
  readonly name: string;
  readonly place: Place;
  readonly link: Link | null;
}

/** Kept for as long as the view is. */
export function memo<T>(make: (view: PageView) => T): (view: PageView) => T {
  return (view) => {
    // Only this function keeps anything under its own `make`.
    let it = view.kept.get(make) as { readonly value: T } | undefined;
    if (it === undefined) view.kept.set(make, (it = { value: make(view) }));
    return it.value;
  };
}

/** Links whose address passes, which no view of the page changes. */
function addressed(test: (link: Link) => boolean): (view: PageView) => readonly Link[] {
  const those: (view: PageView) => readonly Link[] = memo((view) => {
    if (view.base === null) return view.links.filter(test);
    const old = new Set(those(view.base).map((l) => l.el));
    return old.size === 0 ? [] : view.links.filter((l) => old.has(l.el));
  });
  return those;
}

/** Elements that say what they are about in the terms of schema.org. */
export function ofType(view: PageView, type: RegExp): readonly Element[] {
  return view.those(hasType).filter((el) => type.test(el.attribs['itemtype'] ?? ''));
}

function hasType(el: Element): boolean {
  return el.attribs['itemtype'] !== undefined;
}

/** Links and buttons alike. */
export const controls = memo((view: PageView): readonly Control[] => {
  const out: Control[] = view.links.filter((l) => l.place !== 'banner').map((link) => ({ el: link.el, name: link.name, place: link.place, link }));
  for (const el of view.those(isButton)) {
    const place = view.place(el);
    if (place !== 'banner') out.push({ el, name: view.name(el), place, link: null });
  }
  return out;
});

function isButton(el: Element): boolean {
  if (el.name === 'a') return el.attribs['href'] === undefined && (el.attribs['role'] === 'button' || el.attribs['onclick'] !== undefined || el.attribs['class'] !== undefined);
  return el.name === 'button' || (el.name === 'input' && /^(?:submit|button|image)$/iu.test(el.attribs['type'] ?? '')) || el.attribs['role'] === 'button' || el.name === 'summary';
}

/** Controls whose name is the concept. */
export function named(view: PageView, concept: Concept): readonly Control[] {
  return labelling(concept, labelledControls(view)).map((l) => l.of);
}

/** What may be a label, with what is known of its text. */
interface Labelled<T> {
  readonly of: T;
  readonly said: Said;
}

function withText<T>(of: readonly T[], textOf: (one: T) => string): Labelled<T>[] {
  const out: Labelled<T>[] = [];
  for (const one of of) {
    const text = textOf(one);
    if (couldBeLabel(text)) out.push({ of: one, said: said(text) });
  }
  return out;
}

const labelledControls = memo((view: PageView) => withText(controls(view).filter((c) => !(c.link?.prose ?? false)), (c) => c.name));

/** A keyword or a search may be called anything. */
const KEYWORD = /[?&](?:tags?|q|keywords?|searchwords?|searchterm)=[^&]|\/tags?\/[^/]|\/tagged\//iu;

/** Links of the site's navigation, or beside its content, named for the concept and leading to a page of the site's own. */
export function ownLinks(view: PageView, concept: Concept, path?: RegExp): readonly Link[] {
  if (path === undefined) return labelling(concept, labelledNavigation(view)).map((l) => l.of);
  return navigation(view).filter((l) => isLabel(concept, l.name) || path.test(l.path));
}

const labelledNavigation = memo((view: PageView) => withText(navigation(view), (l) => l.name));

const navigation = memo((view: PageView): readonly Link[] =>
  view.links.filter((l) => l.place !== 'banner' && !l.offsite && l.path !== '' && !l.prose && !KEYWORD.test(l.path) && !inPost(view, l.el)));

/** Links by which something is handed to another network. */
export const sharing = addressed((l) => SHARE_TARGET.test(l.href));

export function isSocial(link: Link): boolean {
  return link.social;
}

export function within(view: PageView, el: Element, containers: ReadonlySet<Element>): boolean {
  return containers.size > 0 && view.closest(el, (at) => containers.has(at)) !== null;
}

/** Addresses of threads and of boards, as forum software makes them. */
export const THREAD = /(?:showthread\.php|viewtopic\.php|\/threads?\/[^/]+|\/topics?\/[^/]+|\/discussions?\/(?:comment\/)?\d+|\/discussion\/[^/]+|\/questions?\/\d+|\/t\/[^/]+\/\d+|\/thread-[^/]+|[?;&]topic=\d|\/topic[-_]?\d+|\/t\d+[-_.]|\/questions?\/[^/?]+$|\/td-p\/\d|\/forums?\/(?:topic|thread|viewthread)|\/viewthread|\/showtopic|\/diskussion(?:en)?\/[^/]+|\/topico\/[^/]+)/iu;
export const BOARD = /(?:forumdisplay\.php|viewforum\.php|\/forums?\/[^/?]+|\/boards?\/[^/?]+|\/forum-[^/]+|[?;&]board=\d|\/f\d+[-_])/iu;

/** Leads to a thread or board: its name is what somebody called it, not what the site offers. */
export function leadsToThread(link: Link | null): boolean {
  return link !== null && (THREAD.test(link.path) || BOARD.test(link.path));
}

/** Stands in a row or card that leads to a thread. */
export function inThreadRow(view: PageView, el: Element): boolean {
  const row = view.closest(el, (at) => ['li', 'tr', 'article'].includes(at.name) || /(?:^|\s)(?:item|row|topic|thread|discussion)/iu.test(at.attribs['class'] ?? ''));
  return row !== null && firstBelow(view.index, row, threadLinks(view), (l) => l.el) !== undefined;
}

const threadLinks = addressed((l) => THREAD.test(l.path));

const MEMBER_PATH = new RegExp(
  [
    '/(?:users?|u|members?|profiles?|people|person|reader|testers?|solvers?|backers?|creators?|usuarios?|perfil|membros?|profil|mitglied(?:er)?|benutzer|nutzer|teilnehmer|designers?|engineers?|innovators?|utilisateurs?|membres?|participants?|participantes?|makers?|contributors?|coders?|experts?)/[^/?#]{2,}',
    'member\\.php\\?(?:.*&)?u=\\d', 'memberlist\\.php\\?.*viewprofile', '[?;&](?:userid|user_id|uid|memberid|member_id|u)=\\d+', 'action=profile;u=\\d', '/@[\\w.-]+/?$', '/~[\\w.-]+/?$', '/user[:_-][^/]+$', '/member\\d+', 'profile\\.php\\?(?:.*&)?(?:id|u|user)=', 'viewprofilepage', 'userinfo\\.php\\?', '/index\\.php\\?title=user:', '/wiki/user:',
  ].join('|'), 'iu',
);
const NOT_MEMBER = /\/(?:log-?in|sign-?(?:in|up|out)|register|settings|password|forgot\w*|lost\w*|list|index|all|new|online|search|edit|top|page|logout|join|create|terms|help|faq|invite|confirm|inbox|messages?|begin\w*|account)(?:[/?.]|$)|\/(?:members?|users?|profiles?)\/(?:home|renew|benefits|plans|pricing|dashboard|notifications|about|rules)(?:[/?.]|$)|\/user-(?:agreement|guide|manual|terms|policy|group)/iu;
const MEMBER_MARK = /^(?:.*[-_])?(?:user-?name|user-?link|member(?:name|link)?|poster|post-?author|nick(?:name)?|screen-?name|avatar(?:link)?|user-?pic|userinfo|profile-?link|creator|submitter|proposer|idea-?author|user)(?:[-_].*)?$/iu;

/** Links by which members' names or pictures lead to pages of their own, in the content. */
export const memberLinks = memo((view: PageView): readonly Link[] => {
  const known = verdicts(view);
  return view.links.filter((l) => {
    let is = known.get(l);
    if (is === undefined) known.set(l, (is = leadsToMember(l)));
    return is ?? (view.kind !== 'news' && isByline(view, l));
  });
});

/** Of links alone, which the views of a page share where nothing changed. */
const verdicts: (view: PageView) => Map<Link, boolean | null> = memo((view) => (view.base === null ? new Map<Link, boolean | null>() : verdicts(view.base)));

/** Null when only the place of an author would tell. */
function leadsToMember(l: Link): boolean | null {
  if (l.path === '' || l.place === 'banner' || l.place === 'footer' || NOT_MEMBER.test(l.path) || isSocial(l)) return false;
  if (isLabel('register', l.name) || isLabel('logIn', l.name) || isLabel('account', l.name) || isLabel('myProfile', l.name) || isLabel('members', l.name)) return false;
  const member = MEMBER_PATH.test(l.path);
  if (l.place === 'nav' && l.el.attribs['class'] === undefined && !member) return false;
  if (member) return l.name.length <= 60 && (!l.offsite || /^[^/]*(?:community|share|members|profile)/iu.test(l.url?.hostname ?? ''));
  if (l.offsite || l.prose || l.name.length > 40 || /\/(?:author|category|tag)s?\//iu.test(l.path)) return false;
  if (l.place !== 'main' && l.place !== 'aside') return false;
  const marks = [l.el, parentOf(l.el)].flatMap((e) => (e?.attribs['class'] ?? '').split(/\s+/u));
  if (l.name === '' || isLabel('search', l.name) || isLabel('newTopic', l.name)) return false;
  return marks.some((m) => MEMBER_MARK.test(m)) ? true : null;
}

const POST = /^(?:.*[-_])?(?:post(?:bit|body|message|content|row|text|container|cell|_message)?|comment(?:s|body|list|text|item|row)?|message(?:text|body|list|content)?|reply|replies|answer|entry-?content|review(?:s|item)?|idea(?:s|text|body|item|card|detail)?|proposal|submission|topic(?:body|row)?|thread(?:bit|row)?|question(?:s|-summary|text)?|feed-?item|story|discussion(?:s|list|item)?)(?:[-_].*)?$/iu;

/** Elements that look like something a person wrote or put there. Those above what a view still has are still there. */
const posts = memo((view: PageView): ReadonlySet<Element> => view.base !== null ? posts(view.base) :
  new Set(view.classed(POST, true).filter((el) => !['body', 'html', 'input', 'textarea', 'button', 'a', 'form', 'ul', 'ol', 'h1', 'h2', 'h3', 'img', 'label', 'select', 'main'].includes(el.name))),
);

export function postAbove(view: PageView, el: Element): Element | null {
  const those = posts(view);
  return view.closest(el, (at) => at !== el && those.has(at));
}

/** The marks of an element and of those above it are the same in all views of a page. */
const inBodies: (view: PageView) => Map<Element, boolean> = memo((view) => (view.base === null ? new Map<Element, boolean>() : inBodies(view.base)));

/** In the body of a post: what stands there was written, it is not the site's navigation. */
export function inPost(view: PageView, el: Element): boolean {
  const known = inBodies(view);
  const asked: Element[] = [];
  let is: boolean | undefined;
  for (let at: Element | null = el; at !== null && is === undefined; at = parentOf(at)) {
    is = known.get(at);
    if (is !== undefined) break;
    asked.push(at);
    if (at.attribs['class'] !== undefined && at.name !== 'body' && at.name !== 'html' && BODY_OF_POST.test(at.attribs['class'])) is = true;
  }
  for (const at of asked) known.set(at, is ?? false);
  return is ?? false;
}
const BODY_OF_POST = /(?:^|\s)(?:post-?(?:text|body|message|content|_message)|postcontent|message-?(?:text|body|content)|messagetext|entry-?content|comment-?(?:text|body|copy)|usertext|post_body|signature|s-prose)(?:\s|$)/iu;

const authoredBoxes = memo((view: PageView): ReadonlyMap<Element, number> => {
  const boxes = new Map<Element, number>();
  const marked = view.classed(/^(?:.*[-_])?(?:author|byline|submitter|proposer|posted-?by|idea-?author|user-?name|username|poster)(?:[-_].*)?$/iu);
  const bylines = view.phrases.filter((p) => /^(?:h\d|p|span|div|li|small|td|dt|dd|em|cite|strong)$/u.test(p.el.name) && p.text.length <= 60 && isLabel('by', p.text.replace(/\b[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}\b.*$/u, ''))).map((p) => p.el);
  for (const el of [...memberLinks(view).map((l) => l.el), ...marked, ...bylines]) {
    const place = view.place(el);
    if (place !== 'main' && place !== 'aside') continue;
    let depth = 0;
    for (let at = parentOf(el); at !== null && depth < 5; at = parentOf(at), depth += 1) {
      const box = at;
      if (box.name === 'body' || box.name === 'html' || box.name === 'main') break;
      boxes.set(box, (boxes.get(box) ?? 0) + 1);
    }
  }
  return boxes;
});

/** Stands in a block that names a member as its author. */
export function authored(view: PageView, el: Element): boolean {
  const boxes = authoredBoxes(view);
  let depth = 0;
  for (let at = parentOf(el); at !== null && depth < 6; at = parentOf(at), depth += 1) {
    if (boxes.has(at)) return true;
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
  const order = view.index.order;
  const first = memberLinks(view).find((l) => view.place(l.el) === 'main');
  return first !== undefined && isByline(view, first) && (order.get(first.el) ?? Infinity) < (order.get(el) ?? 0);
}

export function isContactPage(view: PageView): boolean {
  return /contact|feedback|support|ticket|requests?\/new|\/app\/ask\b|kontakt|contato|fale-conosco/iu.test(view.url.pathname) || mentions('contact', view.title.slice(0, 40));
}

/** A form that writes to the operator. */
export function isContactForm(view: PageView, form: Form): boolean {
  const said = [form.heading, ...form.buttons, form.action].join(' · ');
  if (mentions('writeComment', said) || mentions('reply', said) || mentions('submitIdea', form.heading + form.buttons.join(' '))) return mentions('contact', form.heading) && !mentions('submitIdea', form.heading);
  return mentions('contact', said) || isContactPage(view);
}

/** Elements with little text that say the concept and nothing else (a heading, a label, a tab). */
export function labelled(view: PageView, concept: Concept, tags: RegExp = /^(?:h[1-6]|legend|dt|th|strong|b|span|label|caption|div|p|td|li|em|small)$/u): readonly Element[] {
  return labelling(concept, labels(view)).map((l) => l.of.el).filter((el) => tags.test(el.name));
}

const labels = memo((view: PageView): readonly Labelled<Phrase>[] =>
  view.base === null ? withText(view.phrases.filter((p) => p.place !== 'banner' && !inPost(view, p.el)), (p) => p.text) : labels(view.base).filter((l) => view.has(l.of.el)));

/** Headings (by tag, or marked as one) that say the concept. */
export function headings(view: PageView, concept: Concept): readonly Element[] {
  return labelling(concept, allHeadings(view)).map((h) => h.of);
}

const allHeadings = memo((view: PageView) => withText(view.those(isHeading).filter((el) => view.place(el) !== 'banner' && !inPost(view, el)), (el) => view.brief(el, 60)));

function isHeading(el: Element): boolean {
  if (el.name === 'a') return false;
  return /^h[1-6]$/u.test(el.name) || el.name === 'legend' || el.name === 'caption' || (el.attribs['class'] !== undefined && /(?:^|[\s_-])(?:title|(?:content|component|page|section)?heading|headline|caption|block-?subtitle)(?:\s|$)/iu.test(el.attribs['class']));
}

export function attributes(el: Element): string {
  return Object.values(el.attribs).join(' ');
}
