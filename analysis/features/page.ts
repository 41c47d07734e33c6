/**
 * A page as the detectors see it: what a visitor can come to see, with accessible names, the place
 * on the page, links, fields, embeds. Parsed once; `without` gives the same page less some elements
 * (and without a second parse), which is how a detector makes sure that it has named all its evidence.
 */
import type { AnyNode, Element } from 'domhandler';
import type { ArchivedPage } from '../../core/types.ts';
import { fold, parseDocument } from './document.ts';
import type { ParsedDocument } from './document.ts';
import { readFields, readForms } from './fields.ts';
import type { Field, Form } from './fields.ts';
import { kindOf } from './kind.ts';
import type { PageKind } from './kind.ts';
import { ownPlace } from './places.ts';
import type { Place } from './places.ts';
import { classTokens, inOrder } from './region.ts';
import type { DocumentIndex } from './region.ts';
import { siteOf } from './site.ts';
import { hidesItself, isControl, isNever, openedByNeighbour, openedIds } from './visibility.ts';
import { languageOf, mentions, wordsKnown } from './words/index.ts';
import { isElement, isText, parentOf } from './nodes.ts';

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
  readonly resolve: (href: string) => URL | null;
  without(gone: ReadonlySet<Element>): PageView;
}

/**
 * Parses once and reads the page.
 * @param kind what the other pages of its site say it is (site-kinds.ts); without it the page speaks for itself
 */
export function viewPage(page: ArchivedPage, kind: PageKind | null = null): PageView {
  const doc = parseDocument(page.html);
  return view(page, doc, seenElements(doc), NONE, null, kind);
}

export function pageKind(seen: PageView): PageKind {
  return seen.kind;
}

/** No server takes a longer one; it says nothing of where it leads. */
const LONGEST_ADDRESS = 10_000;

/** Code is shown, not used: its words and classes are no part of the page's interface. */
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'var']);

function inCode(el: Element | null): boolean {
  return el !== null && CODE.has(el.name);
}

/** A link named by code only leads to what the code means. */
function quotesCode(el: Element): boolean {
  const inner = el.children.filter((c) => !isText(c) || c.data.trim() !== '');
  return inner.length > 0 && inner.every((c) => isElement(c) && CODE.has(c.name));
}

type Places = ReadonlyMap<Element, Place>;
const NONE: ReadonlySet<Element> = new Set();

/** First all but the hidden; then the hidden that a visible control opens, and what that opens in turn. */
function seenElements(doc: ParsedDocument): Places {
  const places = new Map<Element, Place>();
  let hidden: { el: Element; place: Place }[] = [];
  const walk = (start: AnyNode, above: Place, opened: boolean): void => {
    const stack: { node: AnyNode; place: Place }[] = [{ node: start, place: above }];
    let top = opened;
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      const { node } = item;
      let here = item.place;
      if (isElement(node)) {
        if (isNever(node) || inCode(parentOf(node))) continue;
        here = ownPlace(node, here) ?? here;
        if (!top && hidesItself(node)) {
          hidden.push({ el: node, place: here });
          continue;
        }
        top = false;
        places.set(node, here);
      }
      if ('children' in node) {
        for (let i = node.children.length - 1; i >= 0; i -= 1) {
          const child = node.children[i] as AnyNode;
          if (!isText(child)) stack.push({ node: child, place: here });
        }
      }
    }
  };
  walk(doc.root, 'main', false);
  for (let round = 0; round < 3 && hidden.length > 0; round += 1) {
    const ids = openedIds([...places.keys()].filter(isControl));
    const waiting = hidden;
    hidden = [];
    let opened = 0;
    for (const { el, place } of waiting) {
      if (ids.has(el.attribs['id'] ?? '\u0000') || openedByNeighbour(el, (other) => places.has(other))) {
        walk(el, place, true);
        opened += 1;
      } else hidden.push({ el, place });
    }
    if (opened === 0) break;
  }
  return places;
}

const BLOCK = new Set(['li', 'p', 'td', 'th', 'div', 'dd', 'dt', 'section', 'article', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'form', 'ul', 'ol', 'nav', 'table', 'tr', 'header', 'footer', 'aside', 'main', 'fieldset', 'figure', 'body', 'dl', 'pre', 'br', 'option', 'select', 'label', 'details']);

/**
 * @param gone elements left out, with all below them
 * @param base the view this one is taken from; what the elements left out do not touch is not read again
 */
