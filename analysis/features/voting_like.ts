import type { Element } from 'domhandler';
import { controls, headings, inPost, ownLinks, postAbove, sharing, type Control } from './cues.ts';
import { afforded, defineFeature, performed } from './define.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { isElement, parentOf } from './nodes.ts';
import { firstBelow, holds } from './region.ts';

const MARK = /^(?:(?:js-|btn-|button-|icon-|idea-?|post-?|comment-?|topic-?|entry-?|answer-?|wp-?u?|jetpack-|sd-|ips|lia-|c-|user-?|toggle-|discourse-|item-?|project-?|photo-?|message-?)?(?:up-?vote|down-?vote|vote-?(?:up|down|button|btn|count\w*|box|widget|score|arrow|cell|control|link|form|total|tally)?|votes|voting(?:-?\w+)?|votecell|like[-_]?(?:button|btn|link|count|counter|box|widget|wrapper|action|bar|list|toggle|icon|area|form|info)s?|likes(?:[-_](?:button|count|widget|details|box|list|wrapper|widget-\w+))?|liked-?by|dislike(?:-?\w+)?|react(?:ion)?s?-?(?:bar|bar-link|summary\w*|button|buttons|list|count|picker|score|overview)|reactionsBar(?:-link)?|vote-?(?:arrows?|up-\w+|down-\w+|status|action)|votearrow|faves?-?(?:button|count|star)?|applause(?:-?\w+)?|claps?-?(?:button|count)?|upvotes?-?(?:count|button)?|endorse-?(?:button|count)?|kudos(?:-?\w+)?|kudo\w*|thumbs?-?(?:up|down)|thanks?-?(?:button|count|link)?|appreciat\w*|helpful\w*|js-voting-\w+|pollquestion|poll(?:-?(?:form|box|question|widget|options?|results?))?|likethis|recommend-?(?:button|count)?))$/iu;

/** The same names as parts of longer ones, as component libraries and block naming make them. */
const PART = /^(?!fa-|icon|glyphicon|bi-|mdi-)(?:[a-z\d]+[-_]+)*(?:up-?votes?|down-?votes?|vote-?(?:counts?|scores?|buttons?|btns?|arrows?|up|down|box|widget|controls?)|voting-?(?:buttons?|controls?|score|box|widget)|like-?(?:buttons?|btns?|counts?|counter)|kudos)(?:[-_]+[a-z\d]+){0,2}$/iu;

