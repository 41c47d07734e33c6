import { load } from 'cheerio';
import { isTag, type Element } from 'domhandler';
import type { ArchivedPage, Region } from '../core/types.ts';
import { indexDocument, uniquePath } from './features/region.ts';

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Typographic variants that a person copies one way and a page writes another. */
const plain = (text: string): string => fold(text).replace(/[‘’‚′]/g, "'").replace(/[“”„″]/g, '"').replace(/[‐‑‒–—]/g, '-').toLowerCase();

/**
 * Where a quote stands in a page: the smallest elements whose visible text holds it, white space folded,
 * case and kinds of quotation marks and dashes aside. Text in scripts, styles and comments does not count.
 */
export function locateQuote(page: ArchivedPage, quote: string): Region[] {
  const wanted = plain(quote);
  if (wanted === '' || !mayHold(page.html, wanted)) return [];
  const $ = load(page.html);
  const index = indexDocument($('*').toArray().filter(isTag));
  $('script, style, template, noscript').remove();
  const holds = (el: Element): boolean => plain($(el).text()).includes(wanted);
  const found: Element[] = [];
  const descend = (el: Element): void => {
    const inner = el.children.filter((c): c is Element => isTag(c) && holds(c));
    if (inner.length === 0) found.push(el);
    else for (const child of inner) descend(child);
  };
  for (const body of $('body').toArray()) if (isTag(body) && holds(body)) descend(body);
  return found.map((el) => ({ page: page.id, selector: uniquePath(index, el), quote: fold(quote), count: 1 }));
}

/** A cheap look before parsing: plain words of the quote must occur somewhere in the source. */
function mayHold(html: string, wanted: string): boolean {
  const source = html.toLowerCase();
  return (wanted.match(/[a-z]{5,}/g) ?? []).every((word) => source.includes(word));
}
