import type { Element } from 'domhandler';
import { afforded, defineFeature } from './define.ts';
import type { Evidence } from './define.ts';
import { controls, inPost } from './cues.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';
import { isElement } from './nodes.ts';
import { holds } from './region.ts';

export default defineFeature({
  id: 'funding_pledge', name: 'Pledges and donations', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'Money given or pledged to a project or cause; donations when the page itself asks for them. Details: the amounts of the tiers.',
  countsNot: 'Buying goods; memberships for a fee.',
  coverage: [['item']],
  find(view) {
    const acts = controls(view).filter((c) => c.place !== 'banner' && c.name.length < 60 && !(c.link?.prose ?? false) && !inPost(view, c.el) && (isLabel('pledge', c.name) || isLabel('donate', c.name) || (c.link !== null && c.place !== 'main' && GIVE.test(c.link.href) && c.name.length < 40)) && !/\/(?:news|articles?|category|forums?)\//iu.test(c.link?.path ?? '')).map((c) => c.el);
    const states = view.phrases.filter((p) => p.place !== 'banner' && p.text.length < 120 && !inPost(view, p.el) && view.kind !== 'news' && stateOfFunds(p.text)).map((p) => p.el);
    const forms = view.forms.filter((f) => f.fields.some((x) => /pledge|backing|donation|(?:^|[_-])amount/iu.test(x.name) || isLabel('pledge', x.label)) || givesByPayPal(view, f.el) && !/search|cart/iu.test(f.action)).map((f) => f.el);
    const marked = view.classed(/^(?:flattr\w*|donate-?(?:button|btn|box)|paypal-donate|pledge-?(?:button|box|amount|form)|patreon-\w+|kofi-\w+|js-pledge\w*)$/iu, true).filter((el) => el.name !== 'body' && view.place(el) !== 'banner');
    const whole = view.those(holdsFew).filter((el) => view.place(el) === 'main' && view.kind !== 'news' && stateOfFunds(view.brief(el, 90)) && !inPost(view, el));
    const asks = [...acts, ...states, ...forms, ...marked, ...whole];
    const given = asks.filter((el) => isLabel('donate', view.name(el)) || /flattr|donat|paypal|patreon|kofi/iu.test(el.attribs['class'] ?? ''));
    return [
      { ...afforded(asks.filter((el) => !given.includes(el))), details: { by: 'pledge' } },
      { ...afforded(given), details: { by: 'donate' } },
      ...tiers(view),
    ];
  },
});

/** Where money is given, by the site's own address or that of a service for it. */
const GIVE = /\/(?:donat(?:e|ions?)|spenden?|faire-un-don|dons?|donar|donaciones|doar|doacoes|doacao|donazioni|doneer|doneren|donera|wesprzyj)(?:[/.?#]|$)|paypal\.(?:com\/(?:donate|cgi-bin\/webscr\?\S*_donations)|me\/)|(?:patreon|ko-fi|buymeacoffee|opencollective|liberapay|gofundme|donorbox|donationpay|betterplace|justgiving|actblue|networkforgood|tipeee|apoia)\.(?:com|org|me|se)\//iu;

function givesByPayPal(view: PageView, form: Element): boolean {
  return /paypal\.com\//iu.test(form.attribs['action'] ?? '') && view.those(isGift).some((el) => holds(form, el));
}

/** The button and the command that the service gives out for donations. */
function isGift(el: Element): boolean {
  return (el.name === 'input' || el.name === 'img') && /_donations|btn_?donat|donat|spende/iu.test(`${el.attribs['value'] ?? ''} ${el.attribs['src'] ?? ''} ${el.attribs['alt'] ?? ''}`);
}

function holdsFew(el: Element): boolean {
  return ['p', 'div', 'li', 'span', 'h1', 'h2', 'h3', 'h4', 'td'].includes(el.name) && el.children.length < 8 && el.children.some((c) => isElement(c));
}

function isTier(el: Element): boolean {
  return /^(?:h[1-6]|p|span|div|li|strong|b|a|button|label|td|dt)$/u.test(el.name);
}

function stateOfFunds(text: string): boolean {
  return text.length < 90 && /\d/u.test(text) && /^\W*(?:[$€£¥]|usd|eur|gbp|chf|cad|r\$|\d|pledged|raised|funded|funding|minimum|of\b|noch|finanz|meta|back|recaud|arrecad|récolt|collect|raccolt|zebran|собрано|已筹)/iu.test(text) && mentions('pledged', text);
}

/** "Pledge $5 or more": what one may give, as numbers, all tiers in one evidence. */
function tiers(view: PageView): Evidence[] {
  const found: { el: Element; amount: number; currency: string }[] = [];
  for (const el of view.those(isTier)) {
    if (view.place(el) === 'banner') continue;
    const text = view.brief(el, 60);
    if (text.length > 60 || !/\d/u.test(text)) continue;
    const m = /^\W*(?:pledge|back(?: it)? for|contribute|give|donate|unterstütze mit|apoie com)?\s*(?:(usd|eur|gbp|chf|r\$|[$€£])\s*(\d[\d.,\s]*\d|\d)|(\d[\d.,\s]*\d|\d)\s*(€|eur|chf))\s*(\+|or more|oder mehr|ou mais)?/iu.exec(text);
    if (m === null) continue;
    if (!/pledge|back|contribut|or more|oder mehr|ou mais|\+/iu.test(m[0])) continue;
    const amount = Number((m[2] ?? m[3] ?? '').replace(/[\s,](?=\d{3}\b)/gu, '').replace(/\.(?=\d{3}\b)/gu, '').replace(/[\s,]/gu, ''));
    if (Number.isFinite(amount) && !found.some((f) => holds(el, f.el) || holds(f.el, el))) found.push({ el, amount, currency: (m[1] ?? m[4] ?? '').toUpperCase() });
  }
  const [first] = found;
  // A single price may be whatever one likes to pay for goods.
  if (first === undefined || (found.length === 1 && !/pledge|back|contribut|unterstütz|apoi/iu.test(view.text(first.el)))) return [];
  const amounts = found.map((f) => f.amount);
  return [{ ...afforded(found.map((f) => f.el)), details: { by: 'tier', least: Math.min(...amounts), most: Math.max(...amounts), currency: first.currency } }];
}