export default defineFeature({
  id: 'voting_like', name: 'Voting and liking', kind: 'role', role: 4, version: 3, operatorToo: false,
  counts: 'Up or down votes, likes, thanks, recommends, polls by members on the site itself, or their counts.',
  countsNot: 'Share counters of other networks; ornament.',
  coverage: [['item', 'listing']],
  find(view) {
    const foreign = (el: Parameters<typeof view.text>[0]): boolean => view.closest(el, (at) => (at.attribs['class'] !== undefined && at.name !== 'body' && at.name !== 'html' && /(?:^|[\s_-])(?:fb-like|facebook|fb|g-plusone|plusone|addthis|a2a_|twitter)/iu.test(at.attribs['class'])) || at.name === 'fb:like') !== null;
    const acts = controls(view).filter((c) => {
      if (!(pressed(c) || numbered(c) || isLabel('vote', c.name) || (isLabel('like', c.name) && !/favou?rit|heart/iu.test(c.name)) || isLabel('helpful', c.name))) return false;
      if (c.place === 'banner' || c.place === 'footer' || c.place === 'header' || c.place === 'nav' || foreign(c.el)) return false;
      return !(c.link !== null && (!votesBy(c.link.path, c) || c.link.offsite || c.link.prose || leadsWithin(view, c.link.href))) && !mentions('followOperator', c.name) && !(c.link !== null && /\/(?:contact|support|help|share|tell-?a-?friend|recommend)/iu.test(c.link.path));
    }).filter((c) => !inPost(view, c.el) || c.link === null);
    const voters = controls(view).filter((c) => /^[\p{P}\p{S}\s\d]*$/u.test(c.name) || isLabel('vote', c.name) || isLabel('like', c.name) || isLabel('helpful', c.name));
    const marked = [...new Set([...view.classed(MARK), ...view.classed(PART)])].filter((el) => {
      const place = view.place(el);
      return place !== 'footer' && place !== 'banner' && (place !== 'header' || postAbove(view, el) !== null) && place !== 'nav' && !['body', 'html', 'script', 'link', 'style'].includes(el.name) && !foreign(el) && !shares(view, el) && (view.text(el).length < 400) && (CONTROL.has(el.name) || saysVote(view.text(el)) || firstBelow(el, voters, (c) => c.el) !== undefined || [...view.tagged('iframe')].some((x) => holds(el, x))) && (view.name(el) !== '' || filled(el) || ['a', 'button', 'i', 'span', 'input', 'img'].includes(el.name));
    });
    const counts = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside' || (p.place === 'header' && postAbove(view, p.el) !== null)) && p.text.length < 70 && (isLabel('voteCount', p.text) || isLabel('likeCount', p.text) || isLabel('helpful', p.text)) && !inPost(view, p.el) && !foreign(p.el) && !/\d.*:$|\d\/\d/u.test(p.text) && (/\d/u.test(p.text) || p.text.endsWith(':') || postAbove(view, p.el) !== null || /\?/u.test(p.text))).map((p) => p.el);
    const pairs = view.those(isPair).filter((el) => view.place(el) === 'main' && shortCount(view.brief(el, 30)) && !view.brief(el, 30).endsWith(':') && !inPost(view, el));
    const halves = view.those(isHalf).filter((el) => view.place(el) === 'main' && twin(el) && /^\D{0,3}\d[\d.,]*k?\D{0,3}$/iu.test(view.brief(el, 15)) && !inPost(view, el));
    const polls = [
      ...view.forms.filter((f) => f.place !== 'banner' && f.fields.some((x) => x.type === 'radio' || x.type === 'checkbox') && (/poll|gallup|sondage|encuesta|enquete|umfrage|anket|sondaggio/iu.test(f.action) || mentions('poll', f.heading.slice(0, 60)) && f.fields.filter((x) => x.type === 'radio').length >= 2 || isLabel('poll', f.heading.split(' · ')[0] ?? '') || f.buttons.some((b) => isLabel('vote', b)))).map((f) => f.el),
      ...headings(view, 'poll'),
      ...ownLinks(view, 'poll').filter((l) => (l.place === 'nav' || l.place === 'header' || l.place === 'aside' || /polls\b/iu.test(l.name) || /\/(?:polls?|sondages?|encuestas?|enquetes?|umfragen?|ankety?|sondaggi)(?:[/.?]|$)/iu.test(l.path)) && !/\/(?:news|articles?|blogs?)\//iu.test(l.path)).map((l) => l.el),
      ...view.tagged('img').filter((el) => /poll_posticon|\/poll\b/iu.test(el.attribs['src'] ?? '')),
    ];
    const acted = view.those(isVoteAct).filter((el) => view.place(el) !== 'banner' && view.place(el) !== 'nav' && view.place(el) !== 'footer' && !foreign(el));
    const given = view.links.filter((l) => GIVEN.test(l.path) && !l.offsite && !l.prose && l.place !== 'footer' && l.place !== 'banner' && !inPost(view, l.el)).map((l) => l.el);
    return [afforded([...acts.map((c) => c.el), ...polls]), performed([...marked, ...counts, ...pairs, ...given, ...acted, ...halves])];
  },
});

/** A member's page of what it voted for or likes. */
const GIVEN = /\/(?:user_votes|upvoted|liked|likes|voted|faves|liked_by|appreciated|my-votes)(?:[/?]|$)|\/(?:people|users?|members?|u|photos|profiles?)\/[^/]+\/(?:favou?rites|votes|hearts|stars)\/?$/iu;

/** What software calls its parts where it does not do so by classes. */
function isVoteAct(el: Element): boolean {
  return [el.attribs['component'], el.attribs['data-action'], el.attribs['data-role'], el.attribs['data-testid'], el.attribs['data-click-id']].some((said) => said !== undefined && /^(?:.*[/_-])?(?:up-?vote|down-?vote|vote(?:-?count)?|like|unlike|kudos?)(?:[_-]?button|[_-]?count)?$/iu.test(said));
}

/** What shows its meaning by its picture alone. */
const CONTROL = new Set(['a', 'button', 'i', 'input', 'img', 'label', 'svg']);

/** A number, or the words of a vote: a block that is only called so may be about anything. */
function saysVote(text: string): boolean {
  return text === '' || /\d/u.test(text) || mentions('vote', text.slice(0, 200)) || mentions('like', text.slice(0, 200));
}

/** Scripts fill a block that names its content in an attribute. */
function filled(el: Element): boolean {
  return el.attribs['data-src'] !== undefined || el.attribs['data-name'] !== undefined || el.attribs['data-post-id'] !== undefined;
}

/** A link that votes says so by its address or is served by a script; another leads to a page that may be called anything. */
function votesBy(path: string, c: Control): boolean {
  return path === '' || /vot|lik|lov|fav|thank|dank|kudo|recommend|heart|appreciat|react|rate|rating|thumb|support|agree|endors|clap|promot|helpful|useful|polls?\b|karma|plus|(?<![a-z])up(?![a-z])|curt|gost|apoi|stimm|merci|gracias|log-?in|sign-?in/iu.test(`${path} ${c.el.attribs['class'] ?? ''}`);
}

/** Contents lists lead to sections of the page: they say what is written there. */
function leadsWithin(view: PageView, href: string): boolean {
  return /^#./u.test(href) && view.index.byId.has(href.slice(1));
}

/** Shows its count alone; what it does is said by its title. */
function numbered(c: Control): boolean {
  const title = c.el.attribs['title'] ?? c.el.attribs['aria-label'] ?? '';
  return /^\W*\d[\d.,]*k?\W*$/iu.test(c.name) && (isLabel('vote', title) || isLabel('like', title) || isLabel('helpful', title) || isLabel('voteCount', title));
}

/** A count up beside a count down. */
function isHalf(el: Element): boolean {
  return /(?:^|[\s_-])(?:up|down)(?:\s|$)/iu.test(el.attribs['class'] ?? '') && ['div', 'span', 'a', 'li', 'button', 'td'].includes(el.name);
}

function twin(el: Element): boolean {
  const up = /(?:^|[\s_-])up(?:\s|$)/iu.test(el.attribs['class'] ?? '');
  return parentOf(el)?.children.some((c) => c !== el && isElement(c) && isHalf(c) && /(?:^|[\s_-])up(?:\s|$)/iu.test(c.attribs['class'] ?? '') !== up) ?? false;
}

function isPair(el: Element): boolean {
  return ['div', 'span', 'td', 'li', 'p'].includes(el.name) && el.children.length > 1 && el.children.length < 6;
}

/** "12 votes" spread over two elements: the number and its word. */
function shortCount(text: string): boolean {
  return text.length < 30 && /\d/u.test(text) && /\p{L}/u.test(text) && (isLabel('voteCount', text) || isLabel('likeCount', text));
}

/** A toggle that says what it likes: "Like How does resin age?". */
function pressed(c: Control): boolean {
  const [first = ''] = c.name.split(/\s+/u);
  return c.link === null && c.el.attribs['aria-pressed'] !== undefined && (isLabel('vote', first) || isLabel('like', first));
}

/** "Recommend" may mean handing on to other networks. */
function shares(view: PageView, el: Element): boolean {
  return firstBelow(el, sharing(view), (l) => l.el) !== undefined;
}
