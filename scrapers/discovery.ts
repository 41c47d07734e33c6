/** What a page adds to a visit's queue: pages of the site by their value, a few outside it, no traps, nothing twice. */
import { canonicalOf, siteHost } from '../core/url.ts';
import { actionOf, acts, isAsset } from './actions.ts';
import type { Frontier, NewUrl } from './frontier.ts';
import type { LinkedPage, PageLink } from './links.ts';
import { isNoSource } from './outside.ts';
import { patternOf, trapOf, withoutSession } from './traps.ts';
import { kindOf, valueOf } from './value.ts';

/** Patterns with fewer known URLs than this are no place where a site could go on without end. */
const MANY = 24;
/** A page that is listed in a sitemap and linked from nowhere yet: its links' texts are not known. */
const UNLINKED = 20;

/** Secondary sources of one host at most. */
const SECONDARY_PER_HOST = 2;

export class Discovery {
  readonly #frontier: Frontier;
  readonly #inside: (url: string) => boolean;
  readonly #exhausted: (pattern: string) => boolean;
  /** Links from a start address at most. */
  readonly #maxDepth: number;
  /** How many URLs of each pattern the frontier has; kept in step with it, so that a visit that goes on decides alike. */
  readonly #patterns: Map<string, number>;
  /** Keys that the frontier has, as far as they have come by: links of menus are asked for on every page. */
  readonly #seen = new Set<string>();

  /** @param exhausted whether no more pages of a pattern are wanted */
  constructor(frontier: Frontier, inside: (url: string) => boolean, maxDepth: number, exhausted: (pattern: string) => boolean) {
    this.#frontier = frontier;
    this.#exhausted = exhausted;
    this.#inside = inside;
    this.#maxDepth = maxDepth;
    this.#patterns = new Map(frontier.patterns());
  }

  /** A start address as the first in the queue. */
  start(url: string, key: string, index: number): NewUrl | null {
    if (this.#has(key)) return null;
    return this.#known({ key, url, priority: 2000 - index, depth: 0, referrer: null, secondary: false, pattern: patternOf(key) });
  }

  /** @param pageUrl where the page answered, which may be behind a redirect */
  found(page: LinkedPage, pageUrl: string, from: NewUrl): NewUrl[] {
    const found: NewUrl[] = [];
    const here = new Set<string>([from.key]);
    const outside: PageLink[] = [];
    for (const link of page.links) {
      if (here.has(link.key) || link.skip !== null) continue;
      here.add(link.key);
      if (link.leads === 'outside') outside.push(link);
      else if (from.depth < this.#maxDepth) this.#take(link.url, link.key, link.text, from, found);
    }
    if (page.refresh !== null && !acts(page.refresh) && from.depth < this.#maxDepth && this.#inside(page.refresh)) {
      const key = canonicalOf(new URL(page.refresh));
      if (!here.has(key)) this.#take(page.refresh, key, '', from, found);
    }
    return [...found, ...this.outside(outside, { ...from, url: pageUrl })];
  }

  /** Pages that the site's sitemaps name: as if linked from the start page, a little behind what is. */
  listed(urls: readonly string[], sitemap: string): NewUrl[] {
    const found: NewUrl[] = [];
    const here = new Set<string>();
    for (const one of urls) {
      const url = withoutSession(one);
      const parsed = new URL(url);
      if (!this.#inside(url) || isAsset(parsed) || actionOf(parsed, null) !== null) continue;
      const key = canonicalOf(parsed);
      if (here.has(key)) continue;
      here.add(key);
      this.#take(url, key, '', { depth: 0, url: sitemap }, found, UNLINKED);
    }
    return found;
  }

  /** Whether so many URLs of a pattern are known that its pages should be compared. */
  isMany(pattern: string): boolean {
    return (this.#patterns.get(pattern) ?? 0) >= MANY;
  }

  #take(url: string, key: string, text: string, from: Pick<NewUrl, 'depth' | 'url'>, into: NewUrl[], less = 0): void {
    if (this.#has(key)) return;
    const pattern = patternOf(key);
    const known = this.#patterns.get(pattern) ?? 0;
    if (trapOf(key, pattern, known) !== null || this.#exhausted(pattern)) return;
    into.push(this.#known({ key, url, priority: valueOf(key, text, from.depth + 1, known) - less, depth: from.depth + 1, referrer: from.url, secondary: false, pattern }));
  }

  /** Candidates for secondary sources: hosts not seen yet first, company pages and articles before others. */
  outside(links: readonly PageLink[], from: NewUrl): NewUrl[] {
    const found: NewUrl[] = [];
    for (const link of links) {
      const host = siteHost(link.url);
      if (isNoSource(host) || this.#has(link.key) || actionOf(new URL(link.url), link.rel) !== null) continue;
      const pattern = `outside ${host}`;
      const known = this.#patterns.get(pattern) ?? 0;
      if (known >= SECONDARY_PER_HOST) continue;
      const kind = kindOf(link.key, link.text);
      const worth = kind === 'company' || kind === 'about' || kind === 'news' || kind === 'project' ? 60 : 0;
      found.push(this.#known({ key: link.key, url: link.url, priority: 500 + worth - 300 * known - 10 * from.depth, depth: from.depth + 1, referrer: from.url, secondary: true, pattern }));
    }
    return found;
  }

  #has(key: string): boolean {
    if (this.#seen.has(key)) return true;
    if (!this.#frontier.has(key)) return false;
    if (this.#seen.size > 100_000) this.#seen.clear();
    this.#seen.add(key);
    return true;
  }

  #known(url: NewUrl): NewUrl {
    this.#patterns.set(url.pattern, (this.#patterns.get(url.pattern) ?? 0) + 1);
    return url;
  }
}
