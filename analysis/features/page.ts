/**
 * A page as the detectors see it: what a visitor can come to see, with accessible names, the place
 * on the page, links, fields, embeds. Parsed once; `without` gives the same page less some elements
 * (and without a second parse), which is how a detector makes sure that it has named all its evidence.
 */
import type { Element } from 'domhandler';
import type { ArchivedPage } from '../../core/types.ts';
import { fold, parseDocument } from './document.ts';
import type { ParsedDocument } from './document.ts';
import { readFields, readForms } from './fields.ts';
import type { Field, Form } from './fields.ts';
import { itemsLess, itemsOf } from './items.ts';
import type { Items } from './items.ts';
import { kindOf } from './kind.ts';
import type { PageKind } from './kind.ts';
import type { Place } from './places.ts';
import { classTokens, inOrder } from './region.ts';
import type { DocumentIndex } from './region.ts';
import { CODE, seenElements } from './seen.ts';
import { siteOf } from './site.ts';
import { BLOCK, readTexts } from './texts.ts';
import type { Texts } from './texts.ts';
import { languageOf, mentions, wordsKnown } from './words/index.ts';
import { endOf, isElement, isText, orderOf, parentOf } from './nodes.ts';

export type { Field, Form } from './fields.ts';
export type { PageKind } from './kind.ts';
export type { Place } from './places.ts';

export interface Link {
  readonly el: Element;
  /** As it stands in the markup. */
  readonly href: string;
  readonly url: URL | null;
  /** Path and query, decoded where possible, lower case; '' when the address leads nowhere. */
  readonly path: string;
  /** Accessible name, white space folded. */
  readonly name: string;
  readonly offsite: boolean;
  readonly place: Place;
  /** Stands in running text, not in a list of links or beside the content. */
  readonly prose: boolean;
}

export interface Phrase {
  readonly el: Element;
  /** The element's own text, without that of its child elements. */
  readonly text: string;
  readonly place: Place;
}

export interface PageView {
  readonly page: ArchivedPage;
  readonly index: DocumentIndex;
  readonly url: URL;
  readonly site: string;
  readonly title: string;
  readonly language: string | null;
  /** Interface words of the page's language are known, so that a missing word means something. */
  readonly words: boolean;
  /** One must log in to see what the page is for. */
  readonly wall: boolean;
  readonly kind: PageKind;
  /** Elements a visitor can come to see (and those of the head), in document order. */
  readonly elements: readonly Element[];
  readonly links: readonly Link[];
  readonly fields: readonly Field[];
  readonly forms: readonly Form[];
  readonly phrases: readonly Phrase[];
  has(el: Element): boolean;
  place(el: Element): Place;
  text(el: Element): string;
  /** Its text when that is no longer than `most` characters, else ''. */
  brief(el: Element, most: number): string;
  /** Accessible name: label, text, alternative text, title, value. */
  name(el: Element): string;
  /** Visible elements one of whose class tokens (or whose id, with `ids`) matches. */
  classed(pattern: RegExp, ids?: boolean): readonly Element[];
  /** Visible elements whose own markup passes; the test is asked once a page, so it may look at nothing else. */
  those(test: (el: Element) => boolean): readonly Element[];
  tagged(...names: string[]): readonly Element[];
  /** Nearest ancestor (or itself) that passes. */
  closest(el: Element, test: (el: Element) => boolean): Element | null;
  /** Links that pass; the test may look at nothing but the link and the markup it stands in. */
  linksThat(test: (link: Link) => boolean): readonly Link[];
  /** Phrases that pass; the test may look at nothing but the phrase and the markup it stands in. */
  phrasesThat(test: (phrase: Phrase) => boolean): readonly Phrase[];
  /** The link as it is in this view; null when it is gone. */
  again(link: Link): Link | null;
  readonly resolve: (href: string) => URL | null;
  /** What is kept for as long as the view is, by the number of what made it (`memo`). */
  readonly kept: unknown[];
  /** The view of the whole page that this one is taken from; null when it is that. */
  readonly whole: PageView | null;
  without(gone: ReadonlySet<Element>): PageView;
}

