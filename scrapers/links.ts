/**
 * The links of a page, by a tokenizer that keeps no tree: time and memory grow with the bytes, however the page is nested.
 */
import { Tokenizer } from 'htmlparser2';
import { canonicalOf } from '../core/url.ts';
import { actionOf, isAsset } from './actions.ts';
import { withoutSession } from './traps.ts';

export interface PageLink {
  /** Absolute, without fragment and session id. */
  readonly url: string;
  /** Canonical form of it. */
  readonly key: string;
  /** Text of the link, white space folded, at most 200 characters; of an image link its alternative text. */
  readonly text: string;
  /** The rel attribute in lower case; null if there is none. */
  readonly rel: string | null;
  readonly leads: 'inside' | 'outside';
  /** Why it is not followed, in words: it acts, or it leads to a file; null if it may be. */
  readonly skip: string | null;
}

export interface LinkedPage {
  readonly title: string;
  readonly links: readonly PageLink[];
  /** `<link rel=canonical>`, absolute; null if the page names none. */
  readonly canonical: string | null;
  /** Content of `<meta name=robots>` in lower case, of all of them; null if there is none. */
  readonly metaRobots: string | null;
  /** Target of `<meta http-equiv=refresh>`, absolute; null if there is none. */
  readonly refresh: string | null;
}

/** Longer lists of links are not lists that anyone reads. */
const MAX_LINKS = 3000;
const MAX_TEXT = 200;

interface Resolved {
  readonly url: string;
  readonly key: string;
  readonly leads: 'inside' | 'outside';
  readonly asset: boolean;
  readonly parsed: URL;
  readonly action: string | null;
}

/**
 * Extracts links, page by page, of one site. Links that stand on every page (menus, footers) are worked out once.
 * @param inside whether a URL belongs to the site
 */
export class LinkExtractor {
  readonly #inside: (url: URL) => boolean;
  readonly #known = new Map<string, Resolved | null>();

  constructor(inside: (url: URL) => boolean) {
    this.#inside = inside;
  }

  /**
   * @param html decoded text of an HTML page or a feed
   * @param pageUrl URL that the page was received from
   */
  extract(html: string, pageUrl: string): LinkedPage {
    const found = scan(html);
    let base = pageUrl;
    if (found.base !== null) {
      try {
        base = new URL(found.base, pageUrl).href;
      } catch {
        // An unusable base is none (HTML standard 4.2.3).
      }
    }
    const origin = new URL(base).origin;
    const links: PageLink[] = [];
    for (const { href, text, rel } of found.anchors) {
      const resolved = this.#resolve(href, base, origin);
      if (!resolved) continue;
      const action = rel === null ? resolved.action : actionOf(resolved.parsed, rel);
      const skip = resolved.leads === 'inside' ? (action ?? (resolved.asset ? 'it leads to a file' : null)) : resolved.asset ? 'it leads to a file' : null;
      links.push({ url: resolved.url, key: resolved.key, text, rel, leads: resolved.leads, skip });
    }
    return {
      title: found.title,
      links,
      canonical: found.canonical === null ? null : this.#resolve(found.canonical, base, origin)?.url ?? null,
      metaRobots: found.robots.length > 0 ? found.robots.join(', ') : null,
      refresh: found.refresh === null ? null : this.#resolve(found.refresh, base, origin)?.url ?? null,
    };
  }

  #resolve(href: string, base: string, origin: string): Resolved | null {
    // What begins with a slash or a scheme means the same on every page of an origin.
    const shared = href.startsWith('/') || /^https?:/i.test(href);
    const name = shared ? `${origin} ${href}` : '';
    if (shared) {
      const known = this.#known.get(name);
      if (known !== undefined) return known;
    }
    const resolved = this.#work(href, base);
    if (shared) {
      if (this.#known.size > 20_000) this.#known.clear();
      // A copy: the name is made of a piece of the page, and would keep all of it in memory.
      this.#known.set(Buffer.from(name).toString(), resolved);
    }
    return resolved;
  }

  #work(href: string, base: string): Resolved | null {
    if (/^(?:javascript|mailto|tel|data|about|blob):/i.test(href)) return null;
    let parsed: URL;
    try {
      parsed = new URL(href, base);
    } catch {
      return null;
    }
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
    parsed.hash = '';
    if (parsed.username !== '' || parsed.password !== '') {
      parsed.username = '';
      parsed.password = '';
    }
    const clean = withoutSession(parsed.href);
    if (clean !== parsed.href) parsed = new URL(clean);
    const key = canonicalOf(parsed);
    return { url: parsed.href, key, leads: this.#inside(parsed) ? 'inside' : 'outside', asset: isAsset(parsed), parsed, action: actionOf(parsed, null) };
  }
}

// ── Scanning ────────────────────────────────────────────────────────────────

interface Scanned {
  anchors: { href: string; text: string; rel: string | null }[];
  title: string;
  base: string | null;
  canonical: string | null;
  refresh: string | null;
  robots: string[];
}

/** Tags that are looked at, with the attributes that count. */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set(['href', 'rel', 'title']),
  area: new Set(['href', 'rel', 'alt']),
  link: new Set(['href', 'rel', 'type']),
  base: new Set(['href']),
  meta: new Set(['name', 'content', 'http-equiv']),
  img: new Set(['alt']),
  frame: new Set(['src']),
  iframe: new Set(['src']),
};

