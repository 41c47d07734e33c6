/** A page less some elements, with all below them. What they do not touch is not read again. */
import type { Element } from 'domhandler';
import { itemsLess } from './items.ts';
import type { Items } from './items.ts';
import type { PageKind } from './kind.ts';
import { endOf, orderOf, parentOf } from './nodes.ts';
import type { Link, PageView, Phrase } from './page.ts';
import type { Place } from './places.ts';
import { blockAbove, nameOf, textOf, View } from './view.ts';
import type { WholePage } from './whole-page.ts';

export class PageLess extends View {
  readonly whole: WholePage;
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

  constructor(whole: WholePage, before: Uint8Array, gone: ReadonlySet<Element>, known: PageKind | null) {
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
    return new PageLess(this.whole, this.shown, new Set([...this.#tops, ...gone]), this.known);
  }

  #isTouched(el: Element): boolean {
    return this.#touched[orderOf(el)] === 1;
  }

  readPhrases(): Items<Phrase> {
    return itemsLess(this.whole.phraseItems, (p) => (this.has(p.el) ? p : null), textOf);
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
    }, nameOf);
  }
}
