/** Sitemaps (sitemaps.org 0.9): pages that a site names itself, and further sitemaps. */
import { decodeBody, decodeHtml } from '../core/charset.ts';

export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

/** The protocol's own limits are 50,000 URLs and 50 MB; a visit of some hundred pages needs no more than this to choose from. */
const MAX_URLS = 5000;
/** Of a URL and what stands around it. */
const MAX_LENGTH = 2200;
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
    ? named(text)
    : text.split('\n', MAX_URLS).map((line) => line.trim()).filter((line) => /^https?:\/\/\S+$/i.test(line));
  const urls = found.map((one) => one.replaceAll('&amp;', '&')).filter((one) => URL.canParse(one, at)).map((one) => new URL(one, at).href);
  return index ? { pages: [], sitemaps: urls } : { pages: urls, sitemaps: [] };
}

/** What stands in `<loc>`, in as many steps as the text is long. */
function named(text: string): string[] {
  const found: string[] = [];
  for (const { index, 0: tag } of text.matchAll(/<(?!image:|video:|news:)(?:\w{1,20}:)?loc>/gi)) {
    const piece = text.slice(index + tag.length, index + tag.length + MAX_LENGTH);
    const cdata = /^\s{0,100}<!\[CDATA\[/.exec(piece)?.[0].length ?? 0;
    const end = piece.indexOf(cdata > 0 ? ']]>' : '<', cdata);
    if (end !== -1) found.push(piece.slice(cdata, end).trim());
    if (found.length >= MAX_URLS) break;
  }
  return found.filter((url) => url !== '');
}