function scan(html: string): Scanned {
  const result: Scanned = { anchors: [], title: '', base: null, canonical: null, refresh: null, robots: [] };
  let tag = '';
  let wanted: ReadonlySet<string> | null = null;
  let attributes: Record<string, string> = {};
  let attribute = '';
  let value = '';
  let anchor: { href: string; text: string; rel: string | null; title: string } | null = null;
  /** Text of a feed's `<link>…</link>`. */
  let feedLink: string | null = null;
  let inTitle = false;
  let hasTitle = false;
  let hidden = '';

  const addText = (text: string): void => {
    if (hidden !== '') return;
    if (inTitle && result.title.length < MAX_TEXT * 2) result.title += text;
    if (anchor && anchor.text.length < MAX_TEXT * 2) anchor.text += text;
    if (feedLink !== null && feedLink.length < 2000) feedLink += text;
  };
  const push = (href: string, text: string, rel: string | null): void => {
    const target = href.trim();
    if (target === '' || target.startsWith('#') || result.anchors.length >= MAX_LINKS) return;
    result.anchors.push({ href: target, text: fold(text), rel: rel === null ? null : rel.trim().toLowerCase() });
  };
  const closeAnchor = (): void => {
    if (!anchor) return;
    push(anchor.href, anchor.text.trim() === '' ? anchor.title : anchor.text, anchor.rel);
    anchor = null;
  };
  const opened = (): void => {
    const href = attributes['href'];
    const rel = attributes['rel'] ?? null;
    switch (tag) {
      case 'a':
        closeAnchor();
        if (href !== undefined) anchor = { href, text: '', rel, title: attributes['title'] ?? '' };
        break;
      case 'area':
        if (href !== undefined) push(href, attributes['alt'] ?? '', rel);
        break;
      case 'img':
        if (anchor && attributes['alt'] !== undefined) addText(` ${attributes['alt']} `);
        break;
      case 'base':
        result.base ??= href ?? null;
        break;
      case 'frame':
        if (attributes['src'] !== undefined) push(attributes['src'], '', null);
        break;
      case 'link': {
        const words = rel?.toLowerCase().split(/\s+/) ?? [];
        if (href === undefined) feedLink = '';
        else if (words.includes('canonical')) result.canonical ??= href;
        else if (words.includes('next') || words.includes('prev') || (words.includes('alternate') && /(?:rss|atom)\+xml/i.test(attributes['type'] ?? ''))) push(href, '', rel);
        // An Atom feed's entries: <link href="…"/>, rel=alternate or none.
        else if ((rel === null || words.includes('alternate')) && attributes['type'] === undefined) push(href, '', rel);
        break;
      }
      case 'meta':
        if (/^(?:robots|netnograph)$/i.test(attributes['name'] ?? '') && attributes['content'] !== undefined) result.robots.push(attributes['content'].trim().toLowerCase());
        if (/^refresh$/i.test(attributes['http-equiv'] ?? '')) result.refresh ??= /url\s*=\s*["']?([^"']+)/i.exec(attributes['content'] ?? '')?.[1]?.trim() ?? null;
        break;
    }
  };

  const tokenizer = new Tokenizer({ decodeEntities: true }, {
    onopentagname(start, end) {
      tag = html.slice(start, Math.min(end, start + 20)).toLowerCase();
      wanted = ATTRIBUTES[tag] ?? null;
      if (wanted) attributes = {};
      if (tag === 'title' && !hasTitle) inTitle = true;
      else if (tag === 'script' || tag === 'style') hidden = tag;
    },
    onattribname(start, end) {
      attribute = wanted ? html.slice(start, Math.min(end, start + 20)).toLowerCase() : '';
      value = '';
    },
    onattribdata(start, end) {
      if (wanted?.has(attribute) && value.length < 4000) value += html.slice(start, Math.min(end, start + 4000));
    },
    onattribentity(codepoint) {
      if (wanted?.has(attribute)) value += String.fromCodePoint(codepoint);
    },
    onattribend() {
      if (wanted?.has(attribute)) attributes[attribute] ??= value;
    },
    onopentagend() {
      if (wanted) opened();
    },
    onselfclosingtag() {
      if (wanted) opened();
      if (hidden === tag) hidden = '';
    },
    ontext: (start, end) => {
      if (anchor || inTitle || feedLink !== null) addText(html.slice(start, Math.min(end, start + 2000)));
    },
    ontextentity(codepoint) {
      if (anchor || inTitle || feedLink !== null) addText(String.fromCodePoint(codepoint));
    },
    onclosetag(start, end) {
      const name = html.slice(start, Math.min(end, start + 20)).toLowerCase();
      if (name === 'a') closeAnchor();
      else if (name === hidden) hidden = '';
      else if (name === 'title') {
        hasTitle ||= inTitle;
        inTitle = false;
      } else if (name === 'link' && feedLink !== null) {
        if (/^\s*https?:/i.test(feedLink)) push(feedLink, '', null);
        feedLink = null;
      }
    },
    oncdata: (start, end, offset) => addText(html.slice(start, Math.min(end - offset, start + 2000))),
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  });
  tokenizer.write(html);
  tokenizer.end();
  closeAnchor();
  result.title = fold(result.title);
  return result;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
}
