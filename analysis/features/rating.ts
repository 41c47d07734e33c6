import type { Element } from 'domhandler';
import { afforded, byOperator, defineFeature, performed } from './define.ts';
import { controls, inPost, labelled, leadsToThread } from './cues.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { isElement } from './nodes.ts';
import { firstBelow, holds } from './region.ts';

const MARK = /^(?:.*[-_])?(?:star-?rat(?:ing|e)s?|rat(?:ing|e)-?(?:stars?|bar|value|box|widget|control|form|input|img)?|stars?-?(?:\d.*|rating|on|full|filled|active)?|rateit|ratings?|threadrating|raty|score-?stars)$/iu;

export default defineFeature({
  id: 'rating', name: 'Rating', kind: 'role', role: 4, version: 3, operatorToo: false,
  counts: 'Rating on a scale (stars, points, marks) by members, or its result.',
  countsNot: 'Ratings by the editors; ornament; votes up or down.',
  coverage: [['item', 'listing']],
  find(view) {
    const typed = view.those(isTyped).filter((el) => view.place(el) !== 'banner');
    const marked = view.classed(MARK).filter((el) => {
      const place = view.place(el);
      if (place === 'footer' || place === 'header' || place === 'nav' || place === 'banner' || ['body', 'html', 'script', 'link'].includes(el.name)) return false;
      const said = [view.text(el), el.attribs['title'], el.attribs['aria-label'], el.attribs['alt'], el.attribs['data-rating'], el.attribs['data-score']].filter((t): t is string => t !== undefined && t !== '').join(' ');
      const choices = view.fields.some((f) => (f.type === 'radio' || f.type === 'select') && holds(el, f.el));
      return choices || (said.length < 160 && (mentions('outOf', said) || (/(?:^|[\s_-])rat(?:ed|ing)/iu.test(el.attribs['class'] ?? '') && /^[\s½]*[★☆✭✩⭐✮]{1,10}[\s½★☆✭✩⭐✮]*$/u.test(said)) || /^\W*\d(?:[.,]\d+)?\W*(?:\(\d+.{0,10}\))?$/u.test(said) || /\d+(?:[.,]\d+)? ?%/u.test(said))) || (/star-?rat/iu.test(el.attribs['class'] ?? '') && el.children.some((c) => 'attribs' in c && /width\s*:/iu.test(c.attribs['style'] ?? '')));
    });
    const rows = view.those(isRowOfStars).filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && !inPost(view, el));
    const valued = view.those(isValued).filter((el) => (view.place(el) === 'main' || view.place(el) === 'aside') && !inPost(view, el));
    const scales = new Map<string, typeof view.fields[number]['el'][]>();
    for (const f of view.fields) {
      if (f.type === 'radio' && (/(?:^|[_\W])(?:rating|rate|stars?|score|note|nota|bewertung)(?:$|[_\W])/iu.test(f.name) || isLabel('rate', f.label))) scales.set(f.name, [...(scales.get(f.name) ?? []), f.el]);
      if (f.type === 'select' && (isLabel('rate', f.label) || /^(?:.*[_\W])?(?:rating|rate|vote_?value|score)$/iu.test(f.name)) && f.form !== null) scales.set(f.name, [f.el]);
      else if (f.type === 'select' && isLabel('rate', firstOption(view, f.el))) scales.set(f.name, [f.el]);
    }
    const groups = view.those(isScale).filter((el) => view.place(el) === 'main' && isLabel('rate', el.attribs['aria-label'] ?? ''));
    const acts = controls(view).filter((c) => c.place === 'main' && isLabel('rate', c.name) && !/^\W*(?:score|ratings?|rated)\W*$/iu.test(c.name) && !inPost(view, c.el) && (c.link === null || (!c.link.offsite && !c.link.prose))).map((c) => c.el);
    const titles = new Set(view.links.filter(leadsToThread).map((l) => l.el));
    const asked = labelled(view, 'rate').filter((el) => /^\W*(?:rate\b|click to rate|how would|bewerte|jetzt bewerten|avalie|dê sua|valora|puntúa|note[rz]|оцените|oceń)/iu.test(view.text(el)));
    const results = view.phrases.filter((p) => p.place === 'main' && p.text.length < 70 && (mentions('outOf', p.text) && /star|stern|estrel|rat|bewert|nota|avalia|звезд|out of (?:5|10)|\/ ?5/iu.test(p.text)) && !inPost(view, p.el) && !/\b(?:page|step|question|till|up ?to)\b/iu.test(p.text) && view.closest(p.el, (at) => at.name === 'a' && (!/rat|review|star/iu.test(at.attribs['href'] ?? '') || titles.has(at))) === null).map((p) => p.el);
    const images = view.those(isTitled).filter((el) => view.place(el) === 'main' && mentions('outOf', titleOf(el)) && titleOf(el).length < 60);
    const editors = results.filter((el) => /editor|our (?:rating|verdict)|redaktion/iu.test(view.text(el)));
    return [performed([...typed, ...marked, ...rows, ...valued, ...results.filter((el) => !editors.includes(el)), ...images]), afforded([...[...scales.values()].flat(), ...groups, ...acts, ...asked]), byOperator(editors)];
  },
});

