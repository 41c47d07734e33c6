import type { Element } from 'domhandler';
import { controls, headings, inPost, postAbove, sharing, type Control } from './cues.ts';
import { afforded, defineFeature, performed } from './define.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { firstBelow } from './region.ts';

const MARK = /^(?:(?:js-|btn-|button-|icon-|idea-?|post-?)?(?:up-?vote|down-?vote|vote-?(?:up|down|button|btn|count\w*|box|widget|score|arrow|cell|control|link|form|total|tally)?|votes|voting(?:-?\w+)?|votecell|like-?(?:button|btn|link|count|box)?|likes|kudos(?:-?\w+)?|kudo\w*|thumbs?-?(?:up|down)|thanks?-?(?:button|count|link)?|appreciat\w*|helpful\w*|js-voting-\w+|pollquestion|poll(?:-?(?:form|box|question|widget|options?|results?))?|likethis|recommend-?(?:button|count)?))$/iu;

export default defineFeature({
  id: 'voting_like', name: 'Voting and liking', kind: 'role', role: 4, version: 2, operatorToo: false,
  counts: 'Up or down votes, likes, thanks, recommends, polls by members on the site itself, or their counts.',
  countsNot: 'Share counters of other networks; ornament.',
  coverage: [['item', 'listing']],
  find(view) {
    const foreign = (el: Parameters<typeof view.text>[0]): boolean => view.closest(el, (at) => (at.attribs['class'] !== undefined && /(?:^|\s)(?:fb-like|g-plusone|addthis|a2a_|twitter-share)/iu.test(at.attribs['class'])) || at.name === 'fb:like') !== null;
    const acts = controls(view).filter((c) => {
      if (!(pressed(c) || isLabel('vote', c.name) || (isLabel('like', c.name) && !/favou?rit|heart/iu.test(c.name)) || isLabel('helpful', c.name))) return false;
      if (c.place === 'banner' || c.place === 'footer' || c.place === 'header' || c.place === 'nav' || foreign(c.el)) return false;
      return !(c.link !== null && (c.link.offsite || c.link.prose)) && !mentions('followOperator', c.name);
    }).filter((c) => !inPost(view, c.el) || c.link === null);
    const marked = view.classed(MARK).filter((el) => {
      const place = view.place(el);
      return place !== 'footer' && place !== 'banner' && place !== 'header' && place !== 'nav' && !['body', 'html', 'script', 'link', 'style'].includes(el.name) && !foreign(el) && !shares(view, el) && (view.text(el).length < 400) && (view.name(el) !== '' || ['a', 'button', 'i', 'span', 'input', 'img'].includes(el.name));
    });
    const counts = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside') && p.text.length < 70 && (isLabel('voteCount', p.text) || isLabel('likeCount', p.text) || isLabel('helpful', p.text)) && !inPost(view, p.el) && !foreign(p.el) && (/\d/u.test(p.text) || p.text.endsWith(':') || postAbove(view, p.el) !== null || /\?/u.test(p.text))).map((p) => p.el);
    const pairs = view.those(isPair).filter((el) => view.place(el) === 'main' && shortCount(view.brief(el, 30)) && !inPost(view, el));
    const polls = [
      ...view.forms.filter((f) => f.place !== 'banner' && f.fields.some((x) => x.type === 'radio' || x.type === 'checkbox') && (/poll/iu.test(f.action) || isLabel('poll', f.heading.split(' · ')[0] ?? '') || f.buttons.some((b) => isLabel('vote', b)))).map((f) => f.el),
      ...headings(view, 'poll'),
      ...view.tagged('img').filter((el) => /poll_posticon|\/poll\b/iu.test(el.attribs['src'] ?? '')),
    ];
    return [afforded([...acts.map((c) => c.el), ...polls]), performed([...marked, ...counts, ...pairs])];
  },
});

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