function view(page: ArchivedPage, doc: ParsedDocument, places: Places, gone: ReadonlySet<Element>, base: PageView | null, known: PageKind | null): PageView {
  const has = gone.size === 0 ? (el: Element): boolean => places.has(el) : (el: Element): boolean => places.has(el) && !gone.has(el);
  const elements = lazy((): readonly Element[] => base === null ? doc.index.all.filter((el) => places.has(el)) : base.elements.filter((el) => !gone.has(el)));
  /** Ancestors of what is gone: their text has changed. */
  const touched = new Set<Element>();
  if (base !== null) {
    for (const el of gone) for (let at = el.parent; at !== null && !touched.has(at as Element); at = at.parent) touched.add(at as Element);
  }

  const texts = new Map<Element, string>();
  const rawText = (el: Element): string => {
    const known = texts.get(el);
    if (known !== undefined) return known;
    let out = '';
    for (const child of el.children) {
      if (isText(child)) out += child.data;
      else if (isElement(child) && has(child)) {
        const inner = rawText(child);
        out += BLOCK.has((child).name) ? ` ${inner} ` : inner;
      }
    }
    texts.set(el, out);
    return out;
  };
  const folded = new Map<Element, string>();
  const text = (el: Element): string => {
    let out = folded.get(el);
    if (out === undefined) folded.set(el, (out = !has(el) ? '' : base !== null && !touched.has(el) ? base.text(el) : fold(rawText(el))));
    return out;
  };

  const lengths = new Map<Element, number>();
  /** Characters of its text before folding: to leave long ones alone without building them. */
  const rawLength = (el: Element): number => {
    let length = lengths.get(el);
    if (length !== undefined) return length;
    length = 0;
    for (const child of el.children) {
      if (isText(child)) length += /\S/u.test(child.data) ? child.data.length : 1;
      else if (isElement(child) && has(child)) length += rawLength(child);
    }
    lengths.set(el, length);
    return length;
  };
  const brief = (el: Element, most: number): string => {
    if (!has(el)) return '';
    if (base !== null && !touched.has(el)) return base.brief(el, most);
    if (rawLength(el) > 4 * most + 200) return '';
    const said = text(el);
    return said.length <= most ? said : '';
  };

  const alternative = (el: Element): string => {
    const stack: Element[] = [el];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at !== el && !has(at)) continue;
      const said = at.name === 'img' || at.name === 'area' ? fold(at.attribs['alt'] ?? '') || fold(at.attribs['title'] ?? '') : at === el ? '' : fold(at.attribs['aria-label'] ?? '') || fold(at.attribs['title'] ?? '');
      if (said !== '') return said;
      for (let i = at.children.length - 1; i >= 0; i -= 1) if (isElement(at.children[i])) stack.push(at.children[i] as Element);
    }
    return '';
  };
  const labelledBy = (ids: string): string =>
    fold(ids.split(/\s+/u).map((id) => text((doc.index.byId.get(id) ?? []).find((el) => has(el)) ?? (elements()[0] as Element))).join(' '));
  const names = new Map<Element, string>();
  const name = (el: Element): string => {
    let said = names.get(el);
    if (said === undefined) names.set(el, (said = base !== null && !touched.has(el) && has(el) ? base.name(el) : nameOf(el)));
    return said;
  };
  const nameOf = (el: Element): string => {
    const labelled = el.attribs['aria-labelledby'];
    return (
      (labelled !== undefined && doc.index.byId.has(labelled) ? labelledBy(labelled) : '') || fold(el.attribs['aria-label'] ?? '') || text(el) ||
      (el.name === 'input' ? fold(el.attribs['value'] ?? '') : '') || alternative(el) || fold(el.attribs['alt'] ?? '') || fold(el.attribs['title'] ?? '')
    );
  };

  const pageUrl = base?.url ?? safeUrl(page.url, undefined) ?? new URL('http://unknown.invalid/');
  const site = base?.site ?? siteOf(pageUrl);
  const resolve = base?.resolve ?? resolver(elements(), pageUrl);
  const closest = (el: Element, test: (el: Element) => boolean): Element | null => {
    for (let at: Element | null = el; at !== null; at = parentOf(at)) if (test(at)) return at;
    return null;
  };
  const place = (el: Element): Place => places.get(el) ?? 'main';
  const blockAbove = (el: Element): Element | null => closest(el, (at) => at !== el && BLOCK.has(at.name));

  const links = lazy((): readonly Link[] => {
    const anchors = base === null ? elements().filter((el) => (el.name === 'a' || el.name === 'area') && el.attribs['href'] !== undefined) : base.links.map((l) => l.el).filter(has);
    const blocks = new Map(anchors.map((el) => [el, blockAbove(el)]));
    const words = new Map<Element, number>();
    for (const [el, block] of blocks) if (block !== null && (base === null || touched.has(block))) words.set(block, (words.get(block) ?? 0) + text(el).length);
    // A button is no part of the text around it.
    const inProse = (el: Element): boolean => {
      const block = blocks.get(el) ?? null;
      const linked = block === null ? 0 : words.get(block) ?? 0;
      const around = block === null ? 0 : (rawLength(block) > 5000 ? 5000 : text(block).length) - linked;
      return quotesCode(el) || around > 80 && around > 2 * linked && !/(?:^|[\s_-])(?:btn|button)(?:$|[\s_-])/iu.test(el.attribs['class'] ?? '');
    };
    if (base !== null) {
      return base.links.filter((l) => has(l.el)).map((old) => {
        const block = blocks.get(old.el) ?? null;
        return touched.has(old.el) || (block !== null && touched.has(block)) ? { ...old, name: name(old.el), prose: inProse(old.el) } : old;
      });
    }
    return anchors.map((el) => {
      const written = (el.attribs['href'] ?? '').trim();
      const href = written.length > LONGEST_ADDRESS ? '' : written;
      const url = href === '' || href.startsWith('#') || /^javascript:/iu.test(href) ? null : resolve(href);
      const web = url !== null && /^https?:$/u.test(url.protocol);
      return { el, href, url, path: web ? decoded(url.pathname + url.search) : '', name: name(el), offsite: web && siteOf(url) !== site, place: place(el), prose: inProse(el) };
    });
  });

  const phrases = lazy((): Phrase[] => {
    if (base !== null) return base.phrases.filter((p) => has(p.el));
    const out: Phrase[] = [];
    for (const el of elements()) {
      if (CODE.has(el.name)) continue;
      let own = '';
      for (const child of el.children) if (isText(child)) own += ` ${child.data}`;
      own = fold(own);
      if (own !== '' && el.name !== 'title') out.push({ el, text: own, place: place(el) });
    }
    return out;
  });

  const byToken = lazy(() => tokensOf(elements()));
  const found = new Map<string, readonly Element[]>();
  const classed = (pattern: RegExp, ids = false): readonly Element[] => {
    if (base !== null) return base.classed(pattern, ids).filter((el) => has(el));
    const key = `${pattern.source}\n${String(ids)}`;
    let hits = found.get(key);
    if (hits === undefined) {
      const set = new Set<Element>();
      for (const [token, list] of byToken()) if (pattern.test(token)) for (const el of list) set.add(el);
      if (ids) for (const el of elements()) if (el.attribs['id'] !== undefined && pattern.test(el.attribs['id'])) set.add(el);
      found.set(key, (hits = [...set]));
    }
    return hits;
  };
  const passed = new Map<(el: Element) => boolean, readonly Element[]>();
  const those = (test: (el: Element) => boolean): readonly Element[] => {
    let hits = passed.get(test);
    if (hits === undefined) passed.set(test, (hits = base === null ? elements().filter(test) : base.those(test).filter(has)));
    return hits;
  };
  const byTag = new Map<string, readonly Element[]>();
  const tagged = (...names: string[]): readonly Element[] => {
    const key = names.join(' ');
    let hits = byTag.get(key);
    if (hits === undefined) byTag.set(key, (hits = inOrder(doc.index, names.flatMap((n) => doc.index.byTag.get(n) ?? []).filter(has))));
    return hits;
  };

  const body = lazy(() => { const el = tagged('body')[0]; return el === undefined ? '' : text(el); });
  const titleElement = base === null ? tagged('title').find((el) => place(el) === 'head') : undefined;
  const language = lazy((): string | null => base?.language ?? languageOf(tagged('html')[0]?.attribs['lang'] ?? null, body()));
  const fields = lazy(() => readFields(seen));
  const forms = lazy(() => readForms(seen));
  const kind = lazy(() => known ?? kindOf(seen));
  const wall = lazy(() => {
    if (page.loggedIn) return false;
    if (page.status === 401 || page.status === 403) return true;
    const passwords = fields().some((f) => f.type === 'password' && f.place === 'main');
    return body().length < 1500 && (passwords || body().length < 400) && mentions('restrictedView', body()) && kind() !== 'register';
  });
  const seen: PageView = {
    page, index: doc.index, url: pageUrl, site,
    title: base?.title ?? (titleElement === undefined ? '' : text(titleElement).slice(0, 300)),
    get elements() { return elements(); },
    get language() { return language(); },
    get words() { return wordsKnown(language()); },
    get wall() { return wall(); },
    get kind() { return kind(); },
    get links() { return links(); },
    get fields() { return fields(); },
    get forms() { return forms(); },
    get phrases() { return phrases(); },
    has, place, text, brief, name, classed, those, closest, resolve, tagged,
    without: (more) => view(page, doc, places, below(gone, more), seen, known),
  };
  return seen;
}

/** The elements, and all below them, added to those that are gone already. */
function below(gone: ReadonlySet<Element>, more: ReadonlySet<Element>): ReadonlySet<Element> {
  const all = new Set(gone);
  const stack: Element[] = [...more];
  for (let el = stack.pop(); el !== undefined; el = stack.pop()) {
    all.add(el);
    for (const child of el.children) if (isElement(child)) stack.push(child);
  }
  return all;
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

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
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
