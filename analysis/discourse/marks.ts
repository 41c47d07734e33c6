/** What the names of classes and ids say; answers are kept, since pages repeat them. */
import type { Element } from 'domhandler';
import { tokensIn } from '../features/region.ts';
import { remembered } from '../features/remembered.ts';

const LONGEST_CLASS = 400;

/** `bbCodeQuote` is named for a quote as `bb-code-quote` is. */
function parted(token: string): string {
  return token.replace(/([a-z\d])([A-Z])/gu, '$1-$2');
}

/** A test of class attributes as a whole; longer ones are no names. */
function ofClass(test: (cls: string) => boolean): (el: Element) => boolean {
  const ask = remembered(test);
  return (el) => {
    const cls = el.attribs['class'];
    return cls !== undefined && cls !== '' && cls.length <= LONGEST_CLASS && ask(cls);
  };
}

/** A test for elements one of whose class tokens is such a name and no name that the second expression excludes. */
export function marker(is: RegExp, not: RegExp | null = null): (el: Element) => boolean {
  return ofClass((cls) => tokensIn(cls).some((t) => says(is, not, t)));
}

export function says(is: RegExp, not: RegExp | null, token: string): boolean {
  const name = parted(token);
  return is.test(name) && !(not?.test(name) ?? false);
}

/** The element's id without the number that tells it from others like it. */
export function idName(el: Element): string | null {
  const id = el.attribs['id'];
  return id === undefined || id === '' || id.length > LONGEST_CLASS ? null : id.replace(/[-_]?\d+$/u, '');
}

/** The same of the class attribute as a whole. */
export function wholeMarker(is: RegExp): (el: Element) => boolean {
  return ofClass((cls) => is.test(cls));
}
