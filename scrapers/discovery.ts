/** What a page adds to a visit's queue: pages of the site by their value, a few outside it, no traps, nothing twice. */
import { canonicalOf, siteHost } from '../core/url.ts';
import type { Frontier, FrontierUrl, NewUrl } from './frontier.ts';
import type { LinkedPage, PageLink } from './links.ts';
import { isNoSource } from './outside.ts';
import { patternOf, trapOf } from './traps.ts';
import { kindOf, valueOf } from './value.ts';

/** Secondary sources of one host at most. */
const SECONDARY_PER_HOST = 2;

export class Discovery {
  readonly #frontier: Frontier;
  readonly #inside: (url: string) => boolean;
  /** Links from a start address at most. */
  readonly #maxDepth: number;
  /** How many URLs of each pattern the frontier has; kept in step with it, so that a visit that goes on decides alike. */
  readonly #patterns: Map<string, number>;
  /** Keys that the frontier has, as far as they have come by: links of menus are asked for on every page. */
  readonly #seen = new Set<string>();

  constructor(frontier: Frontier, inside: (url: string) => boolean, maxDepth: number) {
    this.#frontier = frontier;
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
  found(page: LinkedPage, pageUrl: string, from: FrontierUrl): NewUrl[] {
    const found: NewUrl[] = [];
    const here = new Set<string>([from.key]);
    const outside: PageLink[] = [];
    for (const link of page.links) {
      if (here.has(link.key) || link.skip !== null) continue;
      here.add(link.key);
      if (link.leads === 'outside') outside.push(link);
      else if (from.depth < this.#maxDepth) this.#take(link.url, link.key, link.text, from, found);
    }
    if (page.refresh !== null && from.depth < this.#maxDepth && this.#inside(page.refresh)) {
      const key = canonicalOf(new URL(page.refresh));
      if (!here.has(key)) this.#take(page.refresh, key, '', from, found);
    }
    return [...found, ...this.outside(outside, { ...from, url: pageUrl })];
  }

  #take(url: string, key: string, text: string, from: FrontierUrl, into: NewUrl[]): void {
    if (this.#has(key)) return;
    const pattern = patternOf(key);
    const known = this.#patterns.get(pattern) ?? 0;
    if (trapOf(key, pattern, known) !== null) return;
    into.push(this.#known({ key, url, priority: valueOf(key, text, from.depth + 1, known), depth: from.depth + 1, referrer: from.url, secondary: false, pattern }));
  }

  /** Candidates for secondary sources: hosts not seen yet first, company pages and articles before others. */
  outside(links: readonly PageLink[], from: FrontierUrl): NewUrl[] {
    const found: NewUrl[] = [];
    for (const link of links) {
      const host = siteHost(link.url);
      if (isNoSource(host) || this.#has(link.key)) continue;
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