/**
 * Parses once and reads the page.
 * @param kind what the other pages of its site say it is (site-kinds.ts); without it the page speaks for itself
 */
export function viewPage(page: ArchivedPage, kind: PageKind | null = null): PageView {
  return new Whole(page, parseDocument(page.html), kind);
}

export function pageKind(seen: PageView): PageKind {
  return seen.kind;
}

/** No server takes a longer one; it says nothing of where it leads. */
const LONGEST_ADDRESS = 10_000;

/** A link named by code only leads to what the code means. */
function quotesCode(el: Element): boolean {
  const inner = el.children.filter((c) => !isText(c) || c.data.trim() !== '');
  return inner.length > 0 && inner.every((c) => isElement(c) && CODE.has(c.name));
}

/** What the whole page and the page less something read alike. */
abstract class View implements PageView {
  readonly page: ArchivedPage;
  readonly index: DocumentIndex;
  readonly kept: unknown[] = [];
  abstract readonly whole: PageView | null;
  abstract readonly url: URL;
  abstract readonly site: string;
  abstract readonly title: string;
  abstract readonly language: string | null;
  abstract readonly elements: readonly Element[];
  abstract readonly resolve: (href: string) => URL | null;
  /** By place in the document: 1 for what is there. */
  protected readonly shown: Uint8Array;
  protected readonly known: PageKind | null;
  #links: Items<Link> | null = null;
  #phrases: Items<Phrase> | null = null;
  #fields: readonly Field[] | null = null;
  #forms: readonly Form[] | null = null;
  #kind: PageKind | null;
  #wall: boolean | null = null;
  readonly #byTag = new Map<string, readonly Element[]>();

  constructor(page: ArchivedPage, index: DocumentIndex, shown: Uint8Array, known: PageKind | null) {
    this.page = page;
    this.index = index;
    this.shown = shown;
    this.known = known;
    this.#kind = known;
  }

  abstract place(el: Element): Place;
  abstract text(el: Element): string;
  abstract name(el: Element): string;
  abstract classed(pattern: RegExp, ids?: boolean): readonly Element[];
  abstract those(test: (el: Element) => boolean): readonly Element[];
  abstract without(gone: ReadonlySet<Element>): PageView;
  protected abstract readLinks(): Items<Link>;
  protected abstract readPhrases(): Items<Phrase>;
  /** Characters of its text before folding: to leave long ones alone without building them. */
  protected abstract length(el: Element): number;