function isTyped(el: Element): boolean {
  return el.attribs['itemprop'] !== undefined && /^(?:ratingValue|aggregateRating|reviewRating|ratingCount)$/u.test(el.attribs['itemprop']);
}

/** Stars beside each other, whatever draws them: an icon font, pictures or drawings. */
function isRowOfStars(el: Element): boolean {
  if (el.children.length < 4 || el.name === 'body' || el.name === 'nav') return false;
  const stars = el.children.filter((c) => isElement(c) && isStar(c));
  return stars.length >= 4 && stars.length <= 10;
}

function isStar(el: Element): boolean {
  if (!['i', 'span', 'svg', 'img', 'a', 'li', 'label', 'button'].includes(el.name)) return false;
  if (el.name === 'img') return /(?:^|[/_-])(?:half|empty|full|grey|gray|gold|yellow|blank)?[_-]?stars?(?:[_-]?(?:on|off|half|full|empty|\w{1,8}))?\.(?:gif|png|svg|jpe?g|webp)/iu.test(el.attribs['src'] ?? '');
  return /(?:^|[\s_-])(?:fa-star|icon-?star|glyphicon-star|bi-star|mdi-star|ion-(?:\w+-)?star|dashicons-star|ti-star|la-star|ri-star|star|star-?(?:icon|full|half|empty|on|off|filled|o|fill|rating__star))(?:[-_](?:\w+))*(?:\s|$)/iu.test(el.attribs['class'] ?? '');
}

/** Rating scripts take their value from an attribute; forum software grades a thread by its class. */
function isValued(el: Element): boolean {
  if (!['div', 'span', 'ul', 'p', 'li', 'td', 'section'].includes(el.name)) return false;
  const value = el.attribs['data-average'] ?? el.attribs['data-rating'] ?? el.attribs['data-rateyo-rating'] ?? el.attribs['data-star-rating'] ?? el.attribs['data-average-rating'] ?? el.attribs['data-rating-value'] ?? el.attribs['data-rateit-value'];
  return (value !== undefined && /^\d(?:[.,]\d+)?$/u.test(value)) || /(?:^|\s)rating[1-5](?:\s|$)|(?:^|[\s_-])fivestar-(?:widget|form|default)/iu.test(el.attribs['class'] ?? '');
}

function isScale(el: Element): boolean {
  return el.attribs['role'] === 'radiogroup' || el.attribs['role'] === 'slider';
}

function isTitled(el: Element): boolean {
  return ['img', 'span', 'i', 'div', 'svg'].includes(el.name) && titleOf(el) !== '';
}

function titleOf(el: Element): string {
  return el.attribs['title'] ?? el.attribs['alt'] ?? el.attribs['aria-label'] ?? '';
}

/** What a list of choices says before one is chosen: "Rate this topic". */
function firstOption(view: PageView, select: Element): string {
  const option = firstBelow(select, view.tagged('option'), (o) => o);
  return option === undefined ? '' : view.text(option);
}
