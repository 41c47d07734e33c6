/** What the view of a whole page and that of the page less something have in common. */
import type { Element } from 'domhandler';
import type { ArchivedPage } from '../../core/types.ts';
import { fold } from './document.ts';
import { readFields, readForms } from './fields.ts';
import type { Field, Form } from './fields.ts';
import type { Items } from './items.ts';
import { kindOf } from './kind.ts';
import type { PageKind } from './kind.ts';
import { isElement, isText, orderOf, parentOf } from './nodes.ts';
import type { Link, PageView, Phrase } from './page.ts';
import type { Place } from './places.ts';
import { inOrder } from './region.ts';
import type { DocumentIndex } from './region.ts';
import { CODE } from './seen.ts';
import { BLOCK } from './texts.ts';
import type { Concept } from './words/concepts.ts';
import { mentions, wordsKnown } from './words/index.ts';

export abstract class View implements PageView {
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

  linksNamed(concept: Concept): readonly Link[] {
    return this.linkItems.labelled(concept);
  }

  phrasesSaying(concept: Concept): readonly Phrase[] {
    return this.phraseItems.labelled(concept);
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

/** A link named by code only leads to what the code means. */
function quotesCode(el: Element): boolean {
  const inner = el.children.filter((c) => !isText(c) || c.data.trim() !== '');
  return inner.length > 0 && inner.every((c) => isElement(c) && CODE.has(c.name));
}

export function nameOf(link: Link): string {
  return link.name;
}

export function textOf(phrase: Phrase): string {
  return phrase.text;
}

export function blockAbove(el: Element): Element | null {
  for (let at = parentOf(el); at !== null; at = parentOf(at)) if (BLOCK.has(at.name)) return at;
  return null;
}
