/** A page as it was archived. */
import type { Element } from 'domhandler';
import type { ArchivedPage } from '../../core/types.ts';
import { fold } from './document.ts';
import type { ParsedDocument } from './document.ts';
import { itemsOf, kept } from './items.ts';
import type { Items } from './items.ts';
import type { PageKind } from './kind.ts';
import { PageLess } from './page-less.ts';
import type { Link, PageView, Phrase } from './page.ts';
import { isText, orderOf } from './nodes.ts';
import type { Place } from './places.ts';
import { classTokens } from './region.ts';
import { CODE, seenElements } from './seen.ts';
import { siteOf } from './site.ts';
import { readTexts } from './texts.ts';
import type { Texts } from './texts.ts';
import { blockAbove, nameOf, textOf, View } from './view.ts';
import { languageOf } from './words/index.ts';

/** No server takes a longer one; it says nothing of where it leads. */
const LONGEST_ADDRESS = 10_000;

export class WholePage extends View {
  readonly whole = null;
  readonly url: URL;
  readonly site: string;
  readonly title: string;
  readonly elements: readonly Element[];
  readonly resolve: (href: string) => URL | null;
  readonly texts: Texts;
  readonly #places: readonly (Place | undefined)[];
  readonly #names: (string | undefined)[];
  readonly #found = new Map<string, readonly Element[]>();
  readonly #passed = kept<Element>((test) => this.elements.filter(test));
  #language: string | null | undefined;
  #byToken: ReadonlyMap<string, readonly Element[]> | null = null;

  constructor(page: ArchivedPage, doc: ParsedDocument, known: PageKind | null) {
    const places = seenElements(doc);
    super(page, doc.index, Uint8Array.from(places, (place) => (place === undefined ? 0 : 1)), known);
    this.#places = places;
    this.#names = new Array<string | undefined>(places.length);
    this.elements = doc.index.all.filter((el) => this.has(el));
    this.texts = readTexts(doc.root, this.shown);
    this.url = safeUrl(page.url, undefined) ?? new URL('http://unknown.invalid/');
    this.site = siteOf(this.url);
    this.resolve = resolver(this.elements, this.url);
    const title = this.tagged('title').find((el) => this.place(el) === 'head');
    this.title = title === undefined ? '' : this.text(title).slice(0, 300);
  }

  get language(): string | null {
    if (this.#language === undefined) this.#language = languageOf(this.tagged('html')[0]?.attribs['lang'] ?? null, this.body());
    return this.#language;
  }

  place(el: Element): Place {
    return this.#places[orderOf(el)] ?? 'main';
  }

  text(el: Element): string {
    return this.has(el) ? this.texts.text(el) : '';
  }

  length(el: Element): number {
    return this.texts.length(el);
  }

  name(el: Element): string {
    return (this.#names[orderOf(el)] ??= this.nameOf(el));
  }

  classed(pattern: RegExp, ids = false): readonly Element[] {
    const key = `${pattern.source}\n${String(ids)}`;
    let hits = this.#found.get(key);
    if (hits === undefined) {
      const set = new Set<Element>();
      for (const [token, list] of (this.#byToken ??= tokensOf(this.elements))) if (pattern.test(token)) for (const el of list) set.add(el);
      if (ids) for (const el of this.elements) if (el.attribs['id'] !== undefined && pattern.test(el.attribs['id'])) set.add(el);
      this.#found.set(key, (hits = [...set]));
    }
    return hits;
  }

  those(test: (el: Element) => boolean): readonly Element[] {
    return this.#passed(test);
  }

  without(gone: ReadonlySet<Element>): PageView {
    return new PageLess(this, this.shown, gone, this.known);
  }

  readLinks(): Items<Link> {
    const anchors = this.elements.filter((el) => (el.name === 'a' || el.name === 'area') && el.attribs['href'] !== undefined);
    const linked = this.linkedIn(anchors, blockAbove);
    return itemsOf(anchors.map((el) => {
      const written = (el.attribs['href'] ?? '').trim();
      const href = written.length > LONGEST_ADDRESS ? '' : written;
      const url = href === '' || href.startsWith('#') || /^javascript:/iu.test(href) ? null : this.resolve(href);
      const web = url !== null && /^https?:$/u.test(url.protocol);
      const block = blockAbove(el);
      return { el, href, url, path: web ? decoded(url.pathname + url.search) : '', name: this.name(el), offsite: web && siteOf(url) !== this.site, place: this.place(el), prose: this.inProse(el, block, block === null ? 0 : linked.get(block) ?? 0) };
    }), nameOf);
  }

  readPhrases(): Items<Phrase> {
    const out: Phrase[] = [];
    for (const el of this.elements) {
      if (CODE.has(el.name)) continue;
      let own = '';
      for (const child of el.children) if (isText(child)) own += ` ${child.data}`;
      own = fold(own);
      if (own !== '' && el.name !== 'title') out.push({ el, text: own, place: this.place(el) });
    }
    return itemsOf(out, textOf);
  }
}

function tokensOf(elements: readonly Element[]): Map<string, Element[]> {
  const map = new Map<string, Element[]>();
  for (const el of elements) {
    for (const token of classTokens(el)) {
      const list = map.get(token);
      if (list === undefined) map.set(token, [el]);
      else list.push(el);
    }
  }
  return map;
}

function resolver(elements: readonly Element[], page: URL): (href: string) => URL | null {
  const declared = elements.find((el) => el.name === 'base')?.attribs['href'];
  const from = declared === undefined ? page : safeUrl(declared, page) ?? page;
  return (href) => safeUrl(href, from);
}

function safeUrl(href: string, base: URL | undefined): URL | null {
  try {
    return new URL(href, base);
  } catch {
    return null;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path.toLowerCase();
  }
}
