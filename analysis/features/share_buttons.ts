import type { Element } from 'domhandler';
import { afforded, defineFeature } from './define.ts';
import { leadsToThread, named, sharing } from './cues.ts';
import { SHARE_TARGET } from './site.ts';

const CONTAINER = /^(?:addthis_(?!logo|.*follow).*|a2a_(?:kit|button.*|dd)|addtoany.*|fb-(?:like|share-button|send)|fb-share.*|twitter-share-button|g-plus(?:one)?|g-plus-share|sharethis.*|st_(?:facebook|twitter|linkedin|email|sharethis|plusone|googleplus|pinterest|reddit|digg|fblike|tumblr|delicious|whatsapp)\w*|sharedaddy|ssba.*|share-?(?:buttons?|btns?|bar|links?|this|box|icons?|widget|tools?|toolbar|sheet|menu|list|block|panel|wrap(?:per)?|container|area|section|row|group|modal|popup|dialog|options?|actions?)(?:[-_](?:wrap(?:per)?|container|desktop|mobile|list|inner|top|bottom|vertical|horizontal)){0,2}|social-?shar\w*(?:-.*)?|js-share-?\w*|shariff|jiathis\w*|bdsharebuttonbox|pluso|ya-share2?|uptolike.*|in-share|linkedin-share.*|pin-it-button|reddit-share.*|vk-share.*|(?:social|post|article)-share(?:-.*)?|tweet-button|(?!.*(?:icon|glyph|fa-|btn-|no-|i-))(?:[a-z]{2,}-)+share)$/iu;

export default defineFeature({
  id: 'share_buttons', name: 'Share buttons', kind: 'role', role: 1, version: 3, operatorToo: false,
  counts: 'Controls to share this content on other networks or by mail; the container that a share script fills.',
  countsNot: 'Links to the operator’s accounts; a script alone; a cookie banner’s vendor.',
  coverage: [['item', 'home']],
  find(view) {
    const links = sharing(view).filter((l) => l.place !== 'banner' && !(l.href.startsWith('mailto:?') && l.prose)).map((l) => l.el);
    const boxes = [
      ...view.classed(CONTAINER),
      ...view.those(isShareElement),
    ].filter((el) => view.place(el) !== 'banner' && el.name !== 'body' && el.name !== 'link' && el.name !== 'html' && !likesAPage(el) && !(el.name === 'a' && /^g-plus$/iu.test(el.attribs['class'] ?? '')));
    const acts = named(view, 'share').filter((c) => c.place !== 'banner' && !leadsToThread(c.link) && (c.link === null || !/\/(?:login|signup|register)/iu.test(c.link.path)) && !(c.link?.offsite === true && !SHARE_TARGET.test(c.link.href)) && c.link?.prose !== true && !(c.link !== null && c.link.path !== '' && view.closest(c.el, (at) => /^h[1-6]$/u.test(at.name) || at.name === 'td') !== null && !SHARE_TARGET.test(c.link.href)));
    return [afforded([...links, ...boxes, ...acts.map((c) => c.el)], 'outside')];
  },
});

function isShareElement(el: Element): boolean {
  return /^(?:fb:like|fb:share-button|g:plusone|amp-social-share|script:share|su:badge)$/iu.test(el.name) || Object.keys(el.attribs).some((a) => /^data-(?:[\w-]+-)?share(?:-[\w-]+)?$/iu.test(a)) || (el.name === 'iframe' && /facebook\.com\/plugins\/(?:like|share)\b|platform\.twitter\.com\/widgets\/tweet_button|addthis|plusone/iu.test(el.attribs['src'] ?? '') && !/likebox|fan/iu.test(el.attribs['src'] ?? ''));
}

/** A button that likes the operator's page over there shares nothing of this one. */
function likesAPage(el: Element): boolean {
  const target = `${el.attribs['data-href'] ?? ''} ${/href=([^&]+)/iu.exec(el.attribs['src'] ?? '')?.[1] ?? ''}`;
  return /facebook(?:\.com|%2Ecom)(?:\/|%2F)/iu.test(target);
}