  get linkItems(): Items<Link> {
    return (this.#links ??= this.readLinks());
  }

  get phraseItems(): Items<Phrase> {
    return (this.#phrases ??= this.readPhrases());
  }

  get links(): readonly Link[] {
    return this.linkItems.all;
  }

  get phrases(): readonly Phrase[] {
    return this.phraseItems.all;
  }

  linksThat(test: (link: Link) => boolean): readonly Link[] {
    return this.linkItems.that(test);
  }

  phrasesThat(test: (phrase: Phrase) => boolean): readonly Phrase[] {
    return this.phraseItems.that(test);
  }

  again(link: Link): Link | null {
    return this.linkItems.again(link);
  }

  get words(): boolean {
    return wordsKnown(this.language);
  }

  get kind(): PageKind {
    return (this.#kind ??= kindOf(this));
  }

  get fields(): readonly Field[] {
    return (this.#fields ??= readFields(this));
  }

  get forms(): readonly Form[] {
    return (this.#forms ??= readForms(this));
  }

  get wall(): boolean {
    return (this.#wall ??= this.#isWall());
  }

  #isWall(): boolean {
    if (this.page.loggedIn) return false;
    if (this.page.status === 401 || this.page.status === 403) return true;
    const passwords = this.fields.some((f) => f.type === 'password' && f.place === 'main');
    const body = this.body();
    return body.length < 1500 && (passwords || body.length < 400) && mentions('restrictedView', body) && this.kind !== 'register';
  }

  protected body(): string {
    const [el] = this.tagged('body');
    return el === undefined ? '' : this.text(el);
  }

  has(el: Element): boolean {
    return this.shown[orderOf(el)] === 1;
  }

  brief(el: Element, most: number): string {
    if (!this.has(el) || this.length(el) > 4 * most + 200) return '';
    const said = this.text(el);
    return said.length <= most ? said : '';
  }

  tagged(...names: string[]): readonly Element[] {
    const key = names.join(' ');
    let hits = this.#byTag.get(key);
    if (hits === undefined) {
      const all = names.flatMap((n) => this.index.byTag.get(n) ?? []).filter((el) => this.has(el));
      this.#byTag.set(key, (hits = names.length === 1 ? all : inOrder(all)));
    }
    return hits;
  }

  closest(el: Element, test: (el: Element) => boolean): Element | null {
    for (let at: Element | null = el; at !== null; at = parentOf(at)) if (test(at)) return at;
    return null;
  }

  protected nameOf(el: Element): string {
    const labelled = el.attribs['aria-labelledby'];
    return (
      (labelled !== undefined && this.index.byId.has(labelled) ? this.#labelledBy(labelled) : '') || fold(el.attribs['aria-label'] ?? '') || this.text(el) ||
      (el.name === 'input' ? fold(el.attribs['value'] ?? '') : '') || this.#alternative(el) || fold(el.attribs['alt'] ?? '') || fold(el.attribs['title'] ?? '')
    );
  }

  #labelledBy(ids: string): string {
    return fold(ids.split(/\s+/u).map((id) => this.text((this.index.byId.get(id) ?? []).find((el) => this.has(el)) ?? (this.elements[0] as Element))).join(' '));
  }

  #alternative(el: Element): string {
    const stack: Element[] = [el];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at !== el && !this.has(at)) continue;
      const said = at.name === 'img' || at.name === 'area' ? fold(at.attribs['alt'] ?? '') || fold(at.attribs['title'] ?? '') : at === el ? '' : fold(at.attribs['aria-label'] ?? '') || fold(at.attribs['title'] ?? '');
      if (said !== '') return said;
      for (let i = at.children.length - 1; i >= 0; i -= 1) if (isElement(at.children[i])) stack.push(at.children[i] as Element);
    }
    return '';
  }

  /** A link stands in prose when the block around it says more besides than its links; a button is no part of the text around it. */
  protected inProse(el: Element, block: Element | null, linked: number): boolean {
    const around = block === null ? 0 : (this.length(block) > 5000 ? 5000 : this.text(block).length) - linked;
    return quotesCode(el) || (around > 80 && around > 2 * linked && !/(?:^|[\s_-])(?:btn|button)(?:$|[\s_-])/iu.test(el.attribs['class'] ?? ''));
  }

  /** Characters that are links, by the block they stand in. */
  protected linkedIn(anchors: readonly Element[], blockOf: (el: Element) => Element | null): Map<Element, number> {
    const linked = new Map<Element, number>();
    for (const el of anchors) {
      const block = blockOf(el);
      if (block !== null) linked.set(block, (linked.get(block) ?? 0) + this.text(el).length);
    }
    return linked;
  }
}

class Whole extends View {
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
  readonly #passed: Items<Element>;
  #language: string | null | undefined;
  #byToken: ReadonlyMap<string, readonly Element[]> | null = null;

  constructor(page: ArchivedPage, doc: ParsedDocument, known: PageKind | null) {
    const places = seenElements(doc);
    super(page, doc.index, Uint8Array.from(places, (place) => (place === undefined ? 0 : 1)), known);
    this.#places = places;
    this.#names = new Array<string | undefined>(places.length);
    this.elements = doc.index.all.filter((el) => this.has(el));
    this.#passed = itemsOf(this.elements);
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
    return this.#passed.that(test);
  }

  without(gone: ReadonlySet<Element>): PageView {
    return new Less(this, this.shown, gone, this.known);
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
    }));
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
    return itemsOf(out);
  }
}

