import { load } from 'cheerio';

/**
 * Does a page's HTML lack what a browser would show? True for shells that scripts fill: hardly any text of their own,
 * but scripts, or a note that scripts are needed. A short page without scripts is just short.
 */
export function isScriptBuilt(html: string): boolean {
  const $ = load(html);
  const asks = /(enable|activate|turn on|requires?|need)[^.]{0,40}javascript|javascript[^.]{0,40}(enabled|required|disabled)/i.test($('noscript').text());
  const scripts = $('script[src], script[type="module"]').length;
  $('script, style, noscript, template, head').remove();
  const words = $.text().match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0;
  return scripts > 0 && (words < 25 || (asks && words < 80));
}
