/**
 * A page as the detectors see it: what a visitor can come to see, with accessible names, the place
 * on the page, links, fields, embeds. Parsed once; `without` gives the same page less some elements
 * (and without a second parse), which is how a detector makes sure that it has named all its evidence.
 */
import type { Element } from 'domhandler';
import type { ArchivedPage } from '../../core/types.ts';
import { parseDocument } from './document.ts';
import type { Field, Form } from './fields.ts';
import type { PageKind } from './kind.ts';
import type { Place } from './places.ts';
import type { DocumentIndex } from './region.ts';
import { WholePage } from './whole-page.ts';
import type { Concept } from './words/concepts.ts';

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
  /** Links whose name is a label of the concept. */
  linksNamed(concept: Concept): readonly Link[];
  /** Phrases that are a label of the concept. */
  phrasesSaying(concept: Concept): readonly Phrase[];
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
  return new WholePage(page, parseDocument(page.html), kind);
}

export function pageKind(seen: PageView): PageKind {
  return seen.kind;
}
