import { load } from 'cheerio';
import type { ArchivedPage } from '../core/types.ts';

/** A link that may lead to a platform nobody has named yet. */
export interface FoundLink {
  readonly url: string;
  readonly text: string;
  /** The words around the link, by which it was noticed. */
  readonly context: string;
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Words by which texts speak of platforms on which a crowd is asked; stems, so that plurals and derivations count. */
const speaksOfCrowds =
  /\b(crowd ?-?sourc\w+|co-?creation|open innovation|idea (?:portal|platform|community|contest|site)s?|innovation (?:platform|communit|contest|portal)\w*|ideas? (?:from|of) (?:customers|users|the crowd)|(?:customers?|users?|members?) (?:\w+ ){0,3}(?:submit|post|suggest|share|answer|vote|discuss)\w*|user communit\w+|online communit\w+|q&a communit\w+|question[- ]and[- ]answer|challenges? (?:platform|site)|communit(?:y|ies) of (?:users|customers))/i;

/**
 * Links of a page to other sites whose surrounding sentence speaks of crowds and what they do. For pages one step out
 * of a platform (company sites, magazines, discussions): that is where further platforms come to light.
 */
export function platformLinks(page: ArchivedPage): FoundLink[] {
  const $ = load(page.html);
  const own = new URL(page.url).hostname;
  const found = new Map<string, FoundLink>();
  $('p a[href], li a[href], td a[href], dd a[href], blockquote a[href], article a[href]').each((_, el) => {
    const a = $(el);
    if (a.closest('nav, header, footer, aside').length > 0) return;
    let url: URL;
    try {
      url = new URL(a.attr('href') ?? '', page.url);
    } catch {
      return;
    }
    if (!/^https?:$/.test(url.protocol) || url.hostname === own) return;
    const context = fold(a.closest('p, li, td, dd, blockquote, article').first().text()).slice(0, 400);
    const address = `${url.origin}/`;
    if (speaksOfCrowds.test(context) && !found.has(address)) found.set(address, { url: address, text: fold(a.text()), context });
  });
  return [...found.values()];
}
