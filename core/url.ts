/** URLs as identities: one canonical spelling for each page, and which addresses belong to one site. */

/**
 * Parameters by which campaigns and mailings follow a reader; they never choose the page.
 * Names as the services document them (Google, Meta, Microsoft, Mailchimp, HubSpot, Marketo, Yandex, TikTok, X, Adobe).
 */
const TRACKING = new Set([
  'gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'srsltid', '_ga', '_gl', 'fbclid', 'igshid', 'igsh', 'msclkid', 'mc_cid', 'mc_eid',
  '_hsenc', '_hsmi', '__hstc', '__hssc', '__hsfp', 'hsctatracking', 'mkt_tok', 'yclid', '_openstat', 'ttclid', 'twclid', 'ref_src',
  'ref_url', 'li_fat_id', 's_cid', 'vero_id', 'vero_conv', 'oly_enc_id', 'oly_anon_id', 'wickedid', 'rb_clickid',
]);

export interface CanonicalOptions {
  /**
   * Turns the non-ASCII characters of a query into bytes, where a page is not in UTF-8
   * (URL standard, "percent-encode after encoding"). UTF-8 by default.
   */
  readonly encodeQuery?: (text: string) => Uint8Array;
}

/**
 * The one spelling of a URL by which pages are told apart: WHATWG parsing, query sorted by name and value, tracking
 * parameters and fragment dropped, escapes undone where they mean nothing and in capitals elsewhere.
 * Idempotent. What is no absolute URL comes back without its fragment.
 *
 * Policy: w3lib's canonicalize_url (see bench/urls.ts for the differences). Nothing is merged that a server may tell apart
 * for good reason: `www.`, a final slash, index.html and the case of the path stay.
 */
export function canonicalUrl(input: string, options: CanonicalOptions = {}): string {
  let url: URL;
  try {
    url = new URL(input);
  } catch {
    return withoutFragment(input.trim());
  }
  return canonicalOf(url, input, options);
}

/** As `canonicalUrl`, for a URL that has been parsed already. */
export function canonicalOf(url: URL, input = url.href, options: CanonicalOptions = {}): string {
  // An opaque path (mailto:, data:) has no parts that could be put in order.
  if (url.host === '' && !url.pathname.startsWith('/')) return withoutFragment(url.href);
  let query = url.search;
  if (query !== '') {
    if (options.encodeQuery) query = encodedQuery(input, options.encodeQuery) ?? query;
    query = canonicalQuery(query.slice(1));
  }
  // In a file: path an escaped bar would become a drive letter's colon the second time.
  const path = url.pathname.includes('%') && url.protocol !== 'file:' ? canonicalPath(url.pathname) : url.pathname;
  const secret = url.username === '' && url.password === '' ? '' : `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
  const origin = url.origin !== 'null' && secret === '' ? url.origin : `${url.protocol}${/^[^:]*:\/\//.test(url.href) ? '//' : ''}${secret}${url.host.toLowerCase()}`;
  return origin + path + query;
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

/** Escapes that keep their meaning only while escaped: delimiters of URL parts, the escape sign, the backslash. */
const ESCAPED_IN_PATH = new Set(['/', '?', '#', '%', '\\']);
const PLAIN_IN_PATH = /[A-Za-z0-9\-._~:@!$&'()*+,;=[\]|]/;

function canonicalPath(path: string): string {
  const plain = path
    .replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return PLAIN_IN_PATH.test(character) && !ESCAPED_IN_PATH.has(character) ? character : escape.toUpperCase();
    })
    // A percent sign that begins no escape needs none itself.
    .replace(/%25(?![0-9A-Fa-f]{2})/g, '%');
  // What stood behind a stray % may have become an escape (`%%36%31`): the rule holds for it as well.
  return plain === path ? plain : canonicalPath(plain);
}

function canonicalQuery(query: string): string {
  const pairs: [name: string, value: string][] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = formEncoded(equals === -1 ? part : part.slice(0, equals));
    if (isTracking(name)) continue;
    pairs.push([name, equals === -1 ? '' : formEncoded(part.slice(equals + 1))]);
  }
  if (pairs.length === 0) return '';
  if (pairs.length > 1) pairs.sort((a, b) => byBytes(a[0], b[0]) || byBytes(a[1], b[1]));
  return `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith('utm_') || TRACKING.has(lower);
}

/** Order of the decoded bytes, which the escapes of unsafe ASCII would disturb. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(formBytes(a), formBytes(b));
}

function formBytes(text: string): Buffer {
  return Buffer.from(text.replace(/\+/g, ' ').replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1');
}

/** A name or value in one spelling: form encoding with `+` for the space, everything unsafe escaped in capitals. */
function formEncoded(text: string): string {
  if (/^[A-Za-z0-9\-._~+]*$/.test(text)) return text;
  return text.replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~+]/gu, (found) => {
    if (found.length === 3 && found.startsWith('%')) {
      const character = String.fromCharCode(parseInt(found.slice(1), 16));
      if (character === ' ') return '+';
      return /[A-Za-z0-9\-._~]/.test(character) ? character : found.toUpperCase();
    }
    if (found === ' ') return '+';
    let escaped = '';
    for (const byte of Buffer.from(found, 'utf8')) escaped += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    return escaped;
  });
}

/** The query of a URL as written, its non-ASCII characters in the page's own encoding. */
function encodedQuery(input: string, encode: (text: string) => Uint8Array): string | null {
  const query = /^[^?#]*(\?[^#]*)/.exec(input.trim())?.[1];
  if (query === undefined) return null;
  return query.replace(/[^\0-\x7f]+/g, (text) => {
    let escaped = '';
    for (const byte of encode(text)) escaped += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    return escaped;
  });
}

/** Host name without `www.`; kept simple: no list of public suffixes. */
export function siteHost(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return '';
  }
}

/**
 * Whether a URL belongs to the site of `base`: its host or a subdomain of it (`www.` aside), at the same port.
 * The default ports of http and https count as one.
 */
export function sameSite(url: string, base: string): boolean {
  let a: URL;
  let b: URL;
  try {
    a = new URL(url);
    b = new URL(base);
  } catch {
    return false;
  }
  if (portOf(a) !== portOf(b)) return false;
  const host = a.hostname.replace(/^www\./, '');
  const site = b.hostname.replace(/^www\./, '');
  // Addresses have no subdomains: 1.127.0.0.1 is no host of 127.0.0.1.
  return host === site || (host.endsWith(`.${site}`) && !/^[\d.]+$|^\[/.test(site));
}

function portOf(url: URL): string {
  return url.port === '' ? 'default' : url.port;
}

/** Sort-friendly form of a URL, the key of a CDXJ index: `com,example)/path?query`. */
export function surt(url: string): string {
  const canonical = canonicalUrl(url).toLowerCase();
  const parts = /^https?:\/\/(?:[^/?@]*@)?([^/?:]+|\[[^\]]*\])(:\d+)?(.*)$/.exec(canonical);
  if (!parts) return canonical;
  const host = (parts[1] ?? '').replace(/^www\d*\./, '');
  const reversed = /^[\d.]+$|^\[/.test(host) ? host : host.split('.').reverse().join(',');
  return `${reversed}${parts[2] ?? ''})${parts[3] === '' ? '/' : parts[3] ?? ''}`;
}

/** A name as an identifier: lower case, no diacritics, everything else than letters and digits to single hyphens. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
