/** Sitemaps (sitemaps.org 0.9): pages that a site names itself, and further sitemaps. */
import { decodeBody, decodeHtml } from '../core/charset.ts';

export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

/** The protocol's own limits are 50,000 URLs and 50 MB; a visit of some hundred pages needs no more than this to choose from. */
const MAX_URLS = 5000;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * @param body decoded of its transfer's content-encoding; a file that is gzipped itself (`sitemap.xml.gz`) is unpacked
 * @throws NetnoError if it unpacks to more than is taken
 */
export function parseSitemap(body: Uint8Array, at: string): Sitemap {
  const gzipped = body[0] === 0x1f && body[1] === 0x8b;
  const bytes = gzipped ? decodeBody(body, 'gzip', { maxBytes: MAX_BYTES }) : body;
  const { text } = decodeHtml(bytes, null);
  const index = /<(?:\w+:)?sitemapindex[\s>]/i.test(text.slice(0, 4000));
  // A sitemap may also be a plain list, a URL a line.
  const found = /<(?:\w+:)?(?:sitemapindex|urlset)[\s>]/i.test(text.slice(0, 4000))
    ? matches(text, /<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</gi)
    : matches(text, /^\s*(https?:\/\/\S{1,2000})\s*$/gim);
  const urls = found.map((one) => one.replaceAll('&amp;', '&')).filter((one) => URL.canParse(one, at)).map((one) => new URL(one, at).href);
  return index ? { pages: [], sitemaps: urls } : { pages: urls, sitemaps: [] };
}

function matches(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.push(match[1] ?? '') >= MAX_URLS) break;
  }
  return found;
}