/** The page less some elements, with all below them. What they do not touch is not read again. */
class Less extends View {
  readonly whole: Whole;
  readonly url: URL;
  readonly site: string;
  readonly title: string;
  readonly resolve: (href: string) => URL | null;
  /** Those that are gone, but for those below them. */
  readonly #tops: readonly Element[];
  /** Ancestors of what is gone: their text has changed. */
  readonly #touched: Uint8Array;
  readonly #texts = new Map<Element, string>();
  readonly #names = new Map<Element, string>();
  #elements: readonly Element[] | null = null;

  constructor(whole: Whole, before: Uint8Array, gone: ReadonlySet<Element>, known: PageKind | null) {
    const shown = before.slice();
    for (const el of gone) shown.fill(0, orderOf(el), endOf(el) + 1);
    super(whole.page, whole.index, shown, known);
    this.whole = whole;
    this.url = whole.url;
    this.site = whole.site;
    this.title = whole.title;
    this.resolve = whole.resolve;
    this.#touched = new Uint8Array(shown.length);
    for (const el of gone) for (let at = parentOf(el); at !== null && this.#touched[orderOf(at)] === 0; at = parentOf(at)) this.#touched[orderOf(at)] = 1;
    this.#tops = [...gone].filter((el) => { const up = parentOf(el); return up === null || shown[orderOf(up)] === 1; });
  }

  get language(): string | null {
    return this.whole.language;
  }

  get elements(): readonly Element[] {
    return (this.#elements ??= this.whole.elements.filter((el) => this.has(el)));
  }

  place(el: Element): Place {
    return this.whole.place(el);
  }

  text(el: Element): string {
    if (!this.has(el)) return '';
    if (!this.#isTouched(el)) return this.whole.text(el);
    let said = this.#texts.get(el);
    if (said === undefined) this.#texts.set(el, (said = this.whole.texts.less(el, this.shown, this.#touched)));
    return said;
  }

  length(el: Element): number {
    return this.#isTouched(el) ? this.whole.texts.lengthLess(el, this.#tops) : this.whole.length(el);
  }

  name(el: Element): string {
    if (this.has(el) && !this.#isTouched(el)) return this.whole.name(el);
    let said = this.#names.get(el);
    if (said === undefined) this.#names.set(el, (said = this.nameOf(el)));
    return said;
  }

  classed(pattern: RegExp, ids = false): readonly Element[] {
    return this.whole.classed(pattern, ids).filter((el) => this.has(el));
  }

  those(test: (el: Element) => boolean): readonly Element[] {
    return this.whole.those(test).filter((el) => this.has(el));
  }

  without(gone: ReadonlySet<Element>): PageView {
    return new Less(this.whole, this.shown, new Set([...this.#tops, ...gone]), this.known);
  }

  #isTouched(el: Element): boolean {
    return this.#touched[orderOf(el)] === 1;
  }

  readPhrases(): Items<Phrase> {
    return itemsLess(this.whole.phraseItems, (p) => (this.has(p.el) ? p : null));
  }

  readLinks(): Items<Link> {
    const around = (el: Element): Element | null => {
      const block = blockAbove(el);
      return block !== null && this.#isTouched(block) ? block : null;
    };
    const linked = this.linkedIn(this.whole.links.map((l) => l.el).filter((el) => this.has(el)), around);
    return itemsLess(this.whole.linkItems, (old) => {
      if (!this.has(old.el)) return null;
      const block = around(old.el);
      if (block === null && !this.#isTouched(old.el)) return old;
      const name = this.name(old.el);
      const prose = this.inProse(old.el, block, block === null ? 0 : linked.get(block) ?? 0);
      return name === old.name && prose === old.prose ? old : { ...old, name, prose };
    });
  }
}

function blockAbove(el: Element): Element | null {
  for (let at = parentOf(el); at !== null; at = parentOf(at)) if (BLOCK.has(at.name)) return at;
  return null;
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
