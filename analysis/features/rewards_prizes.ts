import type { Element } from 'domhandler';
import { afforded, defineFeature } from './define.ts';
import { headings, inPost, ownLinks } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';

export default defineFeature({
  id: 'rewards_prizes', name: 'Prizes and rewards', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'Prizes, rewards or payouts to contributors: perks to backers and pay per task too.',
  countsNot: 'Discounts for shoppers; loyalty points; told of in an article.',
  coverage: [['item']],
  find(view) {
    const contest = view.links.some((l) => l.place !== 'footer' && isLabel('contest', l.name)) || headings(view, 'contest').length > 0 || mentions('contest', view.title);
    const usable = (text: string): boolean => !mentions('discount', text) && (contest || !PRICES.test(text));
    const links = [...ownLinks(view, 'prize'), ...ownLinks(view, 'earn'), ...ownLinks(view, 'rewardTier')].filter((l) => usable(l.name) && !PRICES.test(l.name) && !/account|news|\/ideas?\/|industry/iu.test(l.path)).map((l) => l.el);
    const heads = [...headings(view, 'prize'), ...headings(view, 'getPaid'), ...headings(view, 'rewardTier'), ...headings(view, 'prizeAmount')].filter((el) => usable(view.text(el)) && view.kind !== 'news');
    const sums = view.phrases.filter((p) => (p.place === 'main' || p.place === 'aside') && p.el.name !== 'option' && p.text.length < 160 && !inPost(view, p.el) && view.kind !== 'news' && usable(p.text) && (mentions('prizeAmount', p.text) || isLabel('getPaid', p.text) || mentions('getPaid', p.text) && p.text.length < 120 || (isLabel('rewardTier', p.text) && /\d/u.test(p.text)))).map((p) => p.el);
    const rows = view.phrases.filter((p) => p.place === 'main' && !inPost(view, p.el) && view.kind !== 'news' && /^(?:dt|th|td|span|strong|b|label|div|p|li|a|font)$/u.test(p.el.name) && (isLabel('prize', p.text) || isLabel('earn', p.text) || /^\W*(?:awards?|purse|honorarium|winner takes)\W*$/iu.test(p.text)) && usable(p.text) && money(besides(view, p.el))).flatMap((p) => [p.el]);
    const by = { prize: [] as Element[], pay: [] as Element[], tier: [] as Element[] };
    for (const el of new Set([...links, ...heads, ...sums, ...rows])) by[kindOfReward(view.text(el))].push(el);
    return (['prize', 'pay', 'tier'] as const).map((kind) => ({ ...afforded(by[kind]), details: { by: kind } }));
  },
});

/** Words that mean prizes beside a contest, and prices everywhere else. */
const PRICES = /^\W*(?:preise?(?: (?:und|&) .*)?|prix|prijs|priser|precios?|preços?|prezzi)\b\W*[\d.,]*\W*(?:€|eur|chf)?\W*$/iu;

/** A prize to win, pay for each thing done, or a perk for a sum given: what the three types of programme live on. */
function kindOfReward(text: string): 'prize' | 'pay' | 'tier' {
  if (isLabel('rewardTier', text)) return 'tier';
  return isLabel('earn', text) || mentions('getPaid', text) || /\bper (?:hit|task|bug|test|hour)\b/iu.test(text) ? 'pay' : 'prize';
}

function money(text: string): boolean {
  return text.length < 200 && /(?:[$€£¥]|\b(?:usd|eur|chf|gbp|euros?|dollars?)\b)\s*\d|\d[\d.,' ]*\s*(?:[$€£]|\b(?:usd|eur|chf|gbp|euros?|dollars?|points)\b)/iu.test(text);
}

/** A label's value stands beside it: in the same line, or in the next cell. */
function besides(view: Parameters<Parameters<typeof defineFeature>[0]['find']>[0], el: Parameters<typeof view.text>[0]): string {
  const parent = view.closest(el, (at) => at !== el && ['tr', 'dl', 'li', 'p', 'div', 'td', 'section'].includes(at.name));
  return parent === null ? '' : view.text(parent).slice(0, 400);
}
